import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

struct HouseholdErase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Forget a family: one person proposes, a second one confirms with the same command.",
    discussion: """
      mastro household erase Rossi --basis no-longer-needed --as anna
      mastro household erase Rossi --as bruno
      The log keeps every entry and signature; the vault's keys, file numbers, dossiers and the texts of bank lines that
      belong to the family are destroyed. Refused, with the day, while anything binds the family or must be kept.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Option(help: "Legal ground, of GDPR art. 17(1), letters (a) to (e); only the first person gives it.")
  var basis: Erasure.Basis?
  @Option(help: "A party whose record stays, though they live in no other household; once for each.") var keep:
    [String] =
      []
  @Flag(help: "Propose anew, in the place of what was proposed.") var anew = false

  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.household(household)
    let state: HouseholdState = try desk.bookkeeper.state(stream)
    if let proposal = state.proposal, !anew {
      guard basis == nil || basis == proposal.erasure.basis, keep.isEmpty else {
        throw ValidationError("an erasure was proposed with other words: leave --basis and --keep out, or add --anew")
      }
      return try confirm(proposal.erasure, stream, desk)
    }
    guard let basis else { throw ValidationError("name the legal ground: --basis, see --help") }
    guard let id = stream.ulid else { throw HouseholdRules.unknown(["household": household]) }
    let kept = try Set(keep.map { try desk.bookkeeper.party($0) })
    let erasure = try desk.bookkeeper.erasure(of: id, basis: basis, keeping: kept)
    let told = try sentence(erasure, desk.bookkeeper)
    try desk.record(HouseholdErasureProposed(erasure), stream: stream)
    Console.note(told)
    if !write.dryRun { Console.note("proposed; a second person confirms it with the same command") }
  }

  private func confirm(_ erasure: Erasure, _ stream: StreamID, _ desk: Desk) throws {
    let told = try sentence(erasure, desk.bookkeeper)
    try desk.record(HouseholdErased(erasure), stream: stream)
    Console.note(told)
    guard !write.dryRun else { return }
    Console.note("the keys are destroyed; backups of the vault made before this hold them until you delete those")
  }

  /// The ground and the people, as long as the vault knows their names.
  private func sentence(_ erasure: Erasure, _ bookkeeper: Bookkeeper) throws -> String {
    let names = try bookkeeper.partyNames()
    let parties = erasure.parties.map { names[$0] ?? $0.description }.joined(separator: ", ")
    return "\(erasure.basis.article): forgets \(parties.isEmpty ? "no party, only the household" : parties)"
  }
}
