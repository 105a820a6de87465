import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The instalments of a proposal as a form asks for them: the same each month, or each with its own day and amount.
enum PlanInstalments {
  /// The most characters of instalments of their own: ten years of months.
  static let most = 4_000

  static func read(_ form: FormReader, _ language: Language) -> PlanDraft.Instalments {
    guard let text = form.optionalText("instalments", most: most) else {
      return .monthly(form.amount("monthly"), from: form.day("first"))
    }
    if form.isGiven("monthly") {
      form.fault("instalments", "Give the amount of each month, or instalments of their own: not both")
    }
    return .given(lines(text, form, language))
  }

  private static func lines(
    _ text: String, _ form: FormReader, _ language: Language
  ) -> [(due: CivilDate, amount: Money)] {
    var found: [(due: CivilDate, amount: Money)] = []
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
    for (index, words) in lines.filter({ !$0.isEmpty }).enumerated() {
      let amount = words.dropFirst().joined(separator: " ")
      guard let due = FormReader.day(String(words[0])), let amount = FormReader.money(amount, language) else {
        form.fault("instalments", "Instalment \(index + 1) cannot be read: write a day and an amount on each line")
        return found
      }
      guard amount.isPositive, found.last.map({ $0.due < due }) ?? true else {
        form.fault("instalments", "Instalment \(index + 1) must be later than the one before, and more than nothing")
        return found
      }
      found.append((due, amount))
    }
    return found
  }
}
