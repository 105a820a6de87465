import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

extension SnapshotPage {
  /// Empty rows below those that are filled, and those to begin with.
  private var emptyRows: (after: Int, first: Int) {
    switch topic {
    case .people, .envelopes: (1, 1)
    case .income: (2, 3)
    case .home, .daily, .care: (2, 4)
    case .debts: (1, 2)
    }
  }

  static let mostRows = 60

  /// What is asked, and how many rows there are.
  var fields: (items: [Form.Item], count: Int) {
    let stored = RowFields.count(of: topic, draft)
    let sent = visit.submitted.flatMap { Int($0.text("rows")) } ?? 0
    let count = min(max(stored + emptyRows.after, emptyRows.first, sent), SnapshotPage.mostRows)
    let rows = RowFields(at: at, draft: draft)
    switch topic {
    case .people: return (people, 0)
    case .income: return ((0..<count).map { rows.income($0) }, count)
    case .home, .daily, .care: return ((0..<count).map { rows.expense($0, topic) }, count)
    case .debts: return ((0..<count).map { rows.debt($0) }, count)
    case .envelopes:
      return ((0..<count).map { rows.envelope($0) } + (0..<goalCount).map { rows.goal($0) }, count)
    }
  }

  private var goalCount: Int { min(draft.goals.count + 1, SnapshotPage.mostRows) }

  private var people: [Form.Item] {
    let liquid = Answer(draft.liquid)
    return [
      .field(
        visit.field(
          "members", "How many people eat at the table", .integer(1...SheetLimits.members),
          initial: draft.members.map(String.init))),
      .field(visit.field("month", "First month that the figures describe", .month, initial: draft.month.description)),
      .group(
        visit.say("At hand and in the bank today"),
        [
          visit.field("liquid", "Together", .amount, initial: liquid.text(visit.language), isRequired: false),
          visit.field("liquid-unknown", "Don't know", .checkbox, initial: liquid.tick, isRequired: false),
        ]),
    ]
  }
}

/// An answer of before, as it stands in the fields of its question.
struct Answer {
  private let told: Told?

  init(_ told: Told?) { self.told = told }
  init(_ money: Money?) { told = money.map { .amount($0) } }

  func text(_ language: Language) -> String? { (told?.money).map { language.writeBare($0.cents, .euro) } }
  var tick: String? { told == .unknown ? "yes" : nil }
}

/// The questions about one line.
struct RowFields {
  let at: CoachingCase
  let draft: SnapshotDraft
  private var visit: Visit { at.visit }
  private var words: CoachingWords { at.words }

  static func count(of topic: Topic, _ draft: SnapshotDraft) -> Int {
    switch topic {
    case .people: 0
    case .income: draft.income.count
    case .home, .daily, .care: draft.expenses(of: topic).count
    case .debts: draft.debts.count
    case .envelopes: draft.envelopes.count
    }
  }

  /// What was sent stands in the fields; what was stored does where nothing was sent.
  private func field(
    _ name: String, _ label: Phrase, _ control: Field.Control, hint: Phrase? = nil, initial: String? = nil
  ) -> Field {
    visit.field(
      name, label, control, hint: hint, initial: visit.submitted == nil ? initial : nil, isRequired: false,
      autocomplete: "off")
  }

  private func amount(_ name: String, _ label: Phrase, _ told: Told?, hint: Phrase? = nil) -> [Field] {
    let answer = Answer(told)
    return [
      field(name, label, .amount, hint: hint, initial: answer.text(visit.language)),
      field(name + "-unknown", "Don't know", .checkbox, initial: answer.tick),
    ]
  }

  private func sent(_ name: String, or stored: String?) -> String? { visit.submitted.map { $0.text(name) } ?? stored }

  private func rhythm(_ row: String, _ frequency: Frequency?) -> [Field] {
    let stored = FrequencyField.value(frequency ?? .monthly)
    var fields = [
      field(row + "-frequency", "How often", .choice(FrequencyField.options(words)), initial: stored)
    ]
    if sent(row + "-frequency", or: stored) == FrequencyField.months {
      fields.append(
        field(
          row + "-months", "In which months", .text(most: 40), hint: "Their numbers: 2, 9",
          initial: FrequencyField.months(of: frequency)))
    }
    return fields
  }

