public import LedgerCore

/// Money from a donor is in the bank.
public struct ContributionReceived: EntryBody {
  public static let kind: Kind = "contribution.received"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  /// The donor's party record; absent for an anonymous donor.
  public let donor: ULID?
  public let fund: Slug
  public let restriction: Slug

  public init(amount: Money, to restriction: Restriction, account: Slug, donor: ULID?) {
    self.account = account
    self.amount = amount
    self.donor = donor
    fund = restriction.fund
    self.restriction = restriction.name
  }

  public static let refusals = [ContributionRules.otherRestriction, ContributionRules.exceedsPledge]

  private var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    try context.requireRestriction(purse)
    if let donor { try context.requireParty(donor) }
    if let begun = state.restriction {
      guard begun == purse else { throw ContributionRules.otherRestriction(["restriction": begun]) }
    }
    if state.isPledged {
      let outstanding = context.outstanding(of: state)
      guard amount <= outstanding else {
        throw ContributionRules.exceedsPledge(["amount": amount, "outstanding": outstanding])
      }
    }
    return try Effects { journal in
      if state.isPledged, !state.isConditional {
        journal.post(Chart.bank(account), Chart.receivable, amount)
        journal.post(Chart.pledged(purse), Chart.available(purse), amount)
        return
      }
      if state.isPledged {
        journal.post(Chart.conditionalPledgesContra(purse), Chart.conditionalPledges(purse), amount)
      }
      if purse.isFree {
        journal.post(Chart.bank(account), Chart.donations(fund), amount)
        journal.post(Chart.result(fund), Chart.available(purse), amount)
      } else {
        journal.post(Chart.bank(account), Chart.available(purse), amount)
      }
    }
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) {
    state.restriction = purse
    state.donor = state.donor ?? donor
    state.received += amount
    state.receipts[entry.id] = amount
    if state.isPledged { state.outstanding -= amount }
  }
}
