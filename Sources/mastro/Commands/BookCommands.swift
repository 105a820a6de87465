import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium
import TransparencyLog

struct BalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance", abstract: "Balances of accounts: debits positive, credits negative.",
    discussion: "--as-of asks what had taken effect on a day; --at asks what was known at a size of the log.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "Account, or the beginning of accounts; all otherwise.") var account: AccountBeginning?
  @Option(help: "Day of effect.") var asOf: CivilDate?
  @Option(help: "Size of the log.") var at: Int?
  @Flag(help: "Without memorandum accounts.") var noMemo = false

  func run() throws {
    guard asOf == nil || at == nil else { throw ValidationError("give --as-of or --at, not both") }
    if let at, at < 0 { throw ValidationError("a log has a size of 0 or more") }
    let balances = try common.open().balances(at: at, asOf: asOf).filter { balance in
      (account.map { balance.key.account.isUnder($0.text) } ?? true) && !(noMemo && balance.key.account.isMemorandum)
    }
    var report = Report(columns: [.init("Account"), .init("Amount", right: true), .init("Commodity")])
    report.rows = balances.map {
      [.text($0.key.account), .amount($0.amount, $0.key.commodity), .text($0.key.commodity)]
    }
    report.empty = "every balance is zero"
    report.show(json: common.json)
  }
}

struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "The postings of one account, with the balance after each.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "Account.") var account: Account
  @Option(help: "Commodity.") var commodity = "EUR"
  @Option(help: "First log position.") var from = 0
  @Option(help: "Lines at most.") var most = 100

  func run() throws {
    guard let commodity = Commodity(commodity) else { throw ValidationError("'\(commodity)' is not a commodity") }
    guard from >= 0, (1...100_000).contains(most) else {
      throw ValidationError("--from is 0 or more, --most 1 to 100000")
    }
    let bookkeeper = try common.open()
    var report = Report(columns: [
      .init("Position", right: true), .init("Effective"), .init("Kind"), .init("Entry", "id"),
      .init("Amount", right: true), .init("Balance", right: true),
    ])
    report.rows = try bookkeeper.register(of: AccountKey(account, commodity), from: from, most: most).map {
      line, entry in
      [
        .number(line.position), .text(entry.header.effective), .text(entry.header.kind), .text(entry.id),
        .amount(line.amount, commodity), .amount(line.balance, commodity),
      ]
    }
    report.empty = "nothing was posted to \(account)"
    report.show(json: common.json)
  }
}

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "The entries of the log, or of one stream.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "Stream, for instance fund/casa or grant/4TQK.") var stream: String?
  @Option(help: "Entries at most, the newest.") var most = 50

  func run() throws {
    guard (1...1_000_000).contains(most) else { throw ValidationError("--most is 1 to 1000000") }
    let bookkeeper = try common.open()
    let steps: [HistoryStep]
    if let stream {
      steps = try bookkeeper.history(try find(stream, bookkeeper)).suffix(most)
    } else {
      let size = try bookkeeper.ledger.store.read { try $0.size }
      steps = try bookkeeper.history(max(0, size - most)..<size)
    }
    Report(steps).show(json: common.json)
  }

  /// The stream as it was typed: whole, or with any unique ending of its id.
  private func find(_ text: String, _ bookkeeper: Bookkeeper) throws -> StreamID {
    if let stream = StreamID(text), try bookkeeper.ledger.store.read({ try $0.head(of: stream) }) != nil {
      return stream
    }
    let parts = text.split(separator: "/")
    guard parts.count == 2 else { throw ProgramRefusals.idUnknown(["text": text]) }
    let id = try bookkeeper.entryID(String(parts[1]))
    guard let stream = StreamID("\(parts[0])/\(id)"),
      try bookkeeper.ledger.store.read({ try $0.head(of: stream) }) != nil
    else { throw ProgramRefusals.idUnknown(["text": text]) }
    return stream
  }
}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One entry: what was signed, by whom, and the proof that it is in the log.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The entry.") var entry: String

  func run() throws {
    let bookkeeper = try common.open()
    let id = try bookkeeper.entryID(entry)
    let shown = try bookkeeper.ledger.store.read { log -> (StoredEntry, LoggedEntry, InclusionProof, TreeHead) in
      guard let position = try log.position(of: id) else { throw ViewRefusals.notA(["id": id, "thing": "entry"]) }
      let stored = try log.stored(at: position)
      let head = try log.treeHead()
      return (stored, try stored.logged(), try log.inclusionProof(of: position, in: head.size), head)
    }
    try show(shown.0, shown.1, shown.2, shown.3, bookkeeper)
  }

  private func show(
    _ stored: StoredEntry, _ logged: LoggedEntry, _ proof: InclusionProof, _ head: TreeHead, _ bookkeeper: Bookkeeper
  ) throws {
    let header = logged.header
    let member = try bookkeeper.governing().members[header.actor]
    var card = Card()
    card.add("Entry", "id", .text(header.id))
    card.add("Kind", "kind", .text(header.kind))
    card.add("Stream", "stream", .text("\(header.stream)"))
    card.add("Revision", "revision", .number(header.revision))
    card.add("Position", "position", .number(logged.position))
    card.add("Effective", "effective", .text(header.effective))
    card.add("Recorded", "recorded", .text(header.recorded))
    card.add("Signed by", "person", .text(try bookkeeper.sealedName(member?.record) ?? header.actor.description))
    card.add("Member", "actor", .text(header.actor))
    card.add("Role", "role", .text(header.role.rawValue))
    card.add("On behalf of", "onBehalfOf", .optional(header.onBehalfOf))
    card.add("Key", "keyId", .text(stored.publicKey.keyID.hex))
    card.add("Signature", "signature", .text(stored.signature.base64))
    card.add("Leaf hash", "leaf", .text(logged.leaf.base64))
    let body = try JSON.parse(logged.entry.body, form: .canonical)
    card.add("Body", "body", Report.Cell(json: body, text: "\n" + body.prettyText))
    card.add("Postings", "postings", postings(logged.entry.postings))
    let path = JSON.array(proof.path.map { .string($0.base64) })
    card.add(
      "Proof", "proof",
      Report.Cell(
        json: .object(["path": path, "root": .string(head.root.base64), "size": .integer(head.size)]),
        text: "in the log of \(head.size) entries with root \(head.root.base64), by \(proof.path.count) hashes"))
    card.show(json: common.json)
  }

  private func postings(_ postings: Postings) -> Report.Cell {
    let lines = postings.lines.map { "\n  \($0.account)  \($0.commodity.format($0.amount)) \($0.commodity)" }
    let json = postings.lines.map { posting -> JSON in
      .object([
        "account": .string(posting.account.text), "amount": .integer(posting.amount),
        "commodity": .string(posting.commodity.text),
      ])
    }
    return Report.Cell(json: .array(json), text: lines.joined())
  }
}

struct ReverseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reverse", abstract: "Answer a mistake: the newest entry of a stream is taken back by its mirror.",
    discussion: "Where money moved, the first person proposes and a second one repeats the command to sign.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The entry.") var entry: String

  func run() throws {
    let desk = try Desk(write)
    let bookkeeper = desk.bookkeeper
    let id = try bookkeeper.entryID(entry)
    guard let mistake = try bookkeeper.mistake(id) else { throw ViewRefusals.notA(["id": id, "thing": "entry"]) }
    let target = mistake.target
    let request = try EntryRequest.reversal(
      of: id, proposing: mistake.isToBeProposed, stream: target.entry.stream, actor: desk.member.id,
      role: try desk.role(for: target.entry.kind, mistake.roles), onBehalfOf: write.onBehalfOf,
      effective: desk.effective, id: desk.newID())
    try desk.record([request])
    if mistake.isToBeProposed, !write.dryRun {
      Console.note("proposed; a second person signs it with the same command")
    }
  }
}