  private func next(_ row: String, _ day: CivilDate?, isOld: Bool) -> [Field] {
    isOld || visit.submitted?.values[row + "-next"] != nil
      ? [field(row + "-next", "The next time", .date, initial: day?.description)] : []
  }

  private func remove(_ row: String, _ isOld: Bool) -> [Field] {
    isOld ? [field(row + "-remove", "Take this line away", .checkbox)] : []
  }

  private func group(_ name: String?, _ fields: [Field]) -> Form.Item {
    .group(name.map { .name($0) } ?? visit.say("A new line"), fields)
  }

  func income(_ index: Int) -> Form.Item {
    let line = draft.income.indices.contains(index) ? draft.income[index] : nil
    let row = "income-\(index)"
    var fields = [
      field(
        row + "-source", "What it is", .choice(words.options(IncomeLine.Source.self, of: "source")),
        initial: line?.source.rawValue),
      field(row + "-name", "In the family's words", .text(most: SheetLimits.name), initial: line?.name),
    ]
    fields += amount(row + "-amount", "How much each time", line?.amount) + rhythm(row, line?.frequency)
    fields.append(
      field(
        row + "-certainty", "How sure it is", .choice(words.options(IncomeLine.Certainty.self, of: "certainty")),
        initial: (line?.certainty ?? .reliable).rawValue))
    let certainty = sent(row + "-certainty", or: line?.certainty.rawValue)
    if certainty == IncomeLine.Certainty.irregular.rawValue || certainty == IncomeLine.Certainty.seasonal.rawValue {
      fields.append(
        field(
          row + "-history", "Sums of the last months, the oldest first", .longText(most: 2_000),
          hint:
            "One a line, months without any as 0. Six months or more where it is never the same, 24 where it is seasonal; leave it empty where nobody has them.",
          initial: line?.history.map { history in
            history.map { visit.language.writeBare($0.money.cents, .euro) }.joined(separator: "\n")
          }))
    }
    let source = sent(row + "-source", or: line?.source.rawValue)
    if source == IncomeLine.Source.benefit.rawValue, line != nil || visit.submitted != nil {
      fields.append(
        field(
          row + "-pays", "Does it pay one expense only", .choice(expenseNames(line?.pays)),
          hint: "Such as a benefit for the rent.", initial: line?.pays))
    }
    if line != nil, source == IncomeLine.Source.salary.rawValue || source == IncomeLine.Source.pension.rawValue {
      fields.append(
        field(
          row + "-withheld", "Withheld each time for a loan, before the family sees it", .amount,
          initial: Answer(line?.withheld?.money).text(visit.language)))
    }
    return group(line?.name, fields + next(row, line?.next, isOld: line != nil) + remove(row, line != nil))
  }

  private func expenseNames(_ chosen: String?) -> [Field.Option] {
    var names = draft.expenses.map(\.name)
    if let chosen, !names.contains(chosen) { names.append(chosen) }
    return [Field.Option("", visit.say("no: the family may spend it on anything"))]
      + names.map { Field.Option($0, .name($0)) }
  }

  func expense(_ index: Int, _ topic: Topic) -> Form.Item {
    let lines = draft.expenses(of: topic)
    let line = lines.indices.contains(index) ? lines[index] : nil
    let row = "expense-\(index)"
    var fields = [
      field(
        row + "-sort", "What it is", .choice(ExpenseSort.options(for: topic, line, visit)),
        initial: line.map { ExpenseSort.value($0.group, $0.coicop) }
          ?? ExpenseSort.suggested(for: topic, index, beside: lines, visit)),
      field(row + "-name", "In the family's words", .text(most: SheetLimits.name), initial: line?.name),
    ]
    fields += amount(row + "-amount", "How much each time", line?.amount) + rhythm(row, line?.frequency)
    fields.append(
      field(
        row + "-nature", "Could it be less, or later", .choice(words.options(ExpenseLine.Nature.self, of: "nature")),
        initial: line?.nature.rawValue))
    if line != nil {
      fields.append(
        field(
          row + "-reason", "Why it stays, or is higher than usual", .text(most: SheetLimits.reason),
          initial: line?.reason))
    }
    return group(line?.name, fields + next(row, line?.next, isOld: line != nil) + remove(row, line != nil))
  }

