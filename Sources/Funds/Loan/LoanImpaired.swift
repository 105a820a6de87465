public import LedgerCore

/// The loss that is expected, as a whole figure; its entry posts the difference to the last one.
public struct LoanImpaired: EntryBody {
  public static let kind: Kind = "loan.impaired"
  public static let roles: Set<Role> = [.treasurer, .committee]
  public static let isReversible = true

  public let allowance: Money

  public init(allowance: Money) { self.allowance = allowance }

  public static let refusals = LoanRules.running + [LoanRules.exceedsOwed]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    guard allowance >= .zero, allowance <= position.owed else {
      throw LoanRules.exceedsOwed(["amount": allowance, "owed": position.owed])
    }
    return try Effects { $0.impair(contract, by: allowance - position.allowance) }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {}
}
