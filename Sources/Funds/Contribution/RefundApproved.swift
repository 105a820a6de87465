public import LedgerCore

/// One person approves that money goes back to its donor.
public struct RefundApproved: EntryBody {
  public static let kind: Kind = "contribution.refund-approved"
  public static let roles: Set<Role> = [.committee, .administrator]
  public static let isReversible = true

  public let amount: Money

  public init(amount: Money) { self.amount = amount }

  public static let refusals = [ContributionRules.wrongState, ContributionRules.exceedsReceived]

  public func admit(to state: ContributionState, in context: Admission) throws(Refusal) -> Effects {
    guard let purse = state.restriction, state.refundApproved == nil else {
      throw ContributionRules.wrongState([
        "contribution": context.header.stream.key,
        "state": state.refundApproved == nil ? "not received" : "already approved for a refund",
      ])
    }
    try context.requirePositive(amount)
    try ContributionRules.requireHeld(amount, of: state, in: context)
    try context.requireAttestedNothing(in: state.pledgers)
    try context.requireUncommitted(amount, of: purse)
    return .none
  }

  public func apply(to state: inout ContributionState, from entry: LoggedEntry) {
    state.refundApproved = amount
    state.refundPersons = Persons()
    state.refundPersons.add(entry)
  }
}
