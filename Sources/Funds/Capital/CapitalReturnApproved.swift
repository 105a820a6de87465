public import LedgerCore

/// One person approves that capital goes back.
public struct CapitalReturnApproved: EntryBody {
  public static let kind: Kind = "capital.return-approved"
  public static let roles: Set<Role> = [.committee, .administrator]
  public static let isReversible = true

  public let amount: Money

  public init(amount: Money) { self.amount = amount }

  public static let refusals = [CapitalRules.wrongState, CapitalRules.exceedsOwed]

  public func admit(to state: CapitalState, in context: Admission) throws(Refusal) -> Effects {
    guard let purse = state.restriction, state.returnApproved == nil else {
      throw CapitalRules.wrongState([
        "capital": context.header.stream.key,
        "state": state.restriction == nil ? "not received" : "already approved for its return",
      ])
    }
    try context.requirePositive(amount)
    try CapitalRules.requireOwed(amount, by: state, in: context)
    try context.requireUncommitted(amount, of: purse)
    return .none
  }

  public func apply(to state: inout CapitalState, from entry: LoggedEntry) {
    state.returnApproved = amount
    state.returnPersons = Persons()
    state.returnPersons.add(entry)
  }
}
