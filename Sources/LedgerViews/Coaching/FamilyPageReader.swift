public import Bookkeeping
import Coaching
public import FamilyPages
import FinancialArithmetic
import Funds
public import LedgerCore

/// Gathers what a family's page shows: the newest budget, the ledger's own lines as they are today, what is signed.
public struct FamilyPageReader {
  private let bookkeeper: Bookkeeper
  private let book: BudgetBook
  private let names: Names
  private let sheet: BudgetSheet
  /// True where a budget is shown as it was sealed, without what has come since.
  private let isSealed: Bool

  /// - Parameter text: what the reader calls the family.
  public init(_ bookkeeper: Bookkeeper, _ household: ULID, named text: String) throws {
    self.bookkeeper = bookkeeper
    book = try bookkeeper.budget(of: household)
    names = try Names(bookkeeper)
    isSealed = false
    guard let newest = FamilyPageReader.newest(book.state) else {
      throw BudgetRefusals.nothingSealed([
        "household": text, "what": "budget", "step": "`mastro budget snapshot`",
      ])
    }
    let told = try bookkeeper.sheet(newest, "the newest budget", of: book.household)
    sheet = try bookkeeper.ledgerLines(of: book.household, from: told.month, on: book.day).merged(into: told).sheet
  }

  /// One budget as it was sealed, whatever has happened since: what a family reads before it signs that it is right.
  public init(_ bookkeeper: Bookkeeper, _ household: ULID, sealed record: Fingerprint) throws {
    self.bookkeeper = bookkeeper
    book = try bookkeeper.budget(of: household)
    names = try Names(bookkeeper)
    isSealed = true
    sheet = try bookkeeper.sheet(record, "the budget", of: household)
  }

  /// The plan that the family has agreed to or that waits for its yes, else what it told last, whichever is the newest.
  private static func newest(_ state: BudgetState) -> Fingerprint? {
    let records =
      [state.newestSnapshot.map { ($0.day, $0.record) }]
      + [state.agreedPlan, state.proposedPlan].map { plan in plan.map { ($0.day, $0.record) } }
    return records.compactMap { $0 }.enumerated().max { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }?.element
      .1
  }

  /// - Parameter meeting: the day on which family and educator see each other next; the ledger does not know it.
  public func page(meeting: CivilDate?) throws -> FamilyPage {
    var page = FamilyPage(
      family: names.name(book.household), month: sheet.month, members: sheet.members,
      coach: try coach() ?? "—", printed: book.day)
    page.income = sheet.income.filter { !FamilyPageReader.isHours($0) }.map {
      line($0.name, $0.amount, $0.frequency)
    }
    page.expenses = sheet.expenses.map { .init($0.group, line($0.name, $0.amount, $0.frequency)) }
    page.envelopes = sheet.envelopes.map {
      .init($0.name, monthly: .amount(MonthlyText.monthly($0, from: sheet.month)))
    }
    page.promises =
      try sheet.debts.filter { !($0.stream.map { $0.family == ServiceState.family } ?? false) }.map(promise)
      + (isSealed ? [] : hours())
    page.goals = try goals()
    page.dates = dates(meeting)
    page.capacity = try capacity()
    let cash = CashLine(of: sheet)
    if cash.isOpeningKnown, cash.points.contains(where: { $0.income.isPositive || $0.expenses.isPositive }) {
      page.cash = cash.points.map { .init($0.month, $0.balance) }
    }
    page.comparison = try comparison()
    page.unknowns = sheet.unknownCount
    page.codes = codes
    return page
  }

  private func coach() throws -> String? {
    guard let coach = book.state.coach else { return nil }
    return try bookkeeper.sealedName(bookkeeper.governing().members[coach]?.record) ?? coach.description
  }

  private var codes: [String] {
    guard let assessment = book.state.assessment else { return [] }
    return [assessment.id.description, assessment.formula.text, assessment.parameters.version]
  }

  /// Hours are no money: they stand among the promises.
  private static func isHours(_ line: IncomeLine) -> Bool {
    line.stream.map { $0.family == ServiceState.family } ?? false
      || line.source == .service && line.amount == .amount(.zero)
  }

  private func line(_ name: String, _ amount: Told, _ frequency: Frequency) -> FamilyPage.Line {
    FamilyPage.Line(name, monthly: monthly(amount, frequency), paid: amount, frequency: frequency)
  }

  private func monthly(_ told: Told, _ frequency: Frequency) -> Told {
    told.money.map { .amount(MonthlyText.monthly($0, frequency)) } ?? .unknown
  }

  private func promise(_ debt: DebtLine) -> FamilyPage.Promise {
    let share = debt.instalment.map { FamilyPage.Promise.Share.money(monthly($0, debt.frequency ?? .monthly)) }
    return FamilyPage.Promise(
      debt.creditor, share ?? .waits, next: debt.next.flatMap { $0 < book.day ? nil : $0 }, left: debt.balance.money,
      isWithheld: debt.atSource == true)
  }
}

extension FamilyPageReader {
  /// What agreements of service that run repay with hours, as many as the month's cap is worth.
  private func hours() throws -> [FamilyPage.Promise] {
    try bookkeeper.instruments(of: book.household).filter { $0.family == ServiceState.family }.compactMap { stream in
      let state: ServiceState = try bookkeeper.state(stream)
      guard let terms = state.terms, state.isAccepted, state.endedOn == nil, terms.hourlyRate.isPositive else {
        return nil
      }
      let creditor: String
      switch terms.debt {
      case .plan(_, let party, _), .claim(let party, _): creditor = names.name(party)
      case .loan(let id): creditor = try lender(StreamID("loan", id))
      }
      let minutes = terms.monthlyCap.cents * 60 / terms.hourlyRate.cents
      return FamilyPage.Promise(creditor, .minutes(minutes), left: state.totalLeft)
    }
  }

