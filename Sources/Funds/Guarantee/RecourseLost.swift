public import LedgerCore

/// What the tenant owes the fund will not come: nobody is asked for it any more.
public struct RecourseLost: EntryBody {
  public static let kind: Kind = "guarantee.lost"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  public let amount: Money

  public init(amount: Money) { self.amount = amount }

  public static let refusals = [GuaranteeRules.wrongState, Persons.samePerson, GuaranteeRules.exceedsRecourse]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    try GuaranteeRules.giveUp(amount, of: state, context)
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.recourse -= amount
    state.newestOn = entry.header.effective
  }
}
