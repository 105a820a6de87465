import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

/// Scopes with commas between them.
struct ScopeList: ExpressibleByArgument {
  let items: [ConsentGiven.Scope]

  init?(argument: String) {
    let scopes = argument.split(separator: ",").map { ConsentGiven.Scope(rawValue: String($0)) }
    guard !scopes.isEmpty, scopes.allSatisfy({ $0 != nil }) else { return nil }
    items = scopes.compactMap { $0 }
  }

  static var allValueStrings: [String] { ConsentGiven.Scope.allCases.map(\.rawValue) }
}

struct ConsentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "What a family lets other bodies see of it, and until when.",
    subcommands: [Give.self, Withdraw.self, List.self])

  struct Give: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The family lets bodies see something, for a time.",
      discussion: """
        mastro consent give Rossi --bodies comune-lodi --scopes overlaps --until 2027-12-31 \\
          --attest-for Rossi --document signed.pdf --as olga
        Somebody of the family signs with a key of their own, or an operator attests what they signed.
        """)
    @OptionGroup var write: WriteOptions
    @Argument(help: "The household.") var household: String
    @Option(help: "Bodies that may see it, with commas between them.") var bodies: SlugList
    @Option(help: "What they may see, with commas between them.") var scopes: ScopeList
    @Option(help: "Last day of it.") var until: CivilDate
    @OptionGroup var attesting: AttestationOptions

    func run() throws {
      let desk = try Desk(write)
      try desk.record(
        ConsentGiven(
          bodies: Set(bodies.items), scopes: Set(scopes.items), until: until,
          attestation: try attesting.attestation(desk.bookkeeper)), stream: desk.bookkeeper.household(household))
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The family takes a consent back.", discussion: "Anybody who belongs to it may.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The consent.") var consent: String
    @OptionGroup var attesting: AttestationOptions

    func run() throws {
      let desk = try Desk(write)
      let id = try desk.bookkeeper.entryID(consent)
      let stream = try desk.bookkeeper.ledger.store.read { log in
        try log.position(of: id).map { try log.stored(at: $0).logged().entry.stream }
      }
      guard let stream, stream.family == HouseholdState.family else {
        throw ViewRefusals.notA(["id": id, "thing": "consent"])
      }
      try desk.record(
        ConsentWithdrawn(consent: id, attestation: try attesting.attestation(desk.bookkeeper)), stream: stream)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The consents that stand.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The household; all otherwise.") var household: String?

    func run() throws {
      let bookkeeper = try common.open()
      let only = try household.map { try bookkeeper.household($0).ulid } ?? nil
      try Viewer(bookkeeper).list(ConsentListing.self, ListQuery(household: only)).show(json: common.json)
    }
  }
}
