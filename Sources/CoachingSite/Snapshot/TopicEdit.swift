import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// What was written down about one topic, to be put in the place of what the draft had about it.
struct TopicEdit {
  let topic: Topic
  private var members = 1
  private var month: CivilMonth
  private var liquid = Told.unknown
  private var income: [IncomeLine] = []
  private var expenses: [ExpenseLine] = []
  private var debts: [DebtLine] = []
  private var envelopes: [Coaching.Envelope] = []
  private var goals: [Goal] = []
  /// The rows of the form from which the lines come, in their order; goals have their own.
  private var rows: [String] = []
  private var goalRows: [String] = []
  /// A line asks one thing more, for which there was no field yet.
  private(set) var asksMore = false

  init(_ topic: Topic, _ draft: SnapshotDraft, _ reader: FormReader, _ visit: Visit) {
    self.topic = topic
    month = draft.month
    let count = topic == .people ? 0 : reader.integer("rows", in: 0...SnapshotPage.mostRows)
    for index in 0..<count {
      switch topic {
      case .people: break
      case .income: readIncome(RowReading("income-\(index)", reader, visit), draft.income[safe: index])
      case .home, .daily, .care:
        readExpense(RowReading("expense-\(index)", reader, visit), draft.expenses(of: topic)[safe: index])
      case .debts: readDebt(RowReading("debt-\(index)", reader, visit))
      case .envelopes: readEnvelope(RowReading("envelope-\(index)", reader, visit))
      }
    }
    switch topic {
    case .people:
      members = reader.integer("members", in: 1...SheetLimits.members)
      month = reader.month("month")
      liquid = RowReading("", reader, visit).told("liquid")
    case .envelopes:
      for index in 0..<SnapshotPage.mostRows { readGoal(RowReading("goal-\(index)", reader, visit)) }
    case .income, .home, .daily, .care, .debts: break
    }
    examine(draft, reader)
  }

  func apply(to draft: inout SnapshotDraft) {
    switch topic {
    case .people:
      draft.members = members
      draft.month = month
      draft.liquid = liquid
    case .income: draft.income = income
    case .home, .daily, .care:
      draft.expenses = Topic.allCases.flatMap { $0 == topic ? expenses : draft.expenses(of: $0) }
    case .debts: draft.debts = debts
    case .envelopes:
      draft.envelopes = envelopes
      draft.goals = goals
    }
  }

  private mutating func readIncome(_ row: RowReading, _ old: IncomeLine?) {
    guard let source = row.reader.choiceIfGiven(row.name("source"), IncomeLine.Source.self, or: .other),
      let name = row.line("name", or: row.words.glossary.code(source.rawValue, of: "source"), answers: ["amount"])
    else { return }
    let certainty = row.reader.choiceIfGiven(row.name("certainty"), IncomeLine.Certainty.self, or: .reliable)
    let history = row.isOffered("history") ? row.amounts("history") : old?.history?.map(\.money)
    let pays = row.isOffered("pays") ? row.reader.optionalText(row.name("pays"), most: 400) : old?.pays
    let withheld =
      row.isOffered("withheld") ? row.reader.notNegative(row.name("withheld")) : old?.withheld?.money
    if certainty == .irregular, !row.isOffered("history") { asksMore = true }
    if source == .benefit, !row.isOffered("pays") { asksMore = true }
    rows.append(row.prefix)
    income.append(
      IncomeLine(
        name: name, source: source, amount: row.told("amount"), frequency: row.frequency(),
        certainty: certainty ?? .reliable, next: row.day("next"), history: history, pays: pays, withheld: withheld))
  }

  private mutating func readExpense(_ row: RowReading, _ old: ExpenseLine?) {
    let sort = row.reader.optionalText(row.name("sort")) ?? ""
    guard let name = row.line("name", or: ExpenseSort.name(sort, topic, row.visit), answers: ["amount"]) else { return }
    guard let (group, coicop) = ExpenseSort.read(sort, topic) else {
      row.reader.fault(row.name("sort"), "Choose one of these")
      return
    }
    let nature = row.reader.choiceIfGiven(row.name("nature"), ExpenseLine.Nature.self, or: .fixed)
    rows.append(row.prefix)
    expenses.append(
      ExpenseLine(
        name: name, group: group, coicop: coicop, amount: row.told("amount"), frequency: row.frequency(),
        nature: nature ?? .fixed, next: row.day("next"),
        reason: row.isOffered("reason") ? row.reader.optionalText(row.name("reason"), most: 1_200) : old?.reason))
  }

