import FinancialArithmetic
public import LedgerCore

/// The borrower is told that the whole loan will fall due unless the arrears are paid.
public struct LoanAccelerationNoticed: EntryBody {
  public static let kind: Kind = "loan.acceleration-noticed"
  public static let roles: Set<Role> = [.operator, .committee]
  public static let isReversible = true

  /// SHA-256 of the letter.
  public let notice: Fingerprint

  public init(notice: Fingerprint) { self.notice = notice }

  static let notInArrears = RefusalCode(
    "loan.not-in-arrears", "the loan {loan} is {days} days in arrears; the policy asks for {least}",
    hint: "talk to the family first: a pause, a new schedule, hours of service")

  public static let refusals = LoanRules.running + [notInArrears]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (_, position) = try LoanRules.running(state, context)
    try Self.requireArrears(state, position, context)
    return .none
  }

  static func requireArrears(_ state: LoanState, _ position: LoanPosition, _ context: Admission) throws(Refusal) {
    let policy = try LoanRules.policy(context)
    let ageing = try? position.ageing(asOf: context.effective, pauses: state.pauses, graceDays: policy.graceDays)
    let days = ageing?.countedDays ?? 0
    guard days >= policy.accelerationAfterDays else {
      throw notInArrears(["loan": context.header.stream.key, "days": days, "least": policy.accelerationAfterDays])
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) { state.noticedOn = entry.header.effective }
}
