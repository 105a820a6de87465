import ArgumentParser
import BankStatements
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews
import Sodium

struct BankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank", abstract: "Bank statements: imported, matched with the ledger, reconciled.",
    subcommands: [Import.self, Inbox.self, BankMatchCommand.self, Reconcile.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take the lines of a bank file into the inbox.",
      discussion: """
        Reads CAMT.053 and CSV; a wrong file is refused whole. Lines that an earlier file brought are recognised.
        Nothing is recorded in the signed log before `mastro bank match`.
        """)
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The bank's file.") var file: String
    @Option(help: "Bank account, as the policy names it.") var account: Slug
    @Option(help: "How a CSV file is written: poste, generic, or a profile file.") var profile: String?
    @Flag(help: "Take in a statement whose closing balance does not follow, as not proved.")
    var acceptDifference = false
    @Flag(help: "Show what would be taken in; write nothing.") var dryRun = false

    func run() throws {
      let statements = try StatementReader.read(Files.read(file), as: format())
      let bookkeeper = try common.open()
      let plan = try bookkeeper.planImport(statements, into: account, acceptingDifference: acceptDifference)
      if !dryRun { try bookkeeper.carryOut(plan) }
      if common.json {
        Console.data(JSON.array(plan.parts.map { card($0).json }).prettyText)
        return
      }
      for part in plan.parts {
        card(part).show(json: false)
        for note in part.notes { Console.note("warning: \(part.statement.id): \(note)") }
        Console.data("")
      }
      Console.data(
        "\(dryRun ? "would take in" : "took in") \(plan.newLines) new lines; \(plan.duplicateLines) were there already")
    }

    private func format() throws -> StatementFormat {
      guard let profile else { return .detect }
      if let known = CSVProfile.builtIn(named: profile) { return .csv(known) }
      return .csv(try CSVProfile(parsing: String(decoding: Files.read(profile), as: UTF8.self)))
    }

    private func card(_ part: StatementImport.Part) -> Card {
      let statement = part.statement
      var card = Card()
      card.add("Statement", "id", .text(statement.id))
      card.add("Account", "account", .optional(statement.account))
      card.add("From", "from", .optional(part.stored.from))
      card.add("To", "to", .optional(part.stored.to))
      card.add("Opening", "opening", .optionalMoney(part.stored.opening))
      card.add("Movements", "movements", .money(part.lines.reduce(Money.zero) { $0 + $1.amount }))
      card.add("Closing", "closing", .optionalMoney(part.stored.closing))
      card.add("Balance", "proof", .text(statement.proof))
      card.add("Proved", "proved", Report.Cell(json: .bool(part.stored.isProved), text: ""))
      card.add("New lines", "new", .number(part.newLines))
      card.add("Known lines", "duplicates", .number(part.duplicateLines))
      card.add("Warnings", "warnings", Report.Cell(json: .array(part.notes.map { .string($0.description) }), text: ""))
      return card
    }
  }

  struct Inbox: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The bank lines that wait for an entry.",
      discussion: "Suggestions are entries of the same amount within ten days that no line explains yet.")
    @OptionGroup var common: LedgerOptions
    @Option(help: "Bank account; all otherwise.") var account: Slug?
    @Flag(help: "Matched lines too, with their entries.") var all = false

    func run() throws {
      var query = ListQuery()
      query.account = account
      query.includesAll = all
      try Viewer(common.open()).list(BankListing.self, query).show(json: common.json)
    }
  }

  struct Reconcile: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare the ledger with the bank on one day.",
      discussion: "Exits with 7 while a line, an entry or a cent is unexplained.")
    @OptionGroup var common: LedgerOptions
    @Option(help: "Bank account.") var account: Slug
    @Option(help: "The day.") var date: CivilDate

    func run() throws {
      let found = try common.open().reconcile(account, on: date)
      if common.json { Console.data(found.json.prettyText) } else { found.show() }
      guard !found.isComplete else { return }
      throw Findings(message: found.summary)
    }
  }
}

extension Report.Cell {
  static func optionalMoney(_ money: Money?) -> Report.Cell {
    Report.Cell(json: money.map { .integer($0.cents) }, text: money?.description ?? "")
  }
}

extension Reconciliation {
  fileprivate var summary: String {
    guard let unexplained else { return "the bank states no balance of \(account) on or before \(day)" }
    return "not reconciled: \(lines.count) lines and \(entries.count) entries wait, \(unexplained) is unexplained"
  }

  fileprivate func show() {
    card.show(json: false)
    show("Lines without an entry", lineReport)
    show("Entries without a line", entryReport)
    show("Matched across the day", crossingReport)
    for gap in breaks {
      Console.data(
        "\nBetween \(gap.after) and \(gap.through) the bank's balance moves by \(gap.missing) without a line")
    }
    if let beginning, beginning.difference != .zero {
      Console.data(
        "\nOn \(beginning.day) the account begins with \(beginning.bank) at the bank, \(beginning.ledger) in the ledger"
      )
    }
  }

  private func show(_ title: String, _ report: Report) {
    guard !report.rows.isEmpty else { return }
    Console.data("\n\(title)")
    report.show(json: false)
  }

  private var card: Card {
    var card = Card()
    card.add("Account", "account", .text(account))
    card.add("Day", "date", .text(day))
    card.add("Ledger", "ledger", .money(ledger))
    card.add("Bank", "bank", .optionalMoney(bank))
    card.add("Stated on", "statedOn", .optional(statedOn))
    card.add("Difference", "difference", .optionalMoney(difference))
    card.add("Explained", "explained", .money(explained))
    card.add("Unexplained", "unexplained", .optionalMoney(unexplained))
    card.add("Reconciled", "reconciled", Report.Cell(json: .bool(isComplete), text: isComplete ? "yes" : "no"))
    return card
  }

  fileprivate var json: JSON {
    var object = card.json.object ?? [:]
    object["lines"] = lineReport.json
    object["entries"] = entryReport.json
    object["crossings"] = crossingReport.json
    object["breaks"] = .array(
      breaks.map { ["after": "\($0.after)", "through": "\($0.through)", "missing": .integer($0.missing.cents)] })
    object["beginning"] = beginning.map {
      ["day": "\($0.day)", "bank": .integer($0.bank.cents), "ledger": .integer($0.ledger.cents)]
    }
    return .object(object)
  }

  private var lineReport: Report {
    var report = Report(columns: [
      .init("Line", "key"), .init("Booked"), .init("Amount", right: true), .init("Counterparty"), .init("Description"),
    ])
    report.rows = lines.map { item in
      [
        .key(of: item), .text(item.line.booked), .money(item.line.amount), .optional(item.details?.counterparty),
        item.details.map { .text($0.description) } ?? .forgotten,
      ]
    }
    return report
  }

  private var entryReport: Report {
    var report = Report(columns: [
      .init("Entry", "id"), .init("Effective"), .init("Amount", right: true), .init("Kind"),
    ])
    report.rows = entries.map { [.text($0.id), .text($0.effective), .money($0.amount), .text($0.kind)] }
    return report
  }

  private var crossingReport: Report {
    var report = Report(columns: [
      .init("Match", "id"), .init("Entries", right: true), .init("Lines", right: true),
      .init("Difference", right: true),
    ])
    report.rows = crossings.map { [.text($0.id), .money($0.entries), .money($0.lines), .money($0.difference)] }
    return report
  }
}
