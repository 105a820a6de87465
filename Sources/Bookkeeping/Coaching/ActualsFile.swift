import BankStatements
import Coaching
public import LedgerCore

/// What moved in a month and no bank knows, written down by a family or its educator: CSV with the columns `date`,
/// `amount`, `category` and `text`, or a JSON array of `Actual`s. A file with a slip is refused whole.
public struct ActualsFile: Sendable {
  let name: String
  let bytes: [UInt8]
  let style: NumberStyle

  /// More lines than anybody writes down in a month.
  static let mostLines = 1_000

  /// - Parameter style: how amounts of a CSV file are written.
  public init(_ bytes: [UInt8], named name: String, style: NumberStyle = .point) {
    self.bytes = bytes
    self.name = name
    self.style = style
  }

  /// The lines, each of the month, and in a category of the plan or in none.
  func actuals(of month: CivilMonth, by plan: BudgetSheet) throws -> [Actual] {
    guard bytes.count <= SheetLimits.bytes else {
      throw refusal("file", "it has more than \(SheetLimits.bytes) bytes", "write down one month")
    }
    let first = bytes.first { ![9, 10, 13, 32].contains($0) }
    let lines = try first == nil ? [] : first == UInt8(ascii: "[") ? listed() : written(plan)
    guard !lines.isEmpty else { throw refusal("file", "it has no line", ActualsFile.form) }
    guard lines.count <= ActualsFile.mostLines else {
      throw refusal("file", "it has more than \(ActualsFile.mostLines) lines", "write down one month")
    }
    for (place, actual) in lines { try check(actual, place, month, plan) }
    return lines.map(\.actual)
  }

  private static let form =
    "the first line is date;amount;category;text, then for instance 2027-03-09;-12.50;Food;market"

  private func refusal(_ place: String, _ reason: String, _ remedy: String) -> Refusal {
    ActualsRefusals.fileUnusable(["file": name, "place": place, "reason": reason, "remedy": remedy])
  }

  private func check(_ actual: Actual, _ place: String, _ month: CivilMonth, _ plan: BudgetSheet) throws {
    guard CivilMonth(actual.date) == month else {
      throw refusal(place, "\(actual.date) is not in \(month)", "a month is checked once, with its own lines alone")
    }
    guard actual.amount != .zero else { throw refusal(place, "nothing moved", "leave the line out") }
    guard actual.amount.magnitude <= SheetLimits.amount else {
      throw refusal(place, "\(actual.amount) is above \(SheetLimits.amount)", "look at the amount again")
    }
    guard let category = actual.category, !category.isKnown(to: plan) else { return }
    throw unknown(category.description, place, plan.categories(meant: category.description))
  }

  private func unknown(_ text: String, _ place: String, _ meant: BudgetSheet.MeantCategories) -> Refusal {
    refusal(
      place, "'\(text)' is neither a line nor a group of the plan of the month",
      "leave the category empty, or write one of \(meant.choices)")
  }
}

extension ActualsFile {
  /// A JSON array, by the places of its elements.
  private func listed() throws -> [(place: String, actual: Actual)] {
    do {
      let tree = try JSON.parse(bytes, form: .relaxed, maximumBytes: SheetLimits.bytes)
      return try JSONDecoding.decodeExactly([Actual].self, from: tree).enumerated().map { ("[\($0)]", $1) }
    } catch {
      let remedy =
        "an element is {\"amount\": -1250, \"category\": \"group:food\", \"date\": \"2027-03-09\", \"text\": \"\"}"
      if case .invalidValue(let path, let why) = error.reason { throw refusal(path, why, remedy) }
      throw refusal("file", "\(error)", remedy)
    }
  }

  private enum Column: String, CaseIterable {
    case date, amount, category, text
  }

