@testable import Coaching
import FinancialArithmetic
import LedgerCore
import Testing

/// The worked figures of the formula, term by term.
struct CapacityFormulaTests {
  /// Twelve months that all bring the same.
  private func steady(_ net: String, opening: String = "0", first: Int = 0) throws -> CashForecast {
    let start = try #require(CivilMonth("2026-03"))
    var balance = euros(opening)
    return CashForecast(
      opening: balance,
      months: (0..<12).map { index in
        balance += euros(net)
        return CashForecast.Month(start.advanced(by: index), balance: balance)
      }, firstInstalment: start.advanced(by: first))
  }

  @Test func `a household of three`() throws {
    let result = try promise(y: "1950", e: "1480", a: "95", members: 3)
    #expect(result.terms.floor == exactly("1635.29") && result.terms.needs == exactly("1635.29"))
    #expect(result.terms.surplus == exactly("219.71"))
    #expect(result.uncappedSaving.description == "21.971" && result.terms.saving == exactly("20.00"))
    #expect(result.terms.fixed == exactly("199.71") && result.terms.cash == nil)
    #expect(result.terms.capacity.money == euros("199.71"))
    #expect(result.binding == CapacityBinding(bound: .surplus, needs: .floor, saving: .cap, zero: nil))
    #expect(result.binding.term == "C_static")
  }

  @Test(arguments: ["375.00", "219.71"])
  func `a buffer of 200 with nothing in the bank does not lower it`(net: String) throws {
    let result = try promise(y: "1950", e: "1480", a: "95", members: 3, cash: steady(net))
    #expect(result.terms.capacity.money == euros("199.71"))
    #expect(result.cash?.months.map(\.buffer.description).prefix(2) == ["20.00", "40.00"])
    #expect(result.cash?.months.last?.buffer == exactly("200.00"))
    #expect(result.terms.cash == (net == "375.00" ? exactly("355.00") : exactly("199.71")))
  }

  @Test func `one person with debts is bound by the share of income`() throws {
    let result = try promise(y: "2000", e: "900", a: "500", members: 1)
    #expect(result.terms.surplus == exactly("600.00") && result.share == exactly("100.00"))
    #expect(result.terms.capacity.money == euros("100.00"))
    #expect(result.binding == CapacityBinding(bound: .incomeShare, needs: .expenses, saving: .cap, zero: nil))
  }

  @Test(arguments: ["0", "800.00", "1635.29"])
  func `a rent benefit lightens the needs, also below the floor`(essentials: String) throws {
    let result = try promise(y: "1600", e: essentials, b: "250", members: 3)
    #expect(result.terms.needs == exactly("1385.29"))
    #expect(result.terms.surplus == exactly("214.71"))
    #expect(result.terms.capacity.money == euros("194.71"))
  }

  @Test func `only the result is floored`() throws {
    let result = try promise(y: "1000.00", e: "876.55", members: 1)
    #expect(result.terms.surplus.description == "123.45")
    #expect(result.terms.saving.description == "12.345" && result.terms.fixed.description == "111.105")
    #expect(result.terms.capacity.money == euros("111.10"))
    #expect(result.binding.saving == .percent && result.binding.needs == .expenses)
  }

  @Test func `nothing is promised where nothing is left, and somebody looks after it`() throws {
    let result = try promise(y: "1200", e: "1100", a: "150", members: 1)
    #expect(result.terms.surplus == exactly("-50.00") && result.terms.saving == .zero && result.terms.fixed == .zero)
    #expect(result.terms.capacity.money == .zero)
    #expect(result.binding == CapacityBinding(bound: .surplus, needs: .expenses, saving: .nothing, zero: .noSurplus))
    #expect(CapacityRoute.suggested(for: .zero) == [.moratorium, .hoursInstead, .benefitsCheck])
    #expect(CapacityRoute.suggested(for: euros("0.01")).isEmpty)
  }

