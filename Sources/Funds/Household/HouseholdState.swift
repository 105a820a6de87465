public import LedgerCore

/// People who live and budget together: the stream `household/<id>`. The log knows pseudonyms only.
public struct HouseholdState: StreamState {
  public static let family = "household"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var isRegistered = false
  /// The parties who belong to it now.
  public internal(set) var members: Set<ULID> = []
  /// How each of those who belong or belonged to it does or did.
  public internal(set) var relations: [ULID: HouseholdMember.Relation] = [:]
  /// The parties who belonged to it once.
  public internal(set) var former: Set<ULID> = []
  /// The sealed record as it was last written.
  public internal(set) var record: Fingerprint?
  public internal(set) var municipality: MunicipalityCode?
  /// Consents that were given and not withdrawn, by the entry that gave them; some may be over.
  public internal(set) var consents: [ULID: Consent] = [:]
  public internal(set) var outcomes: [OutcomeRecorded.Indicator: CivilDate] = [:]
  /// An erasure that one person has proposed.
  public internal(set) var proposal: ErasureProposal?
  public internal(set) var isErased = false
  /// The household that has taken its place.
  public internal(set) var mergedInto: ULID?
  /// Where the entry stands that has put it there.
  public internal(set) var mergedAt: Int?

  public init() {}

  /// Leave to see something of the household.
  public struct Consent: Sendable, Hashable {
    public let bodies: Set<Slug>
    public let scopes: Set<ConsentGiven.Scope>
    /// The last day of it.
    public let until: CivilDate
    /// Where the entry that gave it stands.
    public let position: Int
  }

  /// An erasure that waits for its second person.
  public struct ErasureProposal: Sendable {
    public let erasure: Erasure
    let proposer: Persons
  }

  /// True where a consent that stands lets a body see something on a day.
  ///
  /// - Parameter position: only consents given after this place of the log count.
  public func lets(
    _ body: Slug, see scope: ConsentGiven.Scope, on day: CivilDate, after position: Int = -1
  ) -> Bool {
    consents.values.contains {
      $0.bodies.contains(body) && $0.scopes.contains(scope) && day <= $0.until && $0.position > position
    }
  }

  mutating func take(_ member: HouseholdMember) {
    members.insert(member.party)
    former.remove(member.party)
    relations[member.party] = member.relation
  }

  mutating func lose(_ party: ULID) {
    members.remove(party)
    former.insert(party)
  }
}

/// What the kinds of a household ask for in common.
public enum HouseholdRules {
  public static let unknown = RefusalCode(
    "household.unknown", "there is no household {household}", hint: "`mastro household list` shows them", .notFound)
  static let erased = RefusalCode(
    "household.erased", "the household {household} was erased",
    hint: "register the family again if it comes back; nothing is known of it any more")
  static let merged = RefusalCode(
    "household.merged", "the household {household} is now part of {successor}",
    hint: "give the household that took its place")
  static let notAMember = RefusalCode(
    "household.not-a-member", "{party} does not belong to the household {household}",
    hint: "`mastro household show` lists who does; `mastro household join` adds somebody")
  static let notNamed = RefusalCode(
    "household.not-named", "{party} lives in a household, and the entry does not name it",
    hint: "help counts for the whole family: name it with --household")
  static let notAPerson = RefusalCode(
    "household.not-a-person", "{party} is a company, and no company lives in a household",
    hint: "register the human being as a party")
  static let partyErased = RefusalCode(
    "household.party-erased", "the party {party} was erased", hint: "register the person anew, as a new party")
  static let membersInvalid = RefusalCode(
    "household.members-invalid", "the members are missing, out of order, or one stands twice",
    hint: "name everybody once: --member NAME:RELATION")
  static let lastMember = RefusalCode(
    "household.last-member", "nobody would be left in the household {household}",
    hint: "merge the household into another one, or propose its erasure")
  static let membersMissing = RefusalCode(
    "household.members-missing", "{party} does not belong to the household {into} yet",
    hint: "they must belong to it first: `mastro household join`, or let `mastro household merge` and `split` do it")

  static let shared = [unknown, erased, merged, notAMember, notNamed, notAPerson, partyErased]

  static func requireStanding(_ state: HouseholdState, _ id: some CustomStringConvertible) throws(Refusal) {
    guard state.isRegistered else { throw unknown(["household": id]) }
    guard !state.isErased else { throw erased(["household": id]) }
    if let successor = state.mergedInto { throw merged(["household": id, "successor": successor]) }
  }

  /// Everybody once, in the order of the ids: a family has one byte form.
  static func check(_ members: [HouseholdMember], _ context: Admission) throws(Refusal) {
    let ids = members.map(\.party)
    guard !ids.isEmpty, zip(ids, ids.dropFirst()).allSatisfy({ $0 < $1 }) else { throw membersInvalid() }
    for id in ids { try context.requirePerson(id) }
  }
}

extension Admission {
  /// A household that stands: registered, not erased, not merged into another.
  @discardableResult
  public func requireHousehold(_ id: ULID) throws(Refusal) -> HouseholdState {
    let state: HouseholdState = state(of: StreamID("household", id))
    try HouseholdRules.requireStanding(state, id)
    return state
  }

  /// The household in whose own stream the entry stands.
  var ownHousehold: ULID { header.stream.ulid ?? header.id }
}
