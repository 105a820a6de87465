public import LedgerCore

/// The landlord lets an eviction wait until a day, on conditions that the family keeps; a grant may go with it.
///
/// Frozen again, it waits longer. No assessment and no age of one ends it.
public struct EvictionFrozen: EntryBody {
  public static let kind: Kind = "eviction.frozen"
  public static let roles: Set<Role> = [.creditor, .operator]
  public static let isReversible = true

  /// What the family does meanwhile.
  public enum Condition: String, Codable, Sendable, CaseIterable, Comparable {
    case currentRent = "current-rent"
    case instalments
    case noNewArrears = "no-new-arrears"
    case visits

    public static func < (left: Condition, right: Condition) -> Bool { left.rawValue < right.rawValue }
  }

  public let attestation: Attestation?
  /// In order, each once.
  public let conditions: [Condition]
  public let creditor: ULID
  /// SHA-256 of the agreement or the court's order, which is kept outside the ledger.
  public let document: Fingerprint
  /// A grant to the landlord that goes with it: its stream's id.
  public let grant: ULID?
  /// The last day.
  public let until: CivilDate

  public init(
    creditor: ULID, until: CivilDate, conditions: Set<Condition>, document: Fingerprint, grant: ULID? = nil,
    attestation: Attestation?
  ) {
    self.attestation = attestation
    self.conditions = conditions.sorted()
    self.creditor = creditor
    self.document = document
    self.grant = grant
    self.until = until
  }

  static let invalid = RefusalCode(
    "eviction.terms-invalid", "the eviction cannot be frozen like that: {reason}", hint: "correct what is named")

  public static let refusals = [
    PlanRules.wrongState, PlanRules.creditorUnknown, invalid, PlanRules.sourceUnknown,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    try PlanRules.household(of: state, in: PlanState.Status.open, context)
    guard state.debts.contains(where: { $0.creditor == creditor && $0.terms.nature == .rent }) else {
      throw PlanRules.creditorUnknown(["creditor": creditor])
    }
    try check(state, context)
    if let grant {
      let granted: GrantState = context.state(of: StreamID("grant", grant))
      guard let request = granted.request, request.payee == creditor else {
        throw PlanRules.sourceUnknown(["entry": grant])
      }
    }
    try context.requireVoice(ofCreditor: creditor, in: state, attestation: attestation)
    return .none
  }

  private func check(_ state: PlanState, _ context: Admission) throws(Refusal) {
    func refuse(_ reason: String) -> Refusal { Self.invalid(["reason": reason]) }
    guard !conditions.isEmpty, zip(conditions, conditions.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw refuse("the conditions are missing, out of order, or one stands twice")
    }
    let last = context.effective.adding(days: try context.section(\.plans, "plans").freezeDays)
    guard until > context.effective, until <= last else { throw refuse("\(until) is over, or after \(last)") }
    if let freeze = state.freeze, until <= freeze.until {
      throw refuse("it is frozen through \(freeze.until) already")
    }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.voices.add(entry, attestation: attestation)
    state.freeze = PlanState.Freeze(creditor: creditor, conditions: conditions, until: until)
  }
}
