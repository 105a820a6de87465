import ArgumentParser
import Bookkeeping
import Coaching
import Foundation
import Funds
import LedgerCore
import LedgerViews

/// A sheet of a file, or of standard input.
enum SheetText {
  static func read(_ path: String) throws -> BudgetSheet {
    guard path == "-" else { return try BudgetSheetFile.read(Files.read(path), named: path) }
    let bytes = try FileHandle.standardInput.read(upToCount: SheetLimits.bytes + 1) ?? Data()
    return try BudgetSheetFile.read(Array(bytes), named: "standard input")
  }

  /// Says what the ledger has put into a sheet.
  static func tell(_ merged: LedgerLines.Merged) {
    let lines = merged.sheet.debts.count { $0.stream != nil } + merged.sheet.income.count { $0.stream != nil }
    if lines > 0 { Console.note("\(lines == 1 ? "1 line comes" : "\(lines) lines come") from the ledger by itself") }
    for name in merged.doubled {
      Console.note("left out: '\(name)' was typed, and the ledger has it; another debt needs another name")
    }
    let unknown = merged.sheet.unknownCount
    if unknown > 0 { Console.note("\(unknown == 1 ? "1 answer is" : "\(unknown) answers are") \"don't know\"") }
  }
}

struct BudgetTemplate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Print a sheet to begin with, or a family's newest one to go on from.",
    discussion: """
      mastro budget template > rossi.json      a sheet with examples: change, add and delete lines
      mastro budget template --from Rossi > rossi.json      what the family told last, without the ledger's own lines

      An amount is a text such as "1250.00", or "unknown". Frequencies: \(Frequency.forms.joined(separator: ", ")).
      """)
  @OptionGroup var common: LedgerOptions
  @Option(help: "The household whose newest sheet is printed.") var from: String?
  @Option(help: "First month (YYYY-MM) of the sheet; this month otherwise.") var month: CivilMonth?

  func run() throws {
    let month = month ?? CivilMonth(Session.current.surroundings.now.date)
    let sheet: BudgetSheet
    if let from {
      let bookkeeper = try common.open()
      sheet = try bookkeeper.newestSnapshot(of: bookkeeper.budget(of: bookkeeper.familyID(from))).1.toEdit(from: month)
    } else {
      sheet = .example(from: month)
    }
    Console.data(try JSONEncoding.encode(sheet).prettyText)
  }
}

struct BudgetSnapshot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Seal the family's budget as it tells it, with what the ledger knows already.",
    discussion: """
      mastro budget snapshot Rossi rossi.json --dry-run --as elsa
      Loans, arrears plans and credited hours of the ledger are put in by themselves, in place of those of an earlier
      sheet and of typed debts to the same creditor. With --dry-run the sheet is shown and nothing is written.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Argument(help: "The sheet, as `mastro budget template` prints one; - for standard input.") var file: String
  @OptionGroup var meeting: SessionOptions

  func run() throws {
    let at = try CoachingDesk(write, household)
    let merged = try at.bookkeeper.merging(
      SheetText.read(file), named: file, of: at.household, on: at.desk.effective)
    let sheet = merged.sheet
    let request = try at.sealing(sheet.canonicalBytes()) {
      BudgetSnapshotTaken(sheet, record: $0, session: meeting.session)
    }
    if write.dryRun { try BudgetViews.preview(sheet, [request], at.desk) } else { try at.desk.record([request]) }
    SheetText.tell(merged)
    if !write.dryRun { Console.note("next: `mastro budget confirm`, by the family") }
  }
}

struct BudgetPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Propose months as the family wants to live them, and what it would promise.",
    discussion: """
      mastro budget template --from Rossi > plan.json      then change what is to change
      mastro budget plan Rossi plan.json --promise 20.00 --as elsa
      What is promised fits into the capacity that is left; without --promise nothing new is promised.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Argument(help: "The sheet as it is to be; - for standard input.") var file: String
  @Option(help: "New instalments a month.") var promise: AmountText?
  @Option(help: "How many months.") var months = 12
  @Option(help: "First month (YYYY-MM); that of the sheet otherwise.") var from: CivilMonth?
  @OptionGroup var meeting: SessionOptions
  @Option(help: "How amounts are written, for instance it.") var locale: String?

  func run() throws {
    let at = try CoachingDesk(write, household)
    let merged = try at.bookkeeper.merging(
      SheetText.read(file), named: file, of: at.household, on: at.desk.effective)
    let sheet = merged.sheet
    let promised = try promise?.money(locale) ?? .zero
    let request = try at.sealing(sheet.canonicalBytes()) {
      BudgetPlanProposed(
        from: from ?? sheet.month, months: months, promised: promised, record: $0, session: meeting.session)
    }
    if write.dryRun { try BudgetViews.preview(sheet, [request], at.desk) } else { try at.desk.record([request]) }
    SheetText.tell(merged)
    if !write.dryRun { Console.note("next: `mastro budget agree`, by the family") }
  }
}

