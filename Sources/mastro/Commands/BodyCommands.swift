import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

struct BodyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "body", abstract: "Municipalities, foundations, shops: bodies for which members act.",
    subcommands: [Register.self, List.self])

  struct Register: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Register a body under a short name.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Short name, for instance comune-lodi.") var body: Slug
    @Option(help: "Full name.") var name: String
    @Option(help: "What it is.") var form: BodyRegistered.Form = .association

    func run() throws {
      try Desk(write).record(BodyRegistered(body: body, form: form, name: name), stream: .ledger)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The bodies.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(BodyListing.self).show(json: common.json)
    }
  }
}

struct PartyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "party", abstract: "People and firms without a key; their names are sealed and can be forgotten.",
    subcommands: [Register.self, Show.self, List.self])

  struct Register: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Register a party; the name goes to the vault, not to the log.")
    @OptionGroup var write: WriteOptions
    @Option(help: "Name.") var name: String
    @Option(help: "Person or company.") var sort: PartyRegistered.Sort = .person
    @Option(help: "How to reach them.") var contact: String?
    @Option(help: "Bank account they are paid on.") var iban: String?
    @Option(help: "Tax code of a person, by which they are recognised again; it is not stored.") var taxCode: String?

    func run() throws {
      let desk = try Desk(write)
      let id = desk.newID()
      let code = try taxCode.map { try TaxCode($0) }
      if let code { try desk.bookkeeper.requireFree(code, for: id) }
      var record: JSONObject = ["name": .string(name)]
      if let contact { record["contact"] = .string(contact) }
      if let iban { record["iban"] = .string(iban.filter { !$0.isWhitespace }) }
      if try desk.bookkeeper.parties().contains(where: { $0.name?.lowercased() == name.lowercased() }) {
        Console.note("note: another party has the same name; give ids where they could be confused")
      }
      let request = try desk.sealing(JSON.object(record).canonicalBytes, of: id) { sealed in
        try desk.begin(PartyRegistered(record: sealed, sort: sort), "party", id: id)
      }
      if let code, !write.dryRun { try desk.bookkeeper.index(code, of: id) }
      try desk.record([request])
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What the vault holds of a party.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "Name, or ending of the id.") var party: String

    func run() throws {
      let bookkeeper = try common.open()
      let stream = StreamID("party", try bookkeeper.party(party))
      try Viewer(bookkeeper).card(PartyCard.self, stream).show(json: common.json)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The parties.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(PartyListing.self).show(json: common.json)
    }
  }
}
