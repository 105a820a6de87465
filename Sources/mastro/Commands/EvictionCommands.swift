import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

struct EvictionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eviction", abstract: "Evictions that wait while a family keeps its plan.",
    subcommands: [Freeze.self, End.self])

  struct Freeze: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record that the landlord lets an eviction wait until a day; repeated, it waits longer.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The plan.") var subject: String
    @Option(help: "Last day.") var until: CivilDate
    @Option(help: "What the family does meanwhile; once for each.") var condition: [EvictionFrozen.Condition] = [
      .currentRent, .instalments,
    ]
    @Option(help: "The agreement or the court's order; only its digest is recorded.") var agreement: String
    @Option(help: "A grant to the landlord that goes with it.") var grant: String?
    @OptionGroup var side: SideOptions

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream("plan", subject)
      let state: PlanState = try desk.bookkeeper.state(stream)
      let answer = try side.answer(of: state, desk)
      guard let landlord = answer.creditor else { throw ValidationError("name the landlord with --creditor") }
      let frozen = EvictionFrozen(
        creditor: landlord, until: until, conditions: Set(condition), document: try Files.fingerprint(agreement),
        grant: try grant.flatMap { try desk.bookkeeper.stream("grant", $0).ulid }, attestation: answer.attestation)
      try desk.record([answer.signed(desk.request(frozen, stream: stream))])
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record that an eviction does not wait any longer, and why.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The plan.") var subject: String
    @Option(help: "Why.") var reason: EvictionFreezeEnded.Reason
    @OptionGroup var attesting: AttestationOptions

    func run() throws {
      let desk = try Desk(write)
      let attestation = try attesting.attestation(desk.bookkeeper)
      let request = try desk.request(
        EvictionFreezeEnded(reason: reason, attestation: attestation), stream: desk.bookkeeper.stream("plan", subject))
      try desk.record([
        desk.prefer(.household, request, unless: attestation != nil || reason != .agreed)
      ])
    }
  }
}