  func debt(_ index: Int) -> Form.Item {
    let line = draft.debts.indices.contains(index) ? draft.debts[index] : nil
    let row = "debt-\(index)"
    var fields = [
      field(row + "-name", "To whom", .text(most: SheetLimits.name), initial: line?.creditor)
    ]
    fields += amount(row + "-balance", "Owed altogether", line?.balance)
    fields += amount(
      row + "-instalment", "Instalment that is paid already", line?.instalment,
      hint: "Empty where nothing is being paid.")
    fields += rhythm(row, line?.frequency)
    fields += amount(row + "-arrears", "Overdue of it", line?.arrears, hint: "Empty where nothing is overdue.")
    fields.append(
      field(
        row + "-tier", "Which creditor it is",
        .choice([
          Field.Option("2", visit.say("another creditor")),
          Field.Option("1", visit.say("home, light and heat, food, what keeps the children: comes first")),
        ]), initial: line.map { String($0.tier.rawValue) }))
    fields.append(
      field(
        row + "-source", "Taken from the salary or pension before the family sees it", .checkbox,
        initial: line?.atSource == true ? "yes" : nil))
    return group(line?.creditor, fields + next(row, line?.next, isOld: true) + remove(row, line != nil))
  }

  func envelope(_ index: Int) -> Form.Item {
    let line = draft.envelopes.indices.contains(index) ? draft.envelopes[index] : nil
    let row = "envelope-\(index)"
    return .group(
      line.map { .name($0.name) } ?? visit.say("Money put by for something that comes once"),
      [
        field(row + "-name", "For what", .text(most: SheetLimits.name), initial: line?.name),
        field(
          row + "-target", "How much it will cost", .amount, initial: Answer(line?.target.money).text(visit.language)),
        field(
          row + "-balance", "Set aside already", .amount, initial: Answer(line?.balance.money).text(visit.language)),
        field(row + "-due", "In which month", .month, initial: line?.due.description),
      ] + remove(row, line != nil))
  }

  func goal(_ index: Int) -> Form.Item {
    let goal = draft.goals.indices.contains(index) ? draft.goals[index] : nil
    let row = "goal-\(index)"
    return .group(
      goal.map { .name($0.name) } ?? visit.say("A goal of the family"),
      [
        field(row + "-name", "What the family wants to reach", .text(most: SheetLimits.name), initial: goal?.name),
        field(row + "-amount", "What it costs", .amount, initial: Answer(goal?.amount?.money).text(visit.language)),
        field(
          row + "-saved", "What is saved already", .amount, initial: Answer(goal?.saved?.money).text(visit.language)),
        field(row + "-by", "By which month", .month, initial: goal?.by?.description),
      ] + remove(row, goal != nil))
  }
}

/// How often money comes or goes, as one chooses it.
enum FrequencyField {
  static let months = "months"

  private static let all: [Frequency] = [
    .monthly, .weekly, .fortnightly, .fourWeekly, .twoMonthly, .quarterly, .halfYearly, .yearly, .thirteenSalaries,
    .fourteenSalaries, .once,
  ]

  static func options(_ words: CoachingWords) -> [Field.Option] {
    all.map { Field.Option($0.description, words.frequency($0)) } + [Field.Option(months, words.someMonths)]
  }

  static func value(_ frequency: Frequency) -> String {
    if case .months = frequency { months } else { frequency.description }
  }

  static func months(of frequency: Frequency?) -> String? {
    guard case .months(let numbers) = frequency else { return nil }
    return numbers.map(String.init).joined(separator: ", ")
  }
}
