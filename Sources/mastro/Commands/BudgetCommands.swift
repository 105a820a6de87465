public import ArgumentParser
import Bookkeeping
public import Coaching
import Funds
import LedgerCore

extension CircumstanceChanged.Reason: ExpressibleByArgument {}
extension BudgetClosed.Outcome: ExpressibleByArgument {}
extension BudgetMonthChecked.NextStep: ExpressibleByArgument {}

/// What kind of meeting stands behind an entry.
struct SessionOptions: ParsableArguments {
  @Option(help: "What kind of meeting it was.") var session: SessionType = .advice
}

/// The place where one command works on a family's coaching.
struct CoachingDesk {
  let desk: Desk
  let book: BudgetBook

  var bookkeeper: Bookkeeper { desk.bookkeeper }
  var household: ULID { book.household }

  init(_ write: WriteOptions, _ household: String) throws {
    desk = try Desk(write)
    book = try desk.bookkeeper.budget(of: desk.bookkeeper.familyID(household))
  }

  /// Signed for the body that was named; else for the one that coaches the family, or the only one of the signer.
  func request<Body: EntryBody>(_ body: Body, id: ULID? = nil) throws -> EntryRequest {
    var request = try desk.request(body, stream: book.stream, id: id)
    request.onBehalfOf = request.onBehalfOf ?? book.signingBody(among: desk.member.bodies)
    return request
  }

  /// Signed as somebody of the family, unless its paper is attested; for no body then.
  func voice<Body: EntryBody>(_ body: Body, _ attestation: Attestation?) throws -> EntryRequest {
    desk.prefer(.household, try desk.request(body, stream: book.stream), unless: attestation != nil)
  }

  /// Seals a document under the family's key, once the entry that carries its commitment would be admitted.
  func sealing<Body: EntryBody>(
    _ document: [UInt8], _ body: (Fingerprint) -> Body
  ) throws -> EntryRequest {
    let id = desk.newID()
    return try desk.sealing(document, of: household) { try request(body($0), id: id) }
  }
}

extension Bookkeeper {
  /// The id of the household that somebody means.
  func familyID(_ text: String) throws -> ULID {
    guard let id = try household(text).ulid else { throw HouseholdRules.unknown(["household": text]) }
    return id
  }
}

struct BudgetOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Begin the coaching of a family, or begin again after it was closed.",
    discussion: """
      mastro budget open Rossi --as elsa
      The family has said yes before: `mastro consent give`, with the scope budget for the educator's body.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
  @Option(help: "The educator who works with the family; the signer otherwise.") var coach: String?
  @OptionGroup var meeting: SessionOptions

  func run() throws {
    let at = try CoachingDesk(write, household)
    let coach = try coach.map { try at.bookkeeper.member($0) } ?? at.desk.member.id
    let recorded = try at.desk.record([at.request(BudgetOpened(coach: coach, session: meeting.session))])
    if !recorded.isEmpty { Console.note("next: `mastro budget template`, then `mastro budget snapshot`") }
  }
}

struct BudgetConfirm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "The family says that its newest snapshot is right: capacity rests on it then.",
    discussion: """
      Somebody of the family signs with a key of their own, or an operator attests what they signed on paper:
      mastro budget confirm Rossi --attest-for Rossi --document signed.pdf --as olga
      Whoever took the snapshot does not attest it.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Option(help: "The snapshot; the newest otherwise.") var snapshot: String?
  @OptionGroup var attesting: AttestationOptions

  func run() throws {
    let at = try CoachingDesk(write, household)
    let attestation = try attesting.attestation(at.bookkeeper)
    let chosen = try snapshot.map { try at.bookkeeper.entryID($0) }
    let newest = try chosen ?? at.newest(at.book.state.newestSnapshot?.id, "snapshot", "`mastro budget snapshot`")
    let recorded = try at.desk.record([
      at.voice(BudgetSnapshotConfirmed(snapshot: newest, attestation: attestation), attestation)
    ])
    if !recorded.isEmpty { Console.note("next: `mastro capacity assess`") }
  }
}

