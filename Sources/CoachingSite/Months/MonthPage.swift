import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// A month looked at with the family: plan against life, what is not sorted yet, and what comes next.
struct MonthPage {
  let at: CoachingCase
  let month: CivilMonth
  private var visit: Visit { at.visit }

  static func add(to routes: inout Routes) {
    routes.form(
      "/coaching/{household}/months/{month}", for: .roles([.educator]), show: { try MonthPage($0).page() },
      submit: { try MonthPage($0).check() })
  }

  init(_ visit: Visit) throws {
    guard let month = CivilMonth(visit.parameter("month")) else { throw WebRefusals.pageUnknown() }
    self.month = month
    at = try CoachingCase(visit, page: "month")
  }

  private func page() throws -> SitePage {
    let title = visit.say("\(month), plan and life")
    guard at.state.plan(for: month) != nil else {
      return at.page(
        title,
        [
          .paragraph(visit.say("No plan that the family has agreed to has this month.")),
          .actions([Action(visit.say("Propose a plan"), to: "/coaching/\(at.household)/plan")]),
        ])
    }
    let check = at.state.checks.last { $0.month == month }
    let found =
      try check == nil || visit.asked("now") != nil
      ? visit.bookkeeper.actualMonth(of: at.household, month) : visit.bookkeeper.checkedMonth(of: at.household, month)
    var blocks: [Block] = []
    if let check {
      blocks.append(
        .message(
          Message(
            .done, visit.say("Looked at on \(check.day)."),
            [visit.say("Next step: \(at.words.code(check.nextStep, of: "nextStep"))")])))
    }
    blocks += warnings(found, isSealed: check != nil)
    if found.record.lines.contains(where: { $0.actual != .zero || $0.planned != nil }) {
      blocks.append(.diagram(diagram(found.record)))
    }
    blocks.append(.table(totals(found.record)))
    if let realism = try visit.bookkeeper.realism(of: at.household, through: month) {
      blocks.append(.table(IndicatorTable.table(visit, [realism])))
    }
    blocks.append(.details(visit.say("Line by line"), [.table(lines(found.record))]))
    blocks.append(.actions(actions(found, isChecked: check != nil)))
    if check == nil { blocks.append(.section(visit.say("What comes next"), form)) }
    return at.page(title, lead: visit.say("by the plan of \(found.plan.day)"), width: .wide, blocks)
  }

  private func actions(_ found: ActualMonth, isChecked: Bool) -> [Action] {
    guard at.state.isOpen else { return [] }
    let unsorted = found.record.unmatched.count
    var actions = [Action(visit.say("Take in a bank file"), to: "/coaching/\(at.household)/import")]
    if found.lineCount > 0 || unsorted > 0 {
      actions.insert(
        Action(visit.say("Sort the lines"), to: "/coaching/\(at.household)/lines/\(month)", isMain: unsorted > 0), at: 0
      )
    }
    return isChecked ? [] : actions
  }

  private func warnings(_ found: ActualMonth, isSealed: Bool) -> [Block] {
    var lines: [Inline] = []
    let unmatched = found.record.unmatched
    if unmatched.count > 0 {
      lines.append(
        visit.say(
          "Lines without a category: \(unmatched.count); \(unmatched.incoming) came in, \(unmatched.outgoing) went out."
        ))
    }
    if !isSealed {
      if found.lineCount == 0 { lines.append(visit.say("No bank line of this month was taken in.")) }
      lines += found.gaps.map {
        visit.say("No statement of the account \($0.account.text) tells of \($0.from) to \($0.through).")
      }
    }
    return lines.isEmpty ? [] : [.message(Message(.note, visit.say("Before you look at the figures"), lines))]
  }

  private func diagram(_ record: MonthRecord) -> Diagram {
    var names = [visit.text("Comes in")]
    var planned = [record.income.planned.cents]
    var actual = [record.income.actual.cents]
    for group in record.groups {
      names.append(at.words.glossary.code(group.group.rawValue, of: "group"))
      planned.append(group.planned.cents)
      actual.append(group.actual.cents)
    }
    return Diagram(
      .bars, title: visit.text("Plan and life"),
      summary: visit.text("\(record.outgoing.planned) was planned to go out, \(record.outgoing.actual) did."),
      categories: .names(names), categoryTitle: visit.text("What"),
      series: [.init(visit.text("Planned"), planned), .init(visit.text("Was"), actual)], quantity: .euro)
  }

