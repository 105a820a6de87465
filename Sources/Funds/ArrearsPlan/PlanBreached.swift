public import LedgerCore

/// So much was missed that the plan counts as broken, by the rule that everybody signed; the family is told, and has
/// time to make up for it. Never automatic: somebody states it, and the rule checks it.
public struct PlanBreached: EntryBody {
  public static let kind: Kind = "plan.breached"
  public static let roles: Set<Role> = [.operator, .committee]
  public static let isReversible = true

  /// SHA-256 of the notice to the family, which is kept outside the ledger.
  public let notice: Fingerprint

  public init(notice: Fingerprint) { self.notice = notice }

  static let notBroken = RefusalCode(
    "plan.not-broken", "{instalments} instalments and {rents} rents are missed; it takes {rules}",
    hint: "`mastro plan show` lists what was paid; record what is missing there")

  public static let refusals = [PlanRules.wrongState, notBroken]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: [.active], context)
    guard let rules = state.agreed?.terms.breach else { return .none }
    let standing = state.standing(asOf: context.deadlineDay, held: PlanRules.held(context))
    guard standing.breaks(rules) else {
      throw Self.notBroken([
        "instalments": standing.missedInstalments, "rents": standing.missedRents.count, "rules": rules,
      ])
    }
    try context.requireDisinterested(in: state.debts, of: household)
    return .none
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.status = .breached
    var declarers = Persons()
    declarers.add(entry)
    state.breach = PlanState.Breach(
      noticed: max(entry.header.effective, entry.header.recorded.date), declarers: declarers)
  }
}
