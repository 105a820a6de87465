import ArgumentParser
import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore
import LedgerViews

struct BudgetIndicatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators", abstract: "A family's indicators, each with its threshold and who says so.",
    discussion: """
      Today's rest on the newest snapshot that the family has confirmed, with what the ledger knows, and on the months
      checked so far: they are what `mastro capacity assess` would seal. With --history: as they were sealed with each
      assessment, and how near the plan was to life after each check of a month. --json has inputs and formulas.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
  @Flag(help: "How they have changed.") var history = false

  func run() throws {
    let bookkeeper = try common.open()
    let book = try bookkeeper.budget(of: bookkeeper.familyID(household))
    if history { return try show(bookkeeper.indicatorHistory(of: book)) }
    let (snapshot, indicators) = try bookkeeper.indicators(of: book)
    guard !common.json else {
      return Console.data(
        JSON.object([
          "day": .string(book.day.description), "indicators": try JSONEncoding.encode(indicators),
          "snapshot": .string(snapshot.id.description),
        ]).prettyText)
    }
    Console.data("\(book.day), by the snapshot of \(snapshot.day)\n")
    IndicatorViews.table(indicators).show(json: false)
  }

  private func show(_ records: [IndicatorRecord]) throws {
    guard !common.json else {
      return Console.data(try JSON.array(records.map { try object($0) }).prettyText)
    }
    var report = Report(columns: [.init("Of", "day"), .init("From", "origin")] + IndicatorViews.columns)
    report.rows = records.map { record in
      [.day(record.day), .text(record.words)] + IndicatorViews.cells(record.indicators)
    }
    report.empty = "nobody has assessed this family, and no month was checked"
    report.show(json: false)
    let found = Set(records.flatMap { $0.indicators ?? [] }.map(\.flag))
    if found.contains(.flagged) || found.contains(.critical) { Console.data("\n* above the threshold, ** critical") }
  }

  private func object(_ record: IndicatorRecord) throws -> JSON {
    var object: JSONObject = [
      "day": .string(record.day.description), "id": .string(record.id.description), "origin": .string(record.code),
    ]
    if case .monthCheck(let month) = record.origin { object["month"] = .string(month.description) }
    object["indicators"] = try record.indicators.map { try JSONEncoding.encode($0) } ?? .null
    return .object(object)
  }
}

extension IndicatorRecord {
  fileprivate var code: String {
    switch origin {
    case .assessment: "assessment"
    case .monthCheck: "month-check"
    }
  }

  fileprivate var words: String {
    switch origin {
    case .assessment: "assessment"
    case .monthCheck(let month): "check of \(month)"
    }
  }
}
