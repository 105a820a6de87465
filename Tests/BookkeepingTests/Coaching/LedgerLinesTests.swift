import Coaching
import FinancialArithmetic
import LedgerCore
import Testing

@testable import Bookkeeping

/// What the ledger puts into a family's budget, and that nothing stands there twice.
struct LedgerLinesTests {
  private static let month = CivilMonth(day("2026-11-01"))
  private static let plan = StreamID("plan", ULID(milliseconds: 1, randomness: Array(repeating: 1, count: 10)))
  private static let hours = StreamID("service", ULID(milliseconds: 2, randomness: Array(repeating: 2, count: 10)))
  private static let rules = IncomeRules(percentile: 25, months: 6, declaredPercent: 80)

  private static func sheet(debts: [DebtLine] = [], income: [IncomeLine] = []) -> BudgetSheet {
    BudgetSheet(
      month: month, members: 2, liquid: .amount(euros(300)),
      income: [IncomeLine(name: "Salary", source: .salary, amount: .amount(euros(1_500)), frequency: .monthly)]
        + income,
      expenses: [], debts: debts)
  }

  private static func share(_ cents: Int, to creditor: String = "Lara Blù") -> DebtLine {
    DebtLine(
      creditor: creditor, balance: .amount(euros(600)), tier: .priority, instalment: .amount(Money(cents: cents)),
      next: Self.day("2026-12-05"), stream: plan)
  }

  private static func day(_ text: String) -> CivilDate {
    guard let day = CivilDate(text) else { preconditionFailure("'\(text)' is no day") }
    return day
  }

  private static func euros(_ euros: Int) -> Money { Money(cents: euros * 100) }

  @Test func `lines of the ledger take the place of those of an earlier sheet`() {
    let earlier = Self.sheet(debts: [Self.share(6_000)])
    let merged = LedgerLines(debts: [Self.share(4_000)], income: []).merged(into: earlier)
    #expect(merged.sheet.debts.map { $0.instalment?.money } == [Money(cents: 4_000)])
    #expect(merged.doubled.isEmpty)
    #expect(LedgerLines.none.merged(into: merged.sheet).sheet.debts.isEmpty, "what has ended is gone")
  }

  @Test func `a typed debt to a creditor whom the ledger knows is left out, however it is spelt, and told`() {
    let typed = DebtLine(
      creditor: "LARA BLU", balance: .unknown, tier: .priority, instalment: .amount(Self.euros(60)))
    let other = DebtLine(creditor: "Lara Blu, deposit", balance: .amount(Self.euros(100)), tier: .other)
    let merged = LedgerLines(debts: [Self.share(6_000)], income: []).merged(into: Self.sheet(debts: [typed, other]))
    #expect(merged.sheet.debts.map(\.creditor) == ["Lara Blu, deposit", "Lara Blù"])
    #expect(merged.doubled == ["LARA BLU"])
  }

  @Test func `merging a second time changes nothing`() {
    let hours = ServiceLine.hours(for: "Condominio", worth: Self.euros(84), Self.hours)
    let lines = LedgerLines(debts: [Self.share(6_000), Self.share(4_000, to: "Condominio")], income: [hours])
    let once = lines.merged(into: Self.sheet()).sheet
    #expect(lines.merged(into: once).sheet == once)
    #expect(once.fault == nil)
  }

  @Test func `hours of service neither raise the income nor double the debt, and no cash comes from them`() throws {
    let typed = IncomeLine(
      name: "Hours in the park", source: .service, amount: .amount(Self.euros(84)), frequency: .monthly)
    let hours = ServiceLine.hours(for: "Condominio", worth: Self.euros(84), Self.hours)
    let owed = ServiceLine.debt(
      to: "Condominio", Self.euros(300), tier: .priority, worth: Self.euros(84), Self.hours)
    let merged = LedgerLines(debts: [owed], income: [hours]).merged(into: Self.sheet(income: [typed]))
    #expect(merged.doubled == ["Hours in the park"])
    #expect(merged.sheet.fault == nil)
    let (with, without) = (
      try BudgetTerms(merged.sheet, rules: Self.rules), try BudgetTerms(Self.sheet(), rules: Self.rules)
    )
    #expect(with.y == without.y)
    #expect(with.a == without.a)
    #expect(CashLine(of: merged.sheet).points.map(\.balance) == CashLine(of: Self.sheet()).points.map(\.balance))
  }

  @Test(arguments: 0..<12)
  func `the sheet to begin with can be taken as it is, and edited again later, in any month`(months: Int) {
    let first = CivilMonth(Self.month.firstDay.adding(months: months))
    let sheet = BudgetSheet.example(from: first)
    #expect(sheet.fault == nil)
    for later in [0, 3, 30] {
      let again = sheet.toEdit(from: CivilMonth(first.firstDay.adding(months: later)))
      #expect(again.fault == nil, "\(again.fault.map { "\($0)" } ?? "")")
      #expect(again.income.map(\.amount) == sheet.income.map(\.amount))
    }
  }

  @Test func `what changed from one sheet to another is told line by line, with its weight in a month`() throws {
    let food = try #require(CoicopCode("01"))
    let before = Self.sheet(debts: [Self.share(6_000)])
    let after = BudgetSheet(
      month: Self.month, members: 3, liquid: .unknown,
      income: [IncomeLine(name: "Salary", source: .salary, amount: .amount(Self.euros(1_200)), frequency: .monthly)],
      expenses: [
        ExpenseLine(
          name: "Food", group: .food, coicop: food, amount: .amount(Self.euros(52)),
          frequency: .weekly, nature: .priority)
      ])
    let diff = BudgetDiff(before, after)
    #expect(diff.changed.map(\.name) == ["at hand", "at the table", "income:Salary", "expense:Food", "debt:Lara Blù"])
    #expect(diff.changed.map(\.monthly?.cents).suffix(3) == [-30_000, -22_533, 6_000])
    #expect(diff.monthly == Money(cents: -46_533))
    #expect(BudgetDiff(before, before).changed.isEmpty)
  }
}
