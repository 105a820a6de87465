import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Move in with what another program holds.",
    subcommands: [ImportLoans.self, ImportConfirm.self, ImportReverse.self, ImportList.self])

  static let badRows = RefusalCode(
    "import.bad-rows", "{bad} of {rows} rows cannot move in, the first in line {line}: {reason}",
    hint: "mend these rows, or leave them out with --skip-bad; nothing is written")
  static let nothing = RefusalCode(
    "import.nothing", "no row can move in", hint: "compare the file with its profile")
  static let digestDiffers = RefusalCode(
    "import.digest-unreadable", "'{digest}' is not a digest", hint: "copy the one that the import has printed", .usage)

  /// The batches that wait or were confirmed.
  static func batch(_ text: String, _ bookkeeper: Bookkeeper) throws -> (stream: StreamID, proposal: PortfolioProposed)
  {
    let stream = try bookkeeper.stream("portfolio", text)
    let state: PortfolioState = try bookkeeper.state(stream)
    guard let proposal = state.proposal else { throw ViewRefusals.notA(["id": text, "thing": "batch"]) }
    return (stream, proposal)
  }
}

struct ImportLoans: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loans", abstract: "Bring in the loans of a CSV file as opening balances, in one batch.",
    discussion: """
      mastro import loans loans.csv --profile our-bank.json --restriction casa/rent --purpose arrears --as anna
      A second person confirms the batch by its digest; until then nothing can be done with its loans.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "CSV file.") var file: String
  @Option(help: "Profile: which column is what (JSON).") var profile: String
  @Option(help: "FUND/RESTRICTION that has lent.") var restriction: RestrictionText
  @Option(help: "What the loans are for.") var purpose: Slug
  @Flag(help: "Leave bad rows out.") var skipBad = false

  func run() throws {
    let desk = try Desk(write)
    let profile = try readProfile()
    let bytes = try Files.read(file)
    let day = write.date ?? profile.asOf ?? desk.effective
    let read = try PortfolioFile(bytes, profile: profile, asOf: day)
    let taken = try desk.bookkeeper.taken(read.loans)
    let bad = (read.bad + taken).sorted { $0.line < $1.line }
    let good = read.loans.filter { loan in !taken.contains { $0.line == loan.line } }
    for row in bad { Console.note("line \(row.line): \(row.reason)") }
    if let first = bad.first, !skipBad {
      throw ImportCommand.badRows([
        "bad": bad.count, "rows": bad.count + good.count, "line": first.line, "reason": first.reason,
      ])
    }
    guard !good.isEmpty else { throw ImportCommand.nothing() }
    let role = try desk.role(for: LoanOpeningBalance.kind, LoanOpeningBalance.roles)
    let batch = try desk.bookkeeper.batch(
      good, into: restriction.restriction, purpose: purpose, file: bytes, id: desk.newID(),
      by: BatchSigner(member: desk.member.id, role: role, onBehalfOf: write.onBehalfOf, asOf: day))
    if write.dryRun {
      try desk.bookkeeper.preview(batch)
    } else {
      _ = try desk.signed { try desk.bookkeeper.record(batch, keys: $0) }
    }
    show(batch, good, bad)
  }

  private func readProfile() throws -> PortfolioProfile {
    do {
      return try JSONDecoding.decodeExactly(
        PortfolioProfile.self, from: JSON.parse(Files.read(profile), form: .relaxed))
    } catch let error as JSONError {
      throw PortfolioFile.unreadable(["reason": "the profile is wrong: \(error)"])
    }
  }

  private func show(_ batch: PortfolioBatch, _ loans: [MovingLoan], _ bad: [BadRow]) {
    let arrears = loans.reduce(Money.zero) { $0 + $1.arrears }
    guard !write.common.json else {
      return Console.data(
        JSON.object([
          "arrears": .integer(arrears.cents), "batch": .string("\(batch.id)"),
          "digest": .string("\(batch.proposal.digest)"),
          "loans": .integer(loans.count), "parties": .integer(batch.newcomers.count),
          "skipped": .array(bad.map { ["line": .integer($0.line), "reason": .string($0.reason)] }),
          "total": .integer(batch.proposal.total.cents),
        ]).prettyText)
    }
    let verb = write.dryRun ? "would record" : "recorded"
    Console.data("\(verb) batch \(batch.id): loans \(loans.count), new borrowers \(batch.newcomers.count)")
    Console.data("owed \(batch.proposal.total), of it overdue \(arrears)")
    if !bad.isEmpty { Console.data("bad rows left out: \(bad.count)") }
    Console.data("digest \(batch.proposal.digest)")
    if !write.dryRun {
      Console.note("a second person confirms it: mastro import confirm \(batch.id) --digest \(batch.proposal.digest)")
    }
  }
}

struct ImportConfirm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Confirm a batch by its digest; from then on its loans are lent money.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The batch.") var batch: String
  @Option(help: "Its digest, as the person who imported it has passed it on.") var digest: String

  func run() throws {
    let desk = try Desk(write)
    let (stream, proposal) = try ImportCommand.batch(batch, desk.bookkeeper)
    guard let given = Digest(base64: digest) ?? Digest(hex: digest) else {
      throw ImportCommand.digestDiffers(["digest": digest])
    }
    try desk.record(
      PortfolioConfirmed(count: proposal.count, total: proposal.total, digest: Fingerprint(given)), stream: stream)
  }
}

struct ImportReverse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reverse", abstract: "Take a batch back that nobody has confirmed.",
    discussion: "The first person proposes; a second one repeats the command to sign.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The batch.") var batch: String

  func run() throws {
    let desk = try Desk(write)
    let (stream, proposal) = try ImportCommand.batch(batch, desk.bookkeeper)
    let (openings, proposing) = try desk.bookkeeper.openings(of: stream, count: proposal.count)
    guard !openings.isEmpty else { throw ImportCommand.nothing() }
    let role = try desk.role(for: LoanOpeningBalance.kind, LoanOpeningBalance.roles)
    func reversal(of entry: ULID, _ stream: StreamID) throws -> EntryRequest {
      try EntryRequest.reversal(
        of: entry, proposing: proposing, stream: stream, actor: desk.member.id, role: role,
        onBehalfOf: write.onBehalfOf, effective: desk.effective, id: desk.bookkeeper.surroundings.newID())
    }
    var requests = try openings.map { try reversal(of: $0.id, $0.entry.stream) }
    // The batch itself goes with its loans.
    if !proposing, let batch = stream.ulid { requests.append(try reversal(of: batch, stream)) }
    if write.dryRun {
      _ = try desk.bookkeeper.preview(requests)
    } else {
      _ = try desk.signed { try desk.bookkeeper.record(requests, keys: $0) }
    }
    let verb = write.dryRun ? "would be " : ""
    Console.data("\(openings.count) opening balances \(verb)\(proposing ? "proposed for reversal" : "reversed")")
    if proposing { Console.note("a second person signs it with the same command") }
  }
}

struct ImportList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "The batches that moved in.")
  @OptionGroup var common: LedgerOptions

  func run() throws {
    let bookkeeper = try common.open()
    var report = Report(columns: [
      .init("Batch", "id"), .init("State"), .init("As of", "asOf"), .init("Loans", right: true),
      .init("Total", right: true), .init("Digest"),
    ])
    report.rows = try bookkeeper.all(PortfolioState.self).compactMap { found in
      guard let proposal = found.state.proposal else { return nil }
      return [
        .text(found.stream.key), .text(found.state.status == .proposed ? "to be confirmed" : "confirmed"),
        .day(found.state.asOf), .number(proposal.count), .money(proposal.total), .text(proposal.digest),
      ]
    }
    report.empty = "nothing has moved in"
    report.show(json: common.json)
  }
}
