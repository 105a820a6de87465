import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews
import Sodium

/// The one thing that a line is, as options; none where lines are linked to entries that exist.
struct LineMeaningOptions: ParsableArguments {
  @Option(help: "A gift to FUND/RESTRICTION.") var contribution: RestrictionText?
  @Option(help: "The donor of the gift.") var donor: String?
  @Option(help: "The pledge that the gift fulfils.") var pledge: String?
  @Option(help: "Repayable capital for FUND/RESTRICTION.") var capital: RestrictionText?
  @Option(help: "The body that lends the capital.") var funder: Slug?
  @Option(help: "Day on which the capital is wanted back.") var due: CivilDate?
  @Option(help: "Something that the bank took by itself.") var cost: CostPaid.Nature?
  @Option(help: "Fund whose free money bears the cost.") var fund: Slug?
  @Option(help: "The payment of this approved grant.") var grantPayment: String?
  @Flag(help: "The grant could not wait for a third person.") var urgent = false
  @Option(help: "Money of this grant that came back.") var grantReturn: String?
  @Option(help: "Money that went to this account of ours.") var moveTo: Slug?
  @Option(help: "Money that came from this account of ours.") var moveFrom: Slug?
  @Option(help: "The bank sent back what this entry had paid or received.") var returned: String?
  @Option(help: "The second payment of what had bounced, by its return.") var reissue: String?
  @Option(help: "The approved refund of this contribution.") var refund: String?
  @Option(help: "The approved return of this capital.") var capitalReturn: String?
  @Option(help: "The payment of this redeemed voucher to its shop.") var settle: String?

  /// Nil where nothing was said; more than one thing is a mistake.
  func meaning(_ bookkeeper: Bookkeeper) throws -> LineMeaning? {
    let found = try [
      gift(bookkeeper), lent(), taken(), grants(bookkeeper), moved(), payments(bookkeeper), returns(bookkeeper),
    ].flatMap { $0 }
    guard found.count <= 1 else { throw ValidationError("a line is one thing: give one of these options") }
    try checkCompanions(found.first)
    return found.first
  }

  private func gift(_ bookkeeper: Bookkeeper) throws -> [LineMeaning] {
    guard contribution != nil || pledge != nil else { return [] }
    return [
      .contribution(
        to: contribution?.restriction, donor: try donor.map { try bookkeeper.party($0) },
        pledge: try pledge.map { try bookkeeper.stream("contribution", $0) })
    ]
  }

  private func lent() throws -> [LineMeaning] {
    guard let capital else { return [] }
    guard let funder else { throw ValidationError("--capital needs --funder BODY") }
    return [.capital(to: capital.restriction, funder: funder, due: due)]
  }

  private func taken() throws -> [LineMeaning] {
    guard let cost else { return [] }
    guard let fund else { throw ValidationError("--cost needs --fund FUND") }
    return [.cost(cost, fund: fund)]
  }

  private func grants(_ bookkeeper: Bookkeeper) throws -> [LineMeaning] {
    try [
      grantPayment.map { .grantPayment(try bookkeeper.stream("grant", $0), urgent: urgent) },
      grantReturn.map { .grantReturn(try bookkeeper.stream("grant", $0)) },
    ].compactMap { $0 }
  }

  private func moved() -> [LineMeaning] {
    [moveTo.map { .moveTo($0) }, moveFrom.map { .moveFrom($0) }].compactMap { $0 }
  }

  private func payments(_ bookkeeper: Bookkeeper) throws -> [LineMeaning] {
    try [
      returned.map { .returned(try bookkeeper.entryID($0)) },
      reissue.map { .reissue(try bookkeeper.stream("payment-return", $0)) },
      settle.map { .settle(try bookkeeper.stream("voucher", $0)) },
    ].compactMap { $0 }
  }

  private func returns(_ bookkeeper: Bookkeeper) throws -> [LineMeaning] {
    try [
      refund.map { .refund(try bookkeeper.stream("contribution", $0)) },
      capitalReturn.map { .capitalReturn(try bookkeeper.stream("capital", $0)) },
    ].compactMap { $0 }
  }

  /// An option that says more about something that was not said would be dropped silently.
  private func checkCompanions(_ meaning: LineMeaning?) throws {
    let companions = [
      (donor != nil, "--donor", contribution != nil || pledge != nil, "--contribution"),
      (funder != nil, "--funder", capital != nil, "--capital"), (due != nil, "--due", capital != nil, "--capital"),
      (fund != nil, "--fund", cost != nil, "--cost"), (urgent, "--urgent", grantPayment != nil, "--grant-payment"),
    ]
    for (isGiven, name, isNeeded, other) in companions where isGiven && !isNeeded {
      throw ValidationError("\(name) belongs to \(other)")
    }
  }
}

