public import LedgerCore

/// Nothing is owed any more, on either side.
public struct LoanClosed: EntryBody {
  public static let kind: Kind = "loan.closed"
  public static let roles: Set<Role> = [.treasurer, .operator]
  public static let isReversible = true

  public init() {}

  static let stillOwed = RefusalCode(
    "loan.still-owed", "{owed} is still owed on the loan {loan}, {surplus} is held, {undisbursed} is not paid out",
    hint: "settle these first: `mastro loan repay`, `apply-surplus`, `return-surplus`, `cancel-tranche`")

  public static let refusals = LoanRules.running + [stillOwed]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    guard position.owed == .zero, position.unallocated == .zero, state.undisbursed == .zero else {
      throw Self.stillOwed([
        "owed": position.owed, "loan": context.header.stream.key, "surplus": position.unallocated,
        "undisbursed": state.undisbursed,
      ])
    }
    return try Effects { $0.changeInstalment(contract, from: state.promise, to: .zero) }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.status = .closed
    state.endedOn = entry.header.effective
    state.promise.follow(entry)
    state.pending = nil
  }
}
