import LedgerCore
import SeededRandom

@testable import BankStatements

/// A statement as the tests think of it.
struct StatementModel {
  static let ownIBAN = "IT60X0542811101000000123456"
  static let anyText = [
    "à", "Ł", "e\u{301}", "€", "日", "&", "<", ">", "\"", "'", ";", ",", "]]>", "a", "B", "7", " ", " ",
  ]
  static let italianText = ["à", "è", "ù", "€", "&", "<", "\"", "'", ";", ",", "a", "B", "7", " ", " "]

  var opening: Money
  /// What the stated closing balance is wrong by; zero two times out of three.
  var error: Money
  var lines: [LineDraft]

  init(using random: inout SeededGenerator, text: [String]) {
    opening = Money(cents: Int.random(in: -1_000_000...1_000_000, using: &random))
    error = Money(cents: Int.random(in: 0..<3, using: &random) == 0 ? Int.random(in: 1...500, using: &random) : 0)
    lines = []
    for _ in 0..<Int.random(in: 0...9, using: &random) {
      if let last = lines.last, Int.random(in: 0..<5, using: &random) == 0 {
        lines.append(last)
      } else {
        lines.append(StatementModel.line(using: &random, text: text))
      }
    }
  }

  private static func line(using random: inout SeededGenerator, text: [String]) -> LineDraft {
    let day = CivilDate(dayNumber: Int.random(in: 9_000...30_000, using: &random))
    var cents = [1, 99, 100, 905_30, 1_000_000_000_000].randomElement(using: &random) ?? 1
    if Bool.random(using: &random) { cents = Int.random(in: 1...9_999_999, using: &random) }
    return LineDraft(
      bookingDate: day, valueDate: Bool.random(using: &random) ? day.adding(days: 1) : nil,
      amount: Money(cents: Bool.random(using: &random) ? cents : -cents),
      bankReference: Bool.random(using: &random) ? "R\(Int.random(in: 0...99, using: &random))" : nil,
      endToEndID: Bool.random(using: &random) ? "E\(Int.random(in: 0...99, using: &random))" : nil,
      counterpartyName: Bool.random(using: &random) ? words(using: &random, text: text) : nil,
      counterpartyIBAN: Bool.random(using: &random) ? "IT28W8000000292100645211151" : nil,
      description: words(using: &random, text: text), isReversal: Bool.random(using: &random), sourceLine: 0)
  }

  /// Something on one line, beginning and ending with a letter so that no profile strips it.
  private static func words(using random: inout SeededGenerator, text: [String]) -> String {
    let pieces = (0..<Int.random(in: 0...12, using: &random)).map { _ in text.randomElement(using: &random) ?? "x" }
    return "x" + (StatementText.oneLine(pieces.joined()) ?? "") + "y"
  }

  /// The model as a CSV file can hold it: no reversals; days in two-digit years; perhaps no details at all.
  func without(endToEnd: Bool, details: Bool) -> StatementModel {
    var model = self
    model.lines = lines.map { line in
      var line = line
      line.isReversal = false
      if endToEnd { line.endToEndID = nil }
      if details {
        line.bankReference = nil
        line.counterpartyName = nil
        line.counterpartyIBAN = nil
      }
      return line
    }
    return model
  }
}