  @Test func `debts may use up the share of income although something is left`() throws {
    let result = try promise(y: "2000", e: "900", a: "600", members: 1)
    #expect(result.terms.surplus == exactly("500.00") && result.terms.capacity.money == .zero)
    #expect(result.binding.zero == .shareUsedUp && result.binding.bound == .incomeShare)
  }

  @Test func `less than a cent is nothing`() throws {
    let result = try CapacityFormula(
      CapacityInputs(income: exactly("801.62") + ExactAmount(cents: 1, over: 2), essentials: .zero, members: 1),
      .worked)
    #expect(result.terms.capacity.money == .zero && result.binding.zero == .belowOneCent)
  }

  @Test func `the tightest month of the cash line decides`() throws {
    var months = try steady("300").months
    months[4] = CashForecast.Month(months[4].month, balance: euros("700.00"))
    let result = try promise(
      y: "1950", e: "1480", a: "95", members: 3, cash: CashForecast(opening: .zero, months: months))
    // (700 − 5 · 20) ÷ 5
    #expect(result.terms.cash == exactly("120.00") && result.terms.capacity.money == euros("120.00"))
    #expect(result.binding.bound == .cash && result.binding.term == "C_cash")
    #expect(result.cash?.tightest == months[4].month && result.cash?.months[4].instalments == 5)
  }

  @Test func `later instalments give the family time`() throws {
    let result = try promise(y: "1950", e: "1480", a: "95", members: 3, cash: steady("100", first: 2))
    let cash = try #require(result.cash)
    #expect(cash.months.count == 10 && cash.months[0].instalments == 1)
    #expect(cash.months[0].buffer == exactly("60.00") && cash.months[0].allows == exactly("240.00"))
    // (1200 − 200) ÷ 10
    #expect(result.terms.cash == exactly("100.00"))
  }

  @Test func `a month below zero before the first instalment leaves nothing to promise`() throws {
    var months = try steady("300").months
    months[0] = CashForecast.Month(months[0].month, balance: euros("-0.01"))
    let result = try promise(
      y: "1950", e: "1480", a: "95", members: 3,
      cash: CashForecast(opening: .zero, months: months, firstInstalment: months[1].month))
    #expect(result.terms.cash == .zero && result.cash?.belowZero == months[0].month && result.cash?.tightest == nil)
    #expect(result.terms.capacity.money == .zero && result.binding.zero == .cashBelowZero)
  }

  @Test func `a month that misses its buffer leaves nothing to promise`() throws {
    let result = try promise(y: "1950", e: "1480", a: "95", members: 3, cash: steady("15"))
    #expect(result.terms.cash == exactly("-5.00") && result.terms.capacity.money == .zero)
    #expect(result.binding == CapacityBinding(bound: .cash, needs: .floor, saving: .cap, zero: .bufferMissing))
  }

  @Test func `instalments that begin after the months looked at are refused`() throws {
    let months = try steady("300").months
    let late = CashForecast(opening: .zero, months: months, firstInstalment: months[0].month.advanced(by: 12))
    #expect(throws: CalculationError.self) { try promise(y: "1", e: "1", members: 1, cash: late) }
  }

  @Test(arguments: [
    ("-1", "0", "0", "0", 1, "Y: -1.00 is below zero"), ("0", "-0.01", "0", "0", 1, "E: "),
    ("0", "0", "-1", "0", 1, "A: "), ("0", "0", "0", "-1", 1, "B: "),
    ("200000000000", "0", "0", "0", 1, "Y: 200000000000.00 is above"), ("0", "0", "0", "900", 1, "B: 900.00 is more"),
    ("0", "0", "0", "0", 0, "members: 0 is not between 1 and 30"), ("0", "0", "0", "0", -3, "members: "),
    ("0", "0", "0", "0", 31, "members: "),
  ])
  func `what makes no sense is refused by name`(
    y: String, e: String, a: String, b: String, members: Int, reason: String
  ) throws {
    do {
      _ = try promise(y: y, e: e, a: a, b: b, members: members)
      Issue.record("it was computed")
    } catch let error as CalculationError {
      #expect("\(error)".hasPrefix(reason), "\(error)")
    }
  }
}
