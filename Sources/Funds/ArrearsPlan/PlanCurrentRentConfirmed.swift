public import LedgerCore

/// The current rent of a month was paid, beside the instalment: both are asked for.
///
/// Who has vouched for a signature on paper in this plan does not confirm its rents, too.
public struct PlanCurrentRentConfirmed: EntryBody {
  public static let kind: Kind = "plan.current-rent-confirmed"
  public static let roles: Set<Role> = [.creditor, .operator, .treasurer, .educator]
  public static let isReversible = true

  /// SHA-256 of the receipt, which is kept outside the ledger.
  public let evidence: Fingerprint
  public let month: CivilMonth

  public init(month: CivilMonth, evidence: Fingerprint) {
    self.evidence = evidence
    self.month = month
  }

  static let notCounted = RefusalCode(
    "plan.rent-not-counted", "the rent of {month} does not count in this plan: {reason}",
    hint: "`mastro plan show` tells which months wait")

  public static let refusals = [PlanRules.wrongState, notCounted]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.running, context)
    func refuse(_ reason: String) -> Refusal { Self.notCounted(["month": month, "reason": reason]) }
    guard let rent = state.agreed?.terms.rent else { throw refuse("no current rent was agreed") }
    guard month >= rent.from else { throw refuse("it counts from \(rent.from) on") }
    guard month <= CivilMonth(context.effective.adding(months: 1)) else { throw refuse("it lies too far ahead") }
    guard !state.rentsConfirmed.contains(month) else { throw refuse("it was confirmed before") }
    try context.requireAttestedNothing(in: state.voices)
    for member in context.family(of: household).sorted() { try context.requireDisinterested(in: member) }
    if context.header.role == .creditor { try requireLandlord(state, context) }
    return .none
  }

  private func requireLandlord(_ state: PlanState, _ context: Admission) throws(Refusal) {
    let landlords = state.debts.filter { $0.terms.nature == .rent }
    let body = landlords.compactMap(\.creditorBody).first { $0 == context.header.onBehalfOf }
    try context.requireVoice(of: Set(landlords.map(\.creditor)), body: body, attestation: nil)
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.rentsConfirmed.insert(month)
    state.approvers.add(entry)
  }
}