  private func lender(_ loan: StreamID) throws -> String {
    if let line = sheet.debts.first(where: { $0.stream == loan }) { return line.creditor }
    guard let fund = try bookkeeper.loan(loan)?.contract.purse.fund else { return "…" }
    let state: FundState = try bookkeeper.state(StreamID("fund", fund))
    return state.title.isEmpty ? fund.text : state.title
  }

  /// Those in the sheet, and those that were set since.
  private func goals() throws -> [Goal] {
    let later = try book.state.goals.compactMap { try bookkeeper.sealed($0.record, as: Goal.self) }
    return (sheet.goals + later).reduce(into: []) { known, goal in
      known.removeAll { $0.name == goal.name }
      known.append(goal)
    }
  }

  private static let mostDates = 5

  private func dates(_ meeting: CivilDate?) -> [FamilyPage.Event] {
    let calendar = BudgetCalendar(of: sheet, from: max(sheet.month, CivilMonth(book.day)), months: 3)
    var dates = calendar.byDay.filter { $0.line.list == .debt && $0.date >= book.day }.map {
      FamilyPage.Event($0.date, .instalment($0.line.name, .amount($0.amount)))
    }
    if let meeting { dates.append(.init(meeting, .meeting)) }
    return Array(dates.sorted { $0.day < $1.day }.prefix(FamilyPageReader.mostDates))
  }

  /// What binds today: an assessment that is too old is as good as none.
  private func capacity() throws -> FamilyPage.Capacity {
    guard let assessment = book.state.assessment else { return .open }
    if book.isSuspended { return .suspended }
    if book.isStale { return .open }
    let working = try bookkeeper.sealed(assessment.record, as: CapacityWorking.self)
    return .assessed(
      FamilyPage.Assessment(
        amount: assessment.capacity, terms: try working.map { try FamilyPage.Terms($0) },
        shares: try shares(of: assessment)))
  }

  /// Who has been promised a part of the capacity since it was assessed, and who keeps one for an offer.
  private func shares(of assessment: BudgetState.Assessment) throws -> [FamilyPage.Share] {
    let promised = try bookkeeper.instruments(of: book.household).flatMap { stream -> [FamilyPage.Share] in
      let part: Money
      switch stream.family {
      case PlanState.family:
        part = try (bookkeeper.state(stream) as PlanState).promise.part(under: assessment.id)
      case LoanState.family:
        part = try (bookkeeper.state(stream) as LoanState).promise.part(under: assessment.id)
      default: return []
      }
      return share(part, among: sheet.debts.filter { $0.stream == stream })
    }
    let bodies = try bookkeeper.governing().bodies
    return promised + book.reservations.map { FamilyPage.Share(bodies[$0.body]?.name ?? $0.body.text, $0.amount) }
  }

  /// A promise to the creditors of one instrument, each as far as its instalment goes; the last has the rest.
  private func share(_ part: Money, among debts: [DebtLine]) -> [FamilyPage.Share] {
    guard part.isPositive else { return [] }
    var rest = part
    let shares = debts.enumerated().map { index, debt -> FamilyPage.Share in
      let own = debt.instalment.flatMap { monthly($0, debt.frequency ?? .monthly).money } ?? .zero
      let amount = index == debts.count - 1 ? rest : min(own, rest)
      rest -= amount
      return FamilyPage.Share(debt.creditor, amount)
    }
    return shares.isEmpty ? [FamilyPage.Share("…", part)] : shares.filter(\.amount.isPositive)
  }

  /// The last month that was checked, as it was sealed.
  private func comparison() throws -> FamilyPage.Comparison? {
    guard let check = book.state.checks.max(by: { $0.month < $1.month }),
      let record = try bookkeeper.sealed(check.record, as: MonthRecord.self)
    else { return nil }
    return FamilyPage.Comparison(record)
  }
}

extension FamilyPage.Terms {
  /// Terms are exact; each is rounded to the cent here, and the page puts what that leaves into what living needs.
  fileprivate init(_ working: CapacityWorking) throws {
    let terms = working.terms
    let isFloor = working.binding.needs == .floor
    self.init(
      income: try terms.income.rounded(), living: try (isFloor ? terms.floor : terms.essentials).rounded(),
      isFloor: isFloor, benefits: try terms.benefits.rounded(), running: try terms.running.rounded(),
      savings: try terms.saving.rounded())
  }
}

extension FamilyPage.Comparison {
  fileprivate init(_ record: MonthRecord) {
    func row(_ subject: Subject, _ lines: [MonthRecord.Line], beside unmatched: Money = .zero) -> Row {
      Row(
        subject, planned: lines.compactMap(\.planned).reduce(.zero, +),
        happened: lines.map(\.actual).reduce(unmatched, +))
    }
    func lines(_ list: LineList) -> [MonthRecord.Line] { record.lines.filter { $0.line.list == list } }
    let expenses = record.groups.map { Row(.expense($0.group), planned: $0.planned, happened: $0.actual) }
    let all =
      [row(.income, lines(.income), beside: record.unmatched.incoming)] + expenses
      + [row(.rest, lines(.envelope), beside: record.unmatched.outgoing), row(.promises, lines(.debt))]
    self.init(month: record.month, rows: all.filter { $0.planned != .zero || $0.happened != .zero })
  }
}