extension CoachingDesk {
  /// What is meant where nobody names one.
  fileprivate func newest(_ id: ULID?, _ what: String, _ step: String) throws -> ULID {
    guard let id else {
      throw BudgetRefusals.nothingSealed(["household": household, "what": what, "step": step])
    }
    return id
  }
}

struct BudgetGoal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goal", abstract: "Write down what the family wants to reach; it is sealed, only the month is public.",
    discussion: "mastro budget goal Rossi \"A bicycle for Tea\" --amount 180.00 --by 2027-06 --as elsa")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Argument(help: "The goal, in the family's words.") var name: String
  @Option(help: "What it costs.") var amount: AmountText?
  @Option(help: "What is saved already.") var saved: AmountText?
  @Option(help: "By which month (YYYY-MM).") var by: CivilMonth?
  @Option(help: "How amounts are written, for instance it.") var locale: String?

  func run() throws {
    let at = try CoachingDesk(write, household)
    let goal = Goal(name: name, amount: try money(amount), by: by, saved: try money(saved))
    if let fault = goal.fault { throw ValidationError("\(fault)") }
    let request = try at.sealing(JSONEncoding.encode(goal).canonicalBytes) { BudgetGoalSet(by: by, record: $0) }
    try at.desk.record([request])
  }

  private func money(_ text: AmountText?) throws -> Money? {
    guard let money = try text?.money(locale) else { return nil }
    guard money >= .zero else { throw ValidationError("an amount of a goal is not below zero") }
    return money
  }
}

struct BudgetAgree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "The family says yes to the plan that waits.",
    discussion: "mastro budget agree Rossi --attest-for Rossi --document plan.pdf --as olga")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Option(help: "The plan; the one that waits otherwise.") var plan: String?
  @OptionGroup var attesting: AttestationOptions

  func run() throws {
    let at = try CoachingDesk(write, household)
    let attestation = try attesting.attestation(at.bookkeeper)
    let chosen = try plan.map { try at.bookkeeper.entryID($0) }
    let waiting = try chosen ?? at.newest(at.book.state.proposedPlan?.id, "plan that waits", "`mastro budget plan`")
    let recorded = try at.desk.record([at.voice(BudgetPlanAgreed(plan: waiting, attestation: attestation), attestation)]
    )
    guard !recorded.isEmpty, let agreed = at.book.state.proposedPlan else { return }
    Console.note("in force from \(agreed.from) to \(agreed.last); look at each month: `mastro budget check`")
  }
}

struct BudgetChange: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Something has changed in the family's life: nothing new is promised until it is assessed again.",
    discussion: """
      mastro budget change Rossi --reason hours-cut --since 2027-03-01 --as elsa
      What stands stays; plans may be suspended or renegotiated: `mastro plan suspend`, `mastro plan propose`.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Option(help: "What has changed.") var reason: CircumstanceChanged.Reason
  @Option(help: "The day (YYYY-MM-DD) on which it changed; that of the entry otherwise.") var since: CivilDate?

  func run() throws {
    let at = try CoachingDesk(write, household)
    let change = CircumstanceChanged(reason: reason, since: since ?? at.desk.effective)
    let recorded = try at.desk.record([at.request(change)])
    guard !recorded.isEmpty, at.book.state.assessment != nil else { return }
    Console.note("capacity is suspended; `mastro budget snapshot` and `mastro capacity assess` lift it")
  }
}

struct BudgetClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "End the coaching, with its outcome; what was promised stays.",
    discussion: "The assessment binds nobody any more, and what bodies have reserved of it falls.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Option(help: "How it ended.") var outcome: BudgetClosed.Outcome
  @OptionGroup var meeting: SessionOptions

  func run() throws {
    let at = try CoachingDesk(write, household)
    try at.desk.record([at.request(BudgetClosed(outcome: outcome, session: meeting.session))])
  }
}
