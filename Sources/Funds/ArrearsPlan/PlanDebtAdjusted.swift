public import LedgerCore

/// What is owed turns out to be more or less: a correction, costs, a month that was forgotten.
///
/// A proposal that waits is void, for it was made on other figures; a plan in force goes on with its own.
public struct PlanDebtAdjusted: EntryBody {
  public static let kind: Kind = "plan.debt-adjusted"
  public static let roles: Set<Role> = [.operator, .educator]
  public static let isReversible = true

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case correction
    case costs
    case discount
    case interest
    case newArrears = "new-arrears"
  }

  /// Above zero where more is owed, below it where less is.
  public let change: Money
  public let debt: Int
  /// SHA-256 of the creditor's statement, which is kept outside the ledger.
  public let document: Fingerprint
  public let reason: Reason

  public init(debt: Int, change: Money, reason: Reason, document: Fingerprint) {
    self.change = change
    self.debt = debt
    self.document = document
    self.reason = reason
  }

  static let nothing = RefusalCode(
    "plan.adjustment-empty", "a change of {change} changes nothing", hint: "say how much more or less is owed")

  public static let refusals = [PlanRules.wrongState, PlanRules.debtUnknown, nothing, PlanRules.exceedsDebt]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    guard state.debts.indices.contains(debt - 1) else {
      throw PlanRules.debtUnknown(["plan": context.header.stream.key, "debt": debt])
    }
    let owed = state.debts[debt - 1]
    guard change != .zero else { throw Self.nothing(["change": change]) }
    guard change.magnitude.cents <= Postings.largestAmount, owed.outstanding + change >= .zero else {
      throw PlanRules.exceedsDebt([
        "amount": change.magnitude, "outstanding": owed.outstanding, "creditor": owed.creditor,
      ])
    }
    return try Effects { $0.owe(household, owed.creditor, change) }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.debts[debt - 1].outstanding += change
    state.proposal = nil
  }
}
