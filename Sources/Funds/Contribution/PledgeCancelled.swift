public import LedgerCore

/// What is left of a promise will not come.
public struct PledgeCancelled: EntryBody {
  public static let kind: Kind = "contribution.pledge-cancelled"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  /// Why, from a closed list: the log holds no free text.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case donorWithdrew = "donor-withdrew"
    case conditionFailed = "condition-failed"
    case uncollectable
    case recordedTwice = "recorded-twice"
  }

  /// The rest of the pledge, all of which is cancelled.
  public let amount: Money
  public let reason: Reason

  public init(amount: Money, reason: Reason) {
    self.amount = amount
    self.reason = reason
  }

  public static let refusals = [ContributionRules.wrongState, ChainRules.amountDiffers]

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    let outstanding = context.outstanding(of: state)
    guard let purse = state.restriction, outstanding.isPositive else {
      throw ContributionRules.wrongState([
        "contribution": context.header.stream.key, "state": "without an open pledge",
      ])
    }
    guard amount == outstanding else {
      throw ChainRules.amountDiffers(["given": amount, "agreed": outstanding])
    }
    return try Effects { journal in
      if state.isConditional {
        journal.post(Chart.conditionalPledgesContra(purse), Chart.conditionalPledges(purse), amount)
      } else {
        journal.post(Chart.pledged(purse), Chart.receivable, amount)
      }
    }
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) { state.outstanding -= amount }
}
