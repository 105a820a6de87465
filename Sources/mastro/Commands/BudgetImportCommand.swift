import ArgumentParser
import BankStatements
import Bookkeeping
import Coaching
import Foundation
import LedgerCore
import LedgerSQLite
import LedgerViews
import Sodium

/// Which family a command of the budget is about.
struct BudgetFamily: ParsableArguments {
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String

  func open() throws -> (bookkeeper: Bookkeeper, household: ULID) {
    let bookkeeper = try common.open()
    let stream = try bookkeeper.household(household)
    guard let id = stream.ulid else { throw ViewRefusals.notA(["id": stream, "thing": "household"]) }
    return (bookkeeper, id)
  }
}

struct BudgetImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take the family's own bank statement into its budget.",
    discussion: """
      mastro budget import Rossi october.csv --dry-run
      Reads CAMT.053 and CSV; a wrong file is refused whole. Lines that an earlier file brought are recognised, the
      family's rules sort what they know, and on a terminal the program asks about the rest. Nothing of it is in the
      signed log: lines, names and amounts are sealed in the vault under the family's key.
      """)
  @OptionGroup var family: BudgetFamily
  @Argument(help: "The bank's file.") var file: String
  @Option(help: "What the family calls the account; a second account needs a name of its own.") var account: Slug =
    "main"
  @Option(help: "How a CSV file is written: poste, generic, or a profile file.") var profile: String?
  @Flag(help: "Take in a statement whose closing balance does not follow, as not proved.")
  var acceptDifference = false
  @Flag(help: "Show what would be taken in, with the proposed categories; write nothing.") var dryRun = false

  func run() throws {
    let statements = try StatementReader.read(Files.read(file), as: StatementFormat(profile: profile))
    let (bookkeeper, household) = try family.open()
    let preview = try bookkeeper.previewActuals(
      statements, of: household, account: account, acceptingDifference: acceptDifference)
    let plan =
      try dryRun
      ? preview
      : bookkeeper.importActuals(statements, of: household, account: account, acceptingDifference: acceptDifference)
    let lines = try bookkeeper.proposals(for: plan, of: household)
    guard !family.common.json else { return Console.data(json(plan, lines).prettyText) }
    for part in plan.parts {
      card(part).show(json: false)
      for note in part.notes { Console.note("warning: \(part.statement.id): \(note)") }
      Console.data("")
    }
    try tell(plan, lines, bookkeeper, household)
  }

  private func tell(
    _ plan: ActualsImport, _ lines: [SortedLine], _ bookkeeper: Bookkeeper, _ household: ULID
  ) throws {
    var unsorted = lines.filter { $0.category == nil }
    var report = Report(columns: SortedLine.columns)
    report.rows = (dryRun ? lines : unsorted).map(\.cells)
    if !report.rows.isEmpty { Console.data(report.table + "\n") }
    Console.data(
      "\(dryRun ? "would take in" : "took in") \(lines.count) new lines; \(plan.duplicateLines) were there already; "
        + "\(unsorted.count) have no category")
    guard !dryRun, !unsorted.isEmpty else { return }
    guard !family.common.noInput, isatty(STDIN_FILENO) == 1 else {
      return Console.note("sort them with `mastro budget categorize`: a line, or every line with a text (--always)")
    }
    while let line = unsorted.first {
      unsorted.removeFirst()
      try ask(line, bookkeeper, household)
    }
  }

  /// Asks a person where a line belongs, until they say it or pass.
  private func ask(_ line: SortedLine, _ bookkeeper: Bookkeeper, _ household: ULID) throws {
    let content = line.line.content
    while true {
      Console.note("\(content.booked)  \(content.amount)  \(line.text)\nCategory (nothing: later): ", terminator: "")
      guard let answer = readLine()?.trimmingCharacters(in: .whitespaces), !answer.isEmpty else { return }
      do {
        let category = try bookkeeper.category(answer, of: household)
        _ = try bookkeeper.sort([line.handle], as: category, of: household)
        return
      } catch let refusal as Refusal {
        Console.note("\(refusal.message); \(refusal.hint)")
      }
    }
  }

  private func json(_ plan: ActualsImport, _ lines: [SortedLine]) -> JSON {
    var report = Report(columns: SortedLine.columns)
    report.rows = lines.map(\.cells)
    return [
      "account": .string(account.text), "statements": .array(plan.parts.map { card($0).json }), "lines": report.json,
      "new": .integer(lines.count), "duplicates": .integer(plan.duplicateLines),
      "unsorted": .integer(lines.count { $0.category == nil }), "written": .bool(!dryRun),
    ]
  }

  private func card(_ part: ActualsImport.Part) -> Card {
    let statement = part.statement
    var card = Card()
    card.add("Statement", "id", .text(statement.id))
    card.add("Account", "account", .text(account))
    card.add("From", "from", .optional(part.stored.from))
    card.add("To", "to", .optional(part.stored.to))
    card.add("Opening", "opening", .optionalMoney(part.stored.opening))
    card.add("Movements", "movements", .money(part.lines.reduce(Money.zero) { $0 + $1.content.amount }))
    card.add("Closing", "closing", .optionalMoney(part.stored.closing))
    card.add("Balance", "proof", .text(statement.proof))
    card.add("Proved", "proved", Report.Cell(json: .bool(part.stored.isProved), text: ""))
    card.add("New lines", "new", .number(part.newLines.count))
    card.add("Known lines", "duplicates", .number(part.duplicateLines))
    card.add("Warnings", "warnings", Report.Cell(json: .array(part.notes.map { .string($0.description) }), text: ""))
    return card
  }
}

extension StatementFormat {
  /// As `--profile` says: a built-in profile by its name, a profile file, or whatever the file looks like.
  init(profile: String?) throws {
    if let profile {
      self = .csv(
        try CSVProfile.builtIn(named: profile)
          ?? CSVProfile(parsing: String(decoding: Files.read(profile), as: UTF8.self)))
    } else {
      self = .detect
    }
  }
}

extension SortedLine {
  static let columns: [Report.Column] = [
    .init("Line", "key"), .init("Booked"), .init("Amount", right: true), .init("Category"), .init("Text"),
  ]

  /// The whole key and text for programs; for people what fits beside the rest.
  var cells: [Report.Cell] {
    [
      Report.Cell(json: .string(line.key.hex), text: handle), .text(line.content.booked), .money(line.content.amount),
      Report.Cell(
        json: category.map { .string($0.description) },
        text: category.map { $0.description + (isByRule ? " *" : "") } ?? "-"),
      Report.Cell(json: .string(text), text: text.count > 36 ? text.prefix(35) + "…" : text),
    ]
  }

  /// The payee and what the bank writes.
  var text: String {
    [line.content.counterparty, line.content.description].compactMap { $0 }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
