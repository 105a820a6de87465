public import LedgerCore

/// What the help has led to, once for each household and indicator: what the funds are measured by.
public struct OutcomeRecorded: EntryBody {
  public static let kind: Kind = "outcome.recorded"
  public static let roles: Set<Role> = [.operator, .educator]
  public static let isReversible = true

  public enum Indicator: String, Codable, Sendable, CaseIterable, Comparable {
    /// A dwelling was found, and the family still lives in it.
    case dwelling = "dwelling-found-and-kept"
    /// A job was started and kept.
    case job = "job-started-and-kept"
    /// Food support with continuity.
    case food = "food-with-continuity"

    public static func < (left: Indicator, right: Indicator) -> Bool { left.rawValue < right.rawValue }
  }

  /// SHA-256 of a contract or a payslip, which is kept outside the ledger.
  public let evidence: Fingerprint?
  public let indicator: Indicator

  public init(_ indicator: Indicator, evidence: Fingerprint?) {
    self.evidence = evidence
    self.indicator = indicator
  }

  static let again = RefusalCode(
    "outcome.already-recorded", "the outcome {indicator} of household {household} is recorded already",
    hint: "a household counts once for each indicator; `mastro household show` lists its outcomes")

  public static let refusals = [again]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    try HouseholdRules.requireStanding(state, context.header.stream.key)
    let household = context.ownHousehold
    for part in [household] + context.absorbed(by: household) where context.isClaimed(claim(part)) {
      throw Self.again(["indicator": indicator.rawValue, "household": household])
    }
    return Effects(postings: .none, claims: [claim(household)])
  }

  private func claim(_ household: ULID) -> Claim { Claim("outcome", "\(household)/\(indicator.rawValue)") }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    state.outcomes[indicator] = entry.header.effective
  }
}