struct BankMatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Say what bank lines are: entries that exist, or a new one.",
    discussion: """
      Link: --line KEY… --entry ID… (many to many, equal sums).
      Make the entry: --line KEY and one of --contribution, --capital, --cost, --grant-payment, --move-to, …
      By rules: --rules FILE, for every line that waits. Entries take effect on the day the bank booked the line.
      """)
  @OptionGroup var write: WriteOptions
  @Option(help: "Bank account.") var account: Slug
  @Option(name: .customLong("line"), parsing: .upToNextOption, help: "Keys of lines, as the inbox shows them.")
  var lines: [String] = []
  @Option(name: .customLong("entry"), parsing: .upToNextOption, help: "Entries that the lines are.")
  var entries: [String] = []
  @OptionGroup(title: "What the line is") var meaning: LineMeaningOptions
  @Flag(help: "Make the entry although one of the same amount waits for its line.") var new = false
  @Option(help: "File of rules to apply to every line that waits.") var rules: String?

  func run() throws {
    let desk = try Desk(write)
    let bookkeeper = desk.bookkeeper
    let matcher = Matcher(
      member: desk.member.id, role: try desk.role(for: BankMatched.kind, BankMatched.roles),
      onBehalfOf: write.onBehalfOf, effective: write.date)
    let meaning = try meaning.meaning(bookkeeper)
    if let rules {
      guard lines.isEmpty, entries.isEmpty, meaning == nil, write.id == nil, !new else {
        throw ValidationError("--rules stands alone: it decides about every line that waits")
      }
      return try apply(MatchRules(parsing: Files.read(rules)), desk, matcher)
    }
    guard !lines.isEmpty else { throw ValidationError("give --line KEY, or --rules FILE") }
    let found = try bookkeeper.bankLines(lines, of: account)
    guard let meaning else {
      guard !entries.isEmpty, !new else {
        throw ValidationError("say what the line is: --entry ID, or one of the options")
      }
      let ids = try entries.map { try bookkeeper.entryID($0) }
      try desk.record(bookkeeper.link(found, to: ids, account: account, by: matcher, id: write.id))
      return
    }
    guard entries.isEmpty, found.count == 1, let line = found.first else {
      throw ValidationError("one line makes one entry; --entry links to what exists")
    }
    try desk.record(bookkeeper.make(meaning, from: line, by: matcher, evenIfSimilar: new, id: write.id))
  }

  private func apply(_ rules: MatchRules, _ desk: Desk, _ matcher: Matcher) throws {
    let run = try desk.bookkeeper.apply(rules, to: account, by: matcher)
    if write.dryRun {
      _ = try desk.bookkeeper.preview(run.batches.flatMap { $0 })
    } else if !run.batches.isEmpty {
      try record(run.batches, desk)
    }
    var report = Report(columns: [
      .init("Line", "key"), .init("Booked"), .init("Amount", right: true), .init("Rule"), .init("Outcome"),
      .init("Entry", "entries"),
    ])
    report.rows = run.items.map { item in
      [
        .key(of: item.line), .text(item.line.line.booked), .money(item.line.line.amount), .optional(item.rule),
        .text(item.outcome.text(dryRun: write.dryRun)), .list(item.outcome.entries(dryRun: write.dryRun)),
      ]
    }
    report.empty = "no line waits"
    report.show(json: write.common.json)
  }

  /// Batch by batch: what was recorded stays, and a repeated run goes on where this one stopped.
  private func record(_ batches: [[EntryRequest]], _ desk: Desk) throws {
    guard let name = write.signer else { return }
    let (file, path) = try KeyRing.file(name, write.common)
    let key = try Session.current.unlock(file, path: path, options: write.common)
    for batch in batches { _ = try desk.bookkeeper.record(batch, keys: [desk.member.id: key]) }
    Session.current.touch(desk.bookkeeper, write.common)
  }
}

extension RuleRun.Outcome {
  fileprivate func text(dryRun: Bool) -> String {
    switch self {
    case .linked: dryRun ? "would be linked" : "linked"
    case .made(let meaning, _): (dryRun ? "would become " : "became ") + meaning.kind.text
    case .ignored: "left for later"
    case .nothingToLink: "left: no entry of this amount waits"
    case .ambiguous(let count): "left: \(count == 1 ? "another line fits the same entry" : "\(count) entries fit")"
    case .closed(let through): "left: its period is closed through \(through)"
    case .noRule: "left: no rule"
    }
  }

  fileprivate func entries(dryRun: Bool) -> [ULID] {
    switch self {
    case .linked(let ids): ids
    case .made(_, let id): dryRun ? [] : [id]
    case .ignored, .nothingToLink, .ambiguous, .closed, .noRule: []
    }
  }
}
