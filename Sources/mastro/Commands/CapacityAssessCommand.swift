import ArgumentParser
import Bookkeeping
import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerViews
import Sodium

struct CapacityAssess: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Assess and sign what a family can promise, on the snapshot that it has confirmed.",
    discussion: """
      mastro capacity assess Rossi --dry-run --as elsa
      mastro capacity assess --all --on-behalf-of caritas --as elsa
      With --all: every family of the body that nobody has assessed, whose assessment is too old or rests on an earlier
      snapshot or other parameters; one submission, all or nothing. A family that was suspended waits for a talk.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household; none with --all.") var household: String?
  @Flag(help: "Every family of the body whose assessment is due.") var all = false
  @Option(help: "A parameter file that the policy admits; the newest of the program's otherwise.") var parameters:
    String?
  @Option(help: "How many months of cash are looked at; as the parameters say otherwise.") var months: Int?
  @Option(help: "Month (YYYY-MM) in which a first new instalment would be due; that of the assessment otherwise.")
  var firstInstalment: CivilMonth?

  func validate() throws {
    guard (household == nil) == all else { throw ValidationError("name the household, or give --all") }
  }

  func run() throws {
    guard let household else { return try assessAll() }
    let at = try CoachingDesk(write, household)
    let draft = try at.bookkeeper.assessment(of: at.book, question(at.desk))
    let request = try at.sealing(draft.working.canonicalBytes()) { draft.body(record: $0) }
    let isNew = try write.dryRun || !at.desk.record([request]).isEmpty
    if write.dryRun {
      if write.common.json { try show([(draft, request)], at.desk) } else { _ = try at.desk.record([request]) }
    }
    guard isNew, !write.common.json else { return }
    Console.data("")
    for sentence in draft.working.explanation { Console.data(sentence) }
    for note in draft.working.notes { Console.data("- " + note.sentence) }
    tell(draft)
  }

  private func tell(_ draft: CapacityDraft) {
    for reservation in draft.falling {
      Console.note("the reservation \(reservation.id) of \(reservation.body) has no room in it, and falls")
    }
    guard !draft.working.routes.isEmpty else { return }
    Console.data("\nFor now we ask for no instalments:")
    for route in draft.working.routes { Console.data("- " + RouteText.sentence(route)) }
  }

  private func question(_ desk: Desk) throws -> CapacityQuestion {
    let chosen = try parameters.map {
      try desk.bookkeeper.parameters(reading: Files.read($0), named: $0, on: desk.effective)
    }
    return CapacityQuestion(
      parameters: try chosen ?? desk.bookkeeper.parameters(on: desk.effective), months: months,
      firstInstalment: firstInstalment, on: desk.effective)
  }

  private func assessAll() throws {
    let desk = try Desk(write)
    guard let body = write.onBehalfOf ?? (desk.member.bodies.count == 1 ? desk.member.bodies.first : nil) else {
      throw BudgetRules.bodyMissing(["kind": CapacityAssessed.kind])
    }
    let batch = try desk.bookkeeper.capacityBatch(of: body, question(desk))
    guard batch.drafts.count <= Ledger.largestSubmission else {
      throw ValidationError("\(batch.drafts.count) families are more than one submission takes; name them one by one")
    }
    let unsealed = try batch.drafts.map { draft in
      (draft, try request(draft, Fingerprint(SHA256.hash(draft.working.canonicalBytes())), desk, body))
    }
    if !unsealed.isEmpty { _ = try desk.bookkeeper.preview(unsealed.map(\.1)) }
    if write.dryRun || unsealed.isEmpty {
      try show(unsealed, desk)
    } else {
      let sealed = try batch.drafts.map { draft in
        let record = try desk.bookkeeper.seal(draft.working.canonicalBytes(), party: draft.household)
        return (draft, try request(draft, record, desk, body))
      }
      _ = try desk.signed { try desk.bookkeeper.record(sealed.map(\.1), keys: $0) }
      try show(sealed, desk)
    }
    let names = try Names(desk.bookkeeper)
    for (household, reason) in batch.skipped { Console.note("left out: \(names.name(household)): \(reason)") }
  }

  private func request(_ draft: CapacityDraft, _ record: Fingerprint, _ desk: Desk, _ body: Slug) throws -> EntryRequest
  {
    var request = try desk.request(
      draft.body(record: record), stream: StreamID("budget", draft.household), id: desk.bookkeeper.surroundings.newID())
    request.onBehalfOf = body
    return request
  }

  private func show(_ assessed: [(CapacityDraft, EntryRequest)], _ desk: Desk) throws {
    let names = try Names(desk.bookkeeper)
    var report = Report(columns: [
      .init("Household", "household"), .init("Capacity", right: true), .init("Decides", "binding"),
      .init("R", "surplus", right: true), .init("A", "running", right: true), .init("Unknown", "unknowns", right: true),
      .init("Entry", "id"),
    ])
    report.rows = assessed.sorted {
      ($0.0.working.capacity, $0.0.working.terms.surplus) < ($1.0.working.capacity, $1.0.working.terms.surplus)
    }.map { draft, request in
      let terms = draft.working.terms
      return [
        .text(names.name(draft.household)), .money(draft.working.capacity),
        .text(draft.working.binding.zero?.rawValue ?? draft.working.binding.bound.rawValue),
        .text(terms.surplus.shown), .text(terms.running.shown),
        .number(draft.snapshot.unknowns), .text(request.id),
      ]
    }
    report.empty = "no assessment is due"
    report.show(json: write.common.json)
    guard !write.common.json, !assessed.isEmpty else { return }
    let zero = assessed.count { !$0.0.working.capacity.isPositive }
    Console.note(
      "assessed\(write.dryRun ? " would be" : ""): \(assessed.count); no instalments for now: \(zero)")
  }
}