  /// A CSV file, by its lines.
  private func written(_ plan: BudgetSheet) throws -> [(place: String, actual: Actual)] {
    let (columns, records) = try table()
    return try records.map { record in
      let place = "line \(record.line)"
      let cells = record.fields.map { $0.trimmed }
      guard cells.count >= columns.count, cells.dropFirst(columns.count).allSatisfy(\.isEmpty) else {
        throw refusal(
          place, "it has \(cells.count) columns, and the first line has \(columns.count)",
          "put a text in which the separator stands in quotation marks")
      }
      func cell(_ column: Column) -> String { columns.firstIndex(of: column).map { cells[$0] } ?? "" }
      let text = cell(.category)
      let meant = plan.categories(meant: text)
      guard text.isEmpty || meant.only != nil else { throw unknown(text, place, meant) }
      return (
        place,
        Actual(
          date: try day(cell(.date), place), amount: try amount(cell(.amount), place), text: cell(.text),
          category: text.isEmpty ? nil : meant.only)
      )
    }
  }

  private func table() throws -> (columns: [Column], records: [CSVRecord]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    do {
      let text = try TextEncoding.utf8.decode(bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0))
      for delimiter in ";,\t".utf8 {
        let records = try CSVRecords.read(text, delimiter: delimiter, atMost: ActualsFile.mostLines + 1)
          .filter { !$0.isBlank }
        guard let names = records.first?.fields.map({ $0.trimmed.lowercased() }), names.count > 1 else { continue }
        return (try columns(names), Array(records.dropFirst()))
      }
    } catch let error as StatementError {
      let remedy = error.problem == .encoding ? "save the file as UTF-8" : "look at the line again"
      throw refusal("\(error.place)", error.reason, remedy)
    }
    throw refusal("line 1", "it does not name the columns", ActualsFile.form)
  }

  private func columns(_ names: [String]) throws -> [Column] {
    let columns = try names.map { name in
      guard let column = Column(rawValue: name) else {
        throw refusal("line 1", "there is no column '\(name)'", ActualsFile.form)
      }
      return column
    }
    for column in Column.allCases where columns.count(where: { $0 == column }) > 1 {
      throw refusal("line 1", "the column '\(column.rawValue)' stands twice", ActualsFile.form)
    }
    for column in [Column.date, .amount] where !columns.contains(column) {
      throw refusal("line 1", "the column '\(column.rawValue)' is missing", ActualsFile.form)
    }
    return columns
  }

  private func day(_ text: String, _ place: String) throws -> CivilDate {
    guard let day = CivilDate(text) ?? DatePattern("d/M/yyyy")?.date(text) else {
      throw refusal(place, "'\(text)' is not a day", "write a day as 2027-03-09 or 9/3/2027")
    }
    return day
  }

  private func amount(_ text: String, _ place: String) throws -> Money {
    do {
      return try Money(parsing: text, style: style)
    } catch {
      throw refusal(
        place, "'\(text)' is not an amount: \(error)",
        "write -12.50 for what went out, 12.50 for what came in; --locale it reads -12,50")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    let spaces: Set<Character> = [" ", "\t", "\u{A0}", "\r", "\n"]
    var rest = self[...]
    while let first = rest.first, spaces.contains(first) { rest.removeFirst() }
    while let last = rest.last, spaces.contains(last) { rest.removeLast() }
    return String(rest)
  }
}

extension ActualMonth {
  /// What was told has come in, and gone out.
  public var toldTotals: (incoming: Money, outgoing: Money) {
    told.reduce((.zero, .zero)) { sums, actual in
      (sums.0 + max(actual.amount, .zero), sums.1 + max(-actual.amount, .zero))
    }
  }

  /// Lines told that run against their category: a refund, or a minus that somebody forgot.
  public var toldAgainst: Int {
    told.count { actual in
      switch actual.category {
      case .line(let line): line.list.comesIn == (actual.amount < .zero)
      case .group: actual.amount > .zero
      case .transfer, nil: false
      }
    }
  }
}