  private mutating func readDebt(_ row: RowReading) {
    guard let name = row.line("name", or: nil, answers: ["balance", "instalment", "arrears"]) else { return }
    let instalment = row.optionalTold("instalment")
    let tier = Int(row.reader.optionalText(row.name("tier")) ?? "").flatMap { DebtLine.Tier(rawValue: $0) }
    let frequency = row.frequency()
    rows.append(row.prefix)
    debts.append(
      DebtLine(
        creditor: name, balance: row.told("balance"), tier: tier ?? .other, instalment: instalment,
        frequency: instalment == nil || frequency == .monthly ? nil : frequency, arrears: row.optionalTold("arrears"),
        atSource: row.reader.flag(row.name("source")), next: row.day("next")))
  }

  private mutating func readEnvelope(_ row: RowReading) {
    guard let name = row.line("name", or: nil, answers: ["target", "balance"]) else { return }
    let target = row.reader.notNegative(row.name("target"))
    if target == nil { row.reader.fault(row.name("target"), "Give an amount; a rough one is better than none") }
    rows.append(row.prefix)
    envelopes.append(
      Coaching.Envelope(
        name: name, target: target ?? .zero, balance: row.reader.notNegative(row.name("balance")) ?? .zero,
        due: row.reader.month(row.name("due"))))
  }

  private mutating func readGoal(_ row: RowReading) {
    guard let name = row.line("name", or: nil, answers: ["amount", "saved"]) else { return }
    goalRows.append(row.prefix)
    goals.append(
      Goal(
        name: name, amount: row.reader.notNegative(row.name("amount")),
        by: row.reader.isGiven(row.name("by")) ? row.reader.month(row.name("by")) : nil,
        saved: row.reader.notNegative(row.name("saved"))))
  }
}

extension TopicEdit {
  /// What the sheet as a whole says of these lines; what is wrong elsewhere is told in the summary.
  private func examine(_ draft: SnapshotDraft, _ reader: FormReader) {
    var whole = draft
    apply(to: &whole)
    var alone = SnapshotDraft(from: month)
    apply(to: &alone)
    alone.expenses += topic.groups.isEmpty && topic != .envelopes ? whole.expenses : []
    for sheet in [whole.sheet, alone.sheet] {
      guard let fault = sheet.fault, let field = field(of: fault, in: sheet) else { continue }
      reader.fault(field, SheetFaultWords.phrase(fault.code))
      return
    }
  }

  /// The field of the form that a fault of a sheet is about; nil where it is of another page.
  private func field(of fault: SheetFault, in sheet: BudgetSheet) -> String? {
    if topic == .people { return ["members", "month", "liquid"].first { fault.member.hasPrefix($0) } }
    guard let open = fault.member.firstIndex(of: "["), let close = fault.member.firstIndex(of: "]"),
      let index = Int(fault.member[fault.member.index(after: open)..<close])
    else { return fault.code == .tooManyLines && fault.member.hasPrefix(list) ? rows.last.map { $0 + "-name" } : nil }
    let member = fault.member[close...].dropFirst(2).prefix { $0 != "[" }
    let word =
      switch member {
      case "creditor": "name"
      case "atSource": "source"
      default: String(member)
      }
    switch fault.member[..<open] {
    case "expenses":
      guard sheet.expenses.indices.contains(index) else { return nil }
      if let place = expenses.firstIndex(of: sheet.expenses[index]) { return "\(rows[place])-\(word)" }
      // The same name on two pages: the one that was just written is to be told apart.
      guard fault.code == .nameTwice else { return nil }
      return expenses.firstIndex { $0.name == fault.line }.map { "\(rows[$0])-\(word)" }
    case "goals": return topic == .envelopes ? goalRows[safe: index].map { "\($0)-\(word)" } : nil
    case let name where name == list: return rows[safe: index].map { "\($0)-\(word)" }
    default: return nil
    }
  }

  private var list: String {
    switch topic {
    case .people: "members"
    case .income: "income"
    case .home, .daily, .care: "expenses"
    case .debts: "debts"
    case .envelopes: "envelopes"
    }
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
