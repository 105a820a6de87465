import Coaching
import LedgerCore
import MastroWeb
import Pages

/// Reads the fields of one line of the form.
struct RowReading {
  /// `income-3`; empty where the field stands alone.
  let prefix: String
  let reader: FormReader
  let visit: Visit
  let words: CoachingWords

  init(_ prefix: String, _ reader: FormReader, _ visit: Visit) {
    self.prefix = prefix
    self.reader = reader
    self.visit = visit
    words = CoachingWords(visit)
  }

  func name(_ field: String) -> String { prefix.isEmpty ? field : "\(prefix)-\(field)" }

  /// Whether the page had the field at all.
  func isOffered(_ field: String) -> Bool { visit.submitted?.values[name(field)] != nil }

  /// What the line is called; nil where nothing was written in its row, or it is taken away.
  /// - Parameters:
  ///   - usual: its name where the family gives none.
  ///   - answers: the questions of which one must be answered for the row to count.
  func line(_ field: String, or usual: String?, answers: [String]) -> String? {
    guard !reader.flag(name("remove")) else { return nil }
    let given = reader.optionalText(name(field), most: 4 * SheetLimits.name)
    let isAnswered = answers.contains { reader.isGiven(name($0)) || reader.flag(name($0 + "-unknown")) }
    guard given != nil || isAnswered else { return nil }
    guard let name = given ?? usual else {
      reader.fault(self.name(field), "Give this line a name")
      return ""
    }
    return name
  }

  /// An answer that somebody must give; "don't know" is one.
  func told(_ field: String) -> Told {
    if let told = optionalTold(field) { return told }
    if !reader.isGiven(name(field)) { reader.fault(name(field), "Write an amount, or tick “Don't know”") }
    return .unknown
  }

  /// Nil where nothing was answered.
  func optionalTold(_ field: String) -> Told? {
    let isUnknown = reader.flag(name(field + "-unknown"))
    guard let amount = reader.notNegative(name(field)) else { return isUnknown ? .unknown : nil }
    if isUnknown { reader.fault(name(field), "Write the amount or tick “Don't know”, not both") }
    return .amount(amount)
  }

  func frequency() -> Frequency {
    let text = reader.optionalText(name("frequency")) ?? Frequency.monthly.description
    guard text == FrequencyField.months else {
      if let frequency = Frequency(text) { return frequency }
      reader.fault(name("frequency"), "Choose one of these")
      return .monthly
    }
    let parts = (reader.optionalText(name("months")) ?? "").split { ",; ".contains($0) }
    let months = parts.compactMap { Int($0) }
    let isRead = months.count == parts.count && !months.isEmpty && months.allSatisfy((1...12).contains)
    if !isRead { reader.fault(name("months"), "Write the numbers of the months, such as 2, 9") }
    return isRead ? .months(Set(months).sorted()) : .monthly
  }

  func day(_ field: String) -> CivilDate? { reader.optionalDay(name(field)) }

  /// Amounts one below the other; nil where there are none.
  func amounts(_ field: String) -> [Money]? {
    guard let text = reader.optionalText(name(field), most: 2_000) else { return nil }
    let style: NumberStyle = visit.language == .english ? .point : .comma
    let other: NumberStyle = style == .point ? .comma : .point
    let parts = text.split { $0.isWhitespace || $0 == ";" }
    let amounts = parts.compactMap { part -> Money? in
      let text = String(part)
      return (try? Money(parsing: text, style: style)) ?? (try? Money(parsing: text, style: other))
    }
    if amounts.count != parts.count || amounts.contains(where: { $0 < .zero }) {
      reader.fault(name(field), "One of these is not an amount: write 1250 or 1250,00, one a line")
    }
    return amounts.isEmpty ? nil : amounts
  }
}

extension FormReader {
  /// One of the values that the page offers; the usual one where the field was not sent.
  func choiceIfGiven<Value: RawRepresentable<String>>(
    _ name: String, _ type: Value.Type, or usual: Value
  ) -> Value? {
    isGiven(name) ? choice(name, type) : usual
  }
}

/// What is wrong with a sheet, as it is said beside a field.
enum SheetFaultWords {
  static func phrase(_ code: SheetFault.Code) -> Phrase {
    switch code {
    case .members: "So many people cannot live on one budget"
    case .month: "This is not a month of our time"
    case .amount: "This amount is too large: look at the decimal mark"
    case .fineness: "These are due in too many different months: let some be due in the same month"
    case .paysOfAllowance: "A disability allowance counts neither as income nor as a benefit: leave this empty"
    case .paysUnknown: "There is no expense of this name any more: choose again"
    case .historyTooLong: "These are more months than anybody needs: keep the last 60"
    case .historyTooShort:
      "Seasonal income needs the sums of 24 months: write both years, months without work as 0, or call it never the same"
    case .envelopeIsExpense: "This is an expense too and would count twice: keep one of the two"
    case .nameTwice: "Another line has this name: tell the two apart"
    case .tooManyLines: "These are too many lines: put small ones together"
    case .arrearsAboveBalance: "More is overdue than is owed: what is overdue is a part of the balance"
    case .nothingOwed: "An instalment is paid, but nothing is owed: tick “Don't know” where nobody knows the balance"
    case .nothingWithheld:
      "What is taken at the source must be told at the income too: write there what is withheld each time"
    case .monthBefore: "This lies before the first month of the sheet"
    case .monthTooFar: "This is too far away: look at the year"
    case .dayInNoMonth: "This day is in none of the months that were named"
    case .text: "Write it on one line, in a few words"
    case .file: "This cannot be used"
    }
  }
}
