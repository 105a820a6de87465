public import LedgerCore

/// The family lets other bodies see something of it, for a time.
///
/// Nobody sees anything of a family without this; it is given by somebody who belongs to the household, with a key of
/// their own or on a paper that an operator attests.
public struct ConsentGiven: EntryBody {
  public static let kind: Kind = "consent.given"
  public static let roles: Set<Role> = [.household, .operator, .educator]

  /// What may be seen.
  public enum Scope: String, Codable, Sendable, CaseIterable, Comparable {
    /// Work on the family's budget: its sheet, its plans, what it can promise.
    case budget
    /// That the family is helped: by which body, with which kind of instrument, in which band of amounts, and when.
    case overlaps
    /// The instruments with their amounts and where they stand.
    case instruments
    /// The sealed record: names, address, contacts.
    case record

    public static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
  }

  public let attestation: Attestation?
  /// In order, each once.
  public let bodies: [Slug]
  /// In order, each once.
  public let scopes: [Scope]
  /// The last day of it.
  public let until: CivilDate

  public init(bodies: Set<Slug>, scopes: Set<Scope>, until: CivilDate, attestation: Attestation?) {
    self.attestation = attestation
    self.bodies = bodies.sorted()
    self.scopes = scopes.sorted()
    self.until = until
  }

  static let invalid = RefusalCode(
    "consent.invalid", "the bodies or the scopes are missing, or one stands twice",
    hint: "name each once: --bodies comune-lodi,caritas --scopes overlaps")
  static let over = RefusalCode(
    "consent.over", "the consent would end on {until}, before it begins", hint: "give the last day of it with --until")

  public static let refusals = [invalid, MemberRules.bodyUnknown, over]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    try HouseholdRules.requireStanding(state, context.header.stream.key)
    guard Self.isRising(bodies), Self.isRising(scopes) else { throw Self.invalid() }
    for body in bodies where context.governing.bodies[body] == nil {
      throw MemberRules.bodyUnknown(["body": body])
    }
    guard until >= context.effective else { throw Self.over(["until": until]) }
    try context.requireVoice(of: state.members, attestation: attestation)
    return .none
  }

  private static func isRising<Item: Comparable>(_ items: [Item]) -> Bool {
    !items.isEmpty && zip(items, items.dropFirst()).allSatisfy { $0 < $1 }
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    state.consents[entry.id] = HouseholdState.Consent(
      bodies: Set(bodies), scopes: Set(scopes), until: until, position: entry.position)
  }
}
