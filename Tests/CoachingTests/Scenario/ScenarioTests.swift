import Coaching
import LedgerCore
import Testing

@Suite struct ScenarioTests {
  private static let base: ULID = {
    guard let id = ULID("01J00000000000000000000000") else { preconditionFailure("a ULID") }
    return id
  }()

  private static let sheet = BudgetSheet.sample(
    liquid: .euros("100.00"), income: [.salary("1000.00")],
    expenses: [
      .rent("450.00"), .of("Spesa", "400.00", nature: .priority), .of("A=B@C:D", "0.00"), .of("Gas", nil, .twoMonthly),
    ], debts: [DebtLine(creditor: "Enel", balance: .unknown, tier: .priority, instalment: .euros("50.00"))],
    envelopes: [Envelope(name: "Bollo", target: euros("120.00"), balance: .zero, due: month("2027-12"))])

  private func compare(_ changes: String..., months: Int = 12) throws -> ScenarioComparison {
    let parsed = try changes.map { try Change(parsing: $0) }
    return try ScenarioComparison(
      of: ScenarioTests.sheet, named: "oggi", with: [Scenario(name: "se", base: ScenarioTests.base, changes: parsed)],
      months: months)
  }

  @Test func `hours cut in March name the first month below zero`() throws {
    let comparison = try compare("income:Stipendio=-30%@2027-03")
    #expect(comparison.outcomes.map(\.name) == ["oggi", "se"])
    #expect(comparison.base.cash.firstBelowZero == nil)
    #expect(comparison.base.cash.points.last?.balance == euros("1180.00"))
    let cut = comparison.scenarios[0]
    // 100 + 2 × 90, then 210 less each month.
    #expect(
      cut.cash.points.map(\.balance)
        == (2...11).reduce(into: ["190", "280"].map(euros)) { points, _ in
          points.append(points[points.count - 1] - euros("210.00"))
        })
    #expect(cut.cash.firstBelowZero == month("2027-04"))
    #expect(cut.cash.lowest?.month == month("2027-12"))
    #expect(cut.difference.income == euros("-3000.00") && cut.difference.expenses == .zero)
    #expect(cut.difference.rest == euros("-3000.00") && comparison.base.difference.rest == .zero)
  }

  /// A change, and what it adds to the base in twelve months: income, expenses, debts, envelopes.
  @Test(arguments: [
    ("expense:Affitto=650.00@2027-03..2027-05", [0, 600, 0, 0]), ("income:Stipendio=stop@2027-11", [-2000, 0, 0, 0]),
    ("income:Stipendio=start@2027-03", [-2000, 0, 0, 0]), ("+expense:Dentista=400.00/once@2027-05", [0, 400, 0, 0]),
    ("+income:Sostituzione=200.00@2027-11", [400, 0, 0, 0]), ("+income:Ore=50.00/weekly@2027-12", [250, 0, 0, 0]),
    ("debt:Enel=20.00@2027-01", [0, 0, -360, 0]), ("+debt:Comune=20.00@2027-02", [0, 0, 220, 0]),
    ("debt:Enel=stop@2027-07", [0, 0, -300, 0]), ("envelope:Bollo=stop@2027-07", [0, 0, 0, -60]),
    ("expense:A=B@C:D=10.00@2027-12", [0, 10, 0, 0]), ("expense:Gas=60.00@2027-01", [0, 360, 0, 0]),
    ("expense:Spesa=+12.5%@2027-01..2027-01", [0, 50, 0, 0]), ("expense:Spesa=-100%@2027-12", [0, -400, 0, 0]),
    ("+expense:Corso=90.00/quarterly@2027-02..2027-08", [0, 270, 0, 0]),
  ])
  func `a change redraws twelve months`(text: String, adds: [Int]) throws {
    let difference = try #require(compare(text).scenarios.first).difference
    let found = [difference.income, difference.expenses, difference.debts, difference.envelopes]
    #expect(found == adds.map { Money(cents: $0 * 100) })
    let change = try Change(parsing: text)
    #expect(try Change(parsing: change.description) == change)
    let scenario = Scenario(name: "se", base: ScenarioTests.base, changes: [change])
    #expect(try JSONDecoding.decodeExactly(Scenario.self, from: JSONEncoding.encode(scenario)) == scenario)
  }

  @Test func `changes are made in the order in which they are written`() throws {
    let comparison = try compare(
      "+income:Ore=100.00@2027-01", "income:Ore=200.00@2027-07", "income:Ore=+50%@2027-12", "expense:Gas=1.00@2027-01")
    let outcome = comparison.scenarios[0]
    #expect(outcome.difference.income == euros("1900.00"))
    #expect(outcome.cash.unknown == [] && comparison.base.cash.unknown == [LineName(.expense, "Gas")])
  }

  @Test func `a percentage is rounded to the cent, half away from zero`() throws {
    let sheet = BudgetSheet.sample(income: [.salary("0.05")])
    let calendar = BudgetCalendar(of: sheet)
    let half = try calendar.changed(by: [Change(parsing: "income:Stipendio=-50%@2027-01")], of: sheet)
    #expect(half.total(.income, in: month("2027-01")) == euros("0.03"))
  }

  @Test(arguments: [
    ("", "month"), ("income:Stipendio", "month"), ("income:Stipendio=-30%", "month"),
    ("income:Stipendio@2027-03", "month"),
    ("salary:Stipendio=1.00@2027-03", "names no line"), ("income:=1.00@2027-03", "names no line"),
    ("income:Stipendio=-30%@2027-3", "2027-3"), ("income:Stipendio=-30%@2027-03 ", "2027-03 "),
    ("income:Stipendio=-30%@2027-05..2027-03", "range"), ("income:Stipendio=-30%x@2027-03", "-30%x"),
    ("income:Stipendio=-101%@2027-03", "-101%"), ("income:Stipendio=-12.345%@2027-03", "percent"),
    ("income:Stipendio=-5.00@2027-03", "-5.00"), ("income:Stipendio=1,50@2027-03", "amount"),
    ("+income:Ore=50.00/daily@2027-03", "daily"), ("+income:Ore=50%@2027-03", "50%"),
    ("income:Stipendio=stop@2027-03..2027-05", "one month"), ("+envelope:Auto=50.00@2027-03", "envelope"),
    ("income:Stipendio=100000000.01@2027-03", "amount"),
  ])
  func `a change that says too little or too much is refused`(text: String, says: String) throws {
    let fault = #expect(throws: ScenarioFault.self) { try Change(parsing: text) }
    #expect(fault?.description.contains(says) == true, "\(String(describing: fault))")
  }

  @Test(arguments: [
    ("income:Salario=1.00@2027-03", "Stipendio"), ("debt:Affitto=1.00@2027-03", "Enel"),
    ("+income:Stipendio=1.00/monthly@2027-03", "there already"), ("+expense:Gas=1.00/monthly@2027-03", "there already"),
    ("expense:Gas=-10%@2027-03", "nobody knows"), ("income:Stipendio=1.00@2028-01", "2027-12"),
    ("income:Stipendio=1.00@2026-10..2026-12", "2027-01"), ("+expense:X=1.00/once@2028-01", "2027-12"),
  ])
  func `a change of a line that is not there is refused with what there is`(text: String, says: String) throws {
    let fault = try #require(throws: ScenarioFault.self) { try compare(text) }
    #expect(fault.description.contains(says), "\(fault)")
    #expect(fault.change == text)
  }

  @Test func `a scenario with more changes than anybody follows is refused`() throws {
    let change = try Change(parsing: "income:Stipendio=1.00@2027-03")
    let calendar = BudgetCalendar(of: ScenarioTests.sheet)
    let many = Array(repeating: change, count: Scenario.mostChanges + 1)
    #expect(throws: ScenarioFault.self) { try calendar.changed(by: many, of: ScenarioTests.sheet) }
    #expect(throws: Never.self) { try calendar.changed(by: Array(many.dropLast()), of: ScenarioTests.sheet) }
  }
}
