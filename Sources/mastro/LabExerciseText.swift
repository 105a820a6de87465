import Coaching
import LedgerCore
import LedgerViews

/// An exercise on the terminal, and for programs.
struct LabExerciseText {
  let words: LabExercise.Words
  let texts: LabExercise.Texts
  let sheet: BudgetSheet
  static let width = 96

  init(_ words: LabExercise.Words, _ texts: LabExercise.Texts, _ sheet: BudgetSheet) {
    self.words = words
    self.texts = texts
    self.sheet = sheet
  }

  func text(_ working: CapacityWorking?) -> String {
    let questions = texts.questions.enumerated().map { Self.wrapped($1, mark: "\($0 + 1). ") }
    var blocks = [texts.title] + texts.story.map { Self.wrapped($0) } + [heads, income, expenses]
    if !sheet.debts.isEmpty { blocks.append(debts) }
    if !sheet.envelopes.isEmpty { blocks.append(envelopes) }
    if !sheet.goals.isEmpty { blocks.append(goals) }
    blocks += [words.questions, questions.joined(separator: "\n")]
    if let working {
      blocks += [words.solution] + texts.solution.map { Self.wrapped($0) }
      blocks += [words.capacity, working.explanation.map { Self.wrapped($0, mark: "- ") }.joined(separator: "\n")]
    }
    return blocks.joined(separator: "\n\n")
  }

  private var heads: String {
    var card = Card()
    card.add(Wording(verbatim: words.people), nil, .number(sheet.members))
    card.add(Wording(verbatim: words.month), nil, .text(sheet.month))
    card.add(Wording(verbatim: words.hand), nil, told(sheet.liquid))
    return card.shown.joined(separator: "\n")
  }

  private var income: String {
    var report = Report(columns: [
      .init(Wording(verbatim: words.income)), .init(Wording(verbatim: words.each), right: true),
      .init(Wording(verbatim: words.often)),
    ])
    report.rows = sheet.income.map { [.text($0.name), told($0.amount), .text(words.often($0.frequency))] }
    let histories = sheet.income.compactMap { line in
      line.history.map { history in
        let years = stride(from: 0, to: history.count, by: 12).map { start in
          "  " + history[start...].prefix(12).map(\.money.description).joined(separator: " ")
        }
        return (["\(words.history): \(line.name)"] + years).joined(separator: "\n")
      }
    }
    return ([report.table] + histories).joined(separator: "\n\n")
  }

  private var expenses: String {
    var report = Report(columns: [
      .init(Wording(verbatim: words.expenses)), .init(Wording(verbatim: words.each), right: true),
      .init(Wording(verbatim: words.often)),
    ])
    report.rows = sheet.expenses.map { [.text($0.name), told($0.amount), .text(words.often($0.frequency))] }
    return report.table
  }

  private var debts: String {
    var report = Report(columns: [
      .init(Wording(verbatim: words.debts)), .init(Wording(verbatim: words.left), right: true),
      .init(Wording(verbatim: words.instalment), right: true),
    ])
    report.rows = sheet.debts.map { [.text($0.creditor), told($0.balance), $0.instalment.map(told) ?? .none] }
    return report.table
  }

  private var envelopes: String {
    var report = Report(columns: [
      .init(Wording(verbatim: words.envelopes)), .init(Wording(verbatim: words.left), right: true),
      .init(Wording(verbatim: words.until)),
    ])
    report.rows = sheet.envelopes.map { [.text($0.name), .money($0.target.money), .text($0.due)] }
    return report.table
  }

  private var goals: String {
    var report = Report(columns: [
      .init(Wording(verbatim: words.goals)), .init(Wording(verbatim: words.left), right: true),
      .init(Wording(verbatim: words.until)),
    ])
    report.rows = sheet.goals.map { [.text($0.name), .money($0.amount?.money), .optional($0.by)] }
    return report.table
  }

  private func told(_ told: Told) -> Report.Cell { told.money.map { .money($0) } ?? .text(words.unknown) }

  /// Lines of a width that a projector shows whole.
  static func wrapped(_ text: String, mark: String = "") -> String {
    let indent = String(repeating: " ", count: mark.count)
    var lines = [mark]
    for word in text.split(separator: " ") {
      let isFirst = lines[lines.count - 1].count == mark.count
      if !isFirst, lines[lines.count - 1].count + 1 + word.count > width { lines.append(indent) }
      let starts = lines[lines.count - 1].count == mark.count
      lines[lines.count - 1] += (starts ? "" : " ") + word
    }
    return lines.joined(separator: "\n")
  }

  static func json(
    _ exercise: LabExercise, _ texts: LabExercise.Texts, in language: String, _ working: CapacityWorking?
  ) throws -> JSON {
    func list(_ lines: [String]) -> JSON { .array(lines.map { .string($0) }) }
    var object: JSONObject = [
      "name": .string(exercise.name.text), "questions": list(texts.questions), "story": list(texts.story),
      "title": .string(texts.title),
    ]
    object["sheet"] = try JSONEncoding.encode(exercise.sheet(in: language))
    if let working {
      object["solution"] = list(texts.solution)
      object["working"] = try JSONEncoding.encode(working)
    }
    return .object(object)
  }
}