struct BudgetCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look at a month with the family: plan against actual, and what comes next.",
    discussion: """
      mastro budget check Rossi 2027-03 --next-step keep-going --as elsa
      What was spent comes from the family's own bank lines (`mastro budget import`), from a file, or from both:
      mastro budget check Rossi 2027-03 --actuals cash.csv --next-step keep-going --as elsa
      The file begins with date;amount;category;text, and has only lines of the month; what went out has a minus. Look
      first, and seal nothing: `mastro budget actuals Rossi --month 2027-03 --actuals cash.csv`.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Argument(help: "The month (YYYY-MM).") var month: CivilMonth
  @Option(help: "What comes next.") var nextStep: BudgetMonthChecked.NextStep
  @OptionGroup var told: ToldActuals
  @OptionGroup var meeting: SessionOptions

  func run() throws {
    let at = try CoachingDesk(write, household)
    let actual = try at.bookkeeper.actualMonth(of: at.household, month, adding: told.file())
    let request = try at.sealing(JSONEncoding.encode(actual.record).canonicalBytes) {
      BudgetMonthChecked(month: month, nextStep: nextStep, record: $0, session: meeting.session)
    }
    try at.desk.record([request])
    let unsorted = actual.record.unmatched.count
    if unsorted > 0 {
      Console.note(
        "\(unsorted == 1 ? "1 line has" : "\(unsorted) lines have") no category: `mastro budget categorize` sorts bank lines"
      )
    }
    for gap in actual.gaps { Console.note("no statement of \(gap.account) tells \(gap.from) to \(gap.through)") }
    told.tell(actual)
    if actual.lineCount == 0, actual.told.isEmpty {
      Console.note("no bank line of the month is there: nothing counts as spent or received")
    }
  }
}

struct BudgetDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What has changed from one sheet of a family to another, line by line.",
    discussion: """
      mastro budget diff Rossi             the newest two sheets: snapshots, or snapshot and plan
      mastro budget diff Rossi 4Q7R 8ZK2   two of them, by the entries that `mastro budget show` names
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household.") var household: String
  @Argument(help: "The earlier sheet.") var before: String?
  @Argument(help: "The later sheet.") var after: String?
  @Flag(help: "Also lines that are the same.") var all = false

  func run() throws {
    let bookkeeper = try common.open()
    let book = try bookkeeper.budget(of: bookkeeper.familyID(household))
    let sheets = book.sheets
    func chosen(_ text: String?, _ fromEnd: Int) throws -> BudgetBook.SealedSheet {
      if let text {
        let id = try bookkeeper.entryID(text)
        guard let found = sheets.first(where: { $0.id == id }) else {
          throw ViewRefusals.notA(["id": id, "thing": "sheet of this family"])
        }
        return found
      }
      guard sheets.count >= 2 else {
        throw BudgetRefusals.nothingSealed([
          "household": book.household, "what": "two sheets to compare", "step": "`mastro budget snapshot`",
        ])
      }
      return sheets[sheets.count - fromEnd]
    }
    let (earlier, later) = (try chosen(before, 2), try chosen(after, 1))
    let diff = BudgetDiff(
      try bookkeeper.sheet(earlier.record, earlier.what, of: book.household),
      try bookkeeper.sheet(later.record, later.what, of: book.household))
    try BudgetViews.show(diff, earlier, later, all: all, json: common.json)
  }
}