  private var amountColumns: [Table.Column] {
    [
      Table.Column(visit.say("Planned (€)"), isFigure: true), Table.Column(visit.say("Was (€)"), isFigure: true),
      Table.Column(visit.say("Difference (€)"), isFigure: true),
    ]
  }

  private func cells(_ planned: Money?, _ actual: Money) -> [Table.Cell] {
    [
      planned.map { .money($0) } ?? .inline(visit.say("don't know")), .money(actual),
      planned.map { .money(actual - $0) } ?? .none,
    ]
  }

  private func totals(_ record: MonthRecord) -> Table {
    var rows: [[Table.Cell]] = [
      [.inline(visit.say("Comes in"))] + cells(record.income.planned, record.income.actual)
    ]
    rows += record.groups.map { [.inline(at.words.code($0.group, of: "group"))] + cells($0.planned, $0.actual) }
    return Table(
      caption: visit.say("Plan and life, by what one talks about"),
      columns: [Table.Column(visit.say("What"))] + amountColumns, rows: rows,
      totals: [.inline(visit.say("Goes out"))] + cells(record.outgoing.planned, record.outgoing.actual))
  }

  private func lines(_ record: MonthRecord) -> Table {
    Table(
      caption: visit.say("Line by line"), columns: [Table.Column(visit.say("Line"))] + amountColumns,
      rows: record.lines.map { [.text($0.line.name)] + cells($0.planned, $0.actual) },
      empty: visit.say("The plan has no lines."))
  }
}

extension MonthPage {
  private static let toldRows = 3

  private var form: [Block] {
    var items: [Form.Item] = [
      .field(
        visit.field(
          "nextStep", "The next step", .radios(at.words.options(BudgetMonthChecked.NextStep.self, of: "nextStep")))),
      .field(visit.sessionField()),
      .block(
        .paragraph(
          visit.say("What moved in cash and no bank knows, where the family wants to tell it; rows may stay empty."))),
    ]
    let categories = (try? CategoryChoice.options(at, in: month)) ?? []
    items += (0..<MonthPage.toldRows).map { index in
      .group(
        visit.say("In cash, \(index + 1)"),
        [
          visit.field("told-\(index)-amount", "How much", .amount, isRequired: false),
          visit.field("told-\(index)-category", "For what", .choice(categories), isRequired: false),
          visit.field(
            "told-\(index)-date", "On which day", .date,
            initial: visit.submitted == nil ? month.firstDay.description : nil,
            isRequired: false),
        ])
    }
    return visit.form(
      items, submit: "Read it once more, and sign", cancel: Action(visit.say("Back to the family"), to: at.path))
  }

  fileprivate func check() throws -> Reply {
    let (nextStep, session, told) = try visit.read { reader in
      (
        reader.choice("nextStep", BudgetMonthChecked.NextStep.self), reader.choice("session", SessionType.self),
        (0..<MonthPage.toldRows).compactMap { inCash($0, reader) }
      )
    }
    guard let nextStep, let session else { throw WebRefusals.pageUnknown() }
    let file = told.isEmpty ? nil : ActualsFile(try JSONEncoding.encode(told).canonicalBytes, named: "cash")
    let actual = try visit.bookkeeper.actualMonth(of: at.household, month, adding: file)
    let request = try at.sealing(JSONEncoding.encode(actual.record).canonicalBytes) {
      BudgetMonthChecked(month: month, nextStep: nextStep, record: $0, session: session)
    }
    return try visit.draft([request], then: "/coaching/\(at.household)/months/\(month)")
  }

  /// What somebody has paid or got in cash; what goes out is below zero.
  private func inCash(_ index: Int, _ reader: FormReader) -> Actual? {
    let row = "told-\(index)"
    guard reader.isGiven(row + "-amount") else { return nil }
    let amount = reader.amount(row + "-amount")
    let day = reader.day(row + "-date")
    if CivilMonth(day) != month { reader.fault(row + "-date", "This day is in another month") }
    guard let category = Coaching.Category(reader.optionalText(row + "-category", most: 400) ?? "") else {
      reader.fault(row + "-category", "Choose one of these")
      return nil
    }
    let comesIn = if case .line(let line) = category { line.list.comesIn } else { false }
    return Actual(
      date: day, amount: comesIn ? amount : .zero - amount, text: visit.text("in cash"), category: category)
  }
}
