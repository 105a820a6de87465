import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// One family as its educator works with it; whoever opens it stands in the access log.
struct CoachingCase {
  let visit: Visit
  let family: HouseholdAccess
  let book: BudgetBook
  let words: CoachingWords
  /// As the family lets itself be called.
  let name: Inline

  /// - Parameter page: what is noted as read.
  init(_ visit: Visit, page: String) throws {
    try self.init(visit, family: visit.household(visit.id("household"), for: .budget, page: page))
  }

  init(_ visit: Visit, family: HouseholdAccess) throws {
    self.visit = visit
    self.family = family
    book = try visit.bookkeeper.budget(of: family.id)
    words = CoachingWords(visit)
    name = try CoachingCase.name(of: family, visit)
  }

  var household: ULID { family.id }
  var state: BudgetState { book.state }
  var path: WebPath { "/coaching/\(household)" }

  /// The name where the family tells it, else the end of its id.
  static func name(of family: HouseholdAccess, _ visit: Visit) throws -> Inline {
    if family.showsRecord, let name = try visit.bookkeeper.sealedName(family.state.record?.digest) {
      return .name(name)
    }
    return visit.say("Family \(Inline.code("…" + family.id.description.suffix(6)))")
  }

  var trail: [(title: Inline, path: WebPath)] { [(visit.say("Today"), "/coaching"), (name, path)] }

  /// A page of this family.
  func page(_ title: Inline, lead: Inline? = nil, width: SitePage.Width = .standard, _ blocks: [Block]) -> SitePage {
    SitePage(title, lead: lead, trail: trail, width: width, blocks)
  }

  /// A step of the coaching, signed for the body that coaches the family where the viewer acts for it.
  func request<Body: EntryBody>(_ body: Body, id: ULID? = nil) throws -> EntryRequest {
    let bodies = try visit.person.member.bodies
    return try visit.request(body, stream: book.stream, id: id, onBehalfOf: book.signingBody(among: bodies))
  }

  /// Seals a document under the family's key, once the entry that carries its commitment would be admitted.
  func sealing<Body: EntryBody>(_ document: [UInt8], _ body: (Fingerprint) -> Body) throws -> EntryRequest {
    let id = visit.newID()
    return try visit.sealing(document, of: household) { try request(body($0), id: id) }
  }

  func memberName(_ id: ULID) throws -> Inline {
    try visit.bookkeeper.sealedName(visit.bookkeeper.governing().members[id]?.record).map { .name($0) }
      ?? .code("…" + id.description.suffix(6))
  }

  /// Whether a snapshot was begun and not signed. The consent may be another body's than the one that coaches: the draft
  /// is that body's then.
  func hasDraft() throws -> Bool {
    do {
      return try state.isOpen && visit.bookkeeper.snapshotDraft(of: household) != nil
    } catch let refusal as Refusal where refusal.code == BudgetRules.noConsent {
      return false
    }
  }

  /// What is sealed cannot be read where the family was forgotten, or its record lies in another vault.
  var notReadable: Block { .note(visit.say("What was sealed then cannot be read here any more.")) }
}

extension Visit {
  /// The field of the kind of meeting that stands behind an entry.
  func sessionField() -> Field {
    let words = CoachingWords(self)
    return field(
      "session", "What kind of meeting it was", .choice(words.options(SessionType.self, of: "session")),
      initial: SessionType.advice.rawValue)
  }
}
