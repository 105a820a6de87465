public import LedgerCore

/// Something has changed in the family's life: nothing new is promised until the educator has assessed again.
///
/// It protects the family, so whoever learns it may say so; only an assessment lifts it.
public struct CircumstanceChanged: EntryBody {
  public static let kind: Kind = "budget.circumstance-changed"
  public static let roles: Set<Role> = [.educator, .household, .operator]

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case jobLoss = "job-loss"
    case hoursCut = "hours-cut"
    case illness
    case benefitEnded = "benefit-ended"
    case costsRose = "costs-rose"
    case familyChanged = "family-changed"
    case incomeRose = "income-rose"
  }

  public let reason: Reason
  /// The day on which it changed.
  public let since: CivilDate

  public init(reason: Reason, since: CivilDate) {
    self.reason = reason
    self.since = since
  }

  static let future = RefusalCode(
    "budget.change-in-future", "{since} lies after the entry, which takes effect on {effective}",
    hint: "record a change when it has come; a scenario shows what is still to come")

  public static let refusals = BudgetRules.educator + [future]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    switch context.header.role {
    case .educator: try context.requireEducator()
    case .household:
      try context.families.requireFamilyVoice(of: context.family, attestation: nil, besides: [], in: context)
    case .operator, .administrator, .auditor, .committee, .creditor, .host, .treasurer: break
    }
    guard since <= context.effective else { throw Self.future(["since": since, "effective": context.effective]) }
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    state.suspension = BudgetState.Suspension(
      id: entry.id, reason: reason, since: since, snapshot: state.newestSnapshot?.id)
  }
}
