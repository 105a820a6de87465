import Coaching
import FinancialArithmetic
import LedgerCore
import Testing

@Suite struct IndicatorTests {
  private static let thresholds = IndicatorThresholds(
    arrears: Threshold(value: Figure(hundredths: 100), source: "house rule"),
    debtService: Threshold(value: Figure(hundredths: 3_000), source: "house rule"),
    housingOverburden: Threshold(value: Figure(hundredths: 4_000), source: "Eurostat, ilc_lvho07a"),
    realism: Threshold(value: Figure(hundredths: 1_500), source: "house rule"))

  private func indicators(_ sheet: BudgetSheet) throws -> BudgetIndicators {
    #expect(sheet.fault == nil, "\(String(describing: sheet.fault))")
    return try BudgetIndicators(sheet, rules: .standard, thresholds: IndicatorTests.thresholds, parameters: "it-2026")
  }

  @Test(arguments: [
    ("600.00", "40.00", Indicator.Flag.none), ("600.01", "40.00", .flagged), ("0.00", "0.00", .none),
  ])
  func `housing above 40 per cent of the disposable income is flagged, before rounding`(
    rent: String, reading: String, flag: Indicator.Flag
  ) throws {
    let found = try indicators(.sample(income: [.salary("1500.00")], expenses: [.rent(rent)])).housingOverburden
    #expect(found.reading.description == reading && found.flag == flag)
    #expect(found.formula == "housing-overburden-1" && found.parameters == "it-2026")
    #expect(found.inputs.map(\.name) == ["housing", "allowances", "disposable"])
  }

  @Test func `allowances leave both sides of the housing burden`() throws {
    let bonus = IncomeLine(
      name: "Bonus", source: .benefit, amount: .euros("200.00"), frequency: .monthly, pays: "Affitto")
    let found = try indicators(
      .sample(
        income: [.salary("1000.00"), bonus],
        expenses: [.rent("500.00"), .of("Luce", "60.00", group: .utilities), .of("Cibo", "300.00", group: .food)])
    ).housingOverburden
    // (560 − 200) ÷ (1200 − 200)
    #expect(found.reading == .value(Figure(hundredths: 3_600)))
  }

  @Test func `debt service and arrears are measured by the reliable income`() throws {
    let debts = [
      DebtLine(
        creditor: "Banca", balance: .euros("9000.00"), tier: .other, instalment: .euros("350.00"),
        arrears: .euros("700.00")),
      DebtLine(creditor: "Enel", balance: .euros("301.00"), tier: .priority, arrears: .euros("301.00")),
      DebtLine(creditor: "Tari", balance: .unknown, tier: .priority, arrears: .unknown),
    ]
    let found = try indicators(.sample(income: [.salary("1000.00")], debts: debts))
    #expect(found.debtService.reading.description == "35.00")
    #expect(found.debtService.flag == .flagged)
    #expect(try found.arrears.reading.description == "1.00" && found.arrears.flag == .critical)
  }

  @Test func `the buffer is told in months of what must go out`() throws {
    let debt = DebtLine(creditor: "Banca", balance: .unknown, tier: .other, instalment: .euros("100.00"))
    let sheet = BudgetSheet.sample(liquid: .euros("1500.00"), expenses: [.rent("900.00")], debts: [debt])
    #expect(try indicators(sheet).bufferMonths.reading.description == "1.50")
    let unknown = BudgetSheet.sample(liquid: .unknown, expenses: [.rent("900.00")])
    #expect(try indicators(unknown).bufferMonths.reading == .notDefined)
  }

  @Test(arguments: [
    ("0.00", "0.00"), ("999.99", "0.00"), ("1000.00", "1.00"), ("3500.00", "3.00"), ("24000.00", "> 24.00"),
  ])
  func `months without the main income are counted to the first that ends below zero`(
    liquid: String, reading: String
  ) throws {
    let sheet = BudgetSheet.sample(
      liquid: .euros(liquid), income: [.salary("1100.00"), .salary("1.00", name: "Piccolo")],
      expenses: [.rent("1001.00")])
    let found = try indicators(sheet).survivalMonths
    #expect(found.reading.description == reading)
    #expect(found.inputs.first { $0.name == "stopped" }?.amount == ExactAmount(euros("1100.00")))
  }

  @Test func `nothing is a part of nothing`() throws {
    let all = try indicators(.sample()).all()
    #expect(all.map(\.name) == [.housingOverburden, .debtService, .arrears, .bufferMonths, .survivalMonths])
    for indicator in all {
      #expect(indicator.reading.description == "not defined" && indicator.flag == .none, "\(indicator.name)")
    }
  }

  @Test func `realism looks at the last three months that were checked`() throws {
    let plan = BudgetSheet.sample(income: [.salary("1000.00")], expenses: [.rent("500.00")])
    func record(_ number: Int, paid: String) -> MonthRecord {
      let first = month("2027-0\(number)")
      return MonthRecord(
        plan: plan, month: first,
        actuals: [
          Actual(
            date: first.firstDay, amount: euros("1000.00"), text: "",
            category: .line(LineName(.income, "Stipendio"))),
          Actual(date: first.firstDay, amount: -euros(paid), text: "", category: .line(LineName(.expense, "Affitto"))),
        ])
    }
    let calm = try indicators(plan)
    // 3 × 225 ÷ 3 × 1500 is exactly the threshold.
    let records = [
      record(4, paid: "275.00"), record(1, paid: "0.00"), record(3, paid: "725.00"), record(2, paid: "725.00"),
    ]
    let found = calm.realism(records)
    #expect(found.reading.description == "15.00" && found.flag == .none)
    #expect(calm.realism(Array(records.prefix(2))).reading.description == "24.17")
    #expect(try calm.all(checked: records).map(\.name) == Indicator.Name.allCases)
    #expect(calm.realism([record(2, paid: "726.00")]).flag == .flagged)
  }

  @Test func `an indicator is stored with everything that explains it`() throws {
    let all = try indicators(
      .sample(liquid: .euros("50.00"), income: [.salary("1000.00")], expenses: [.rent("333.33")])
    )
    .all()
    let document = try JSONEncoding.encode(all)
    #expect(try JSONDecoding.decodeExactly([Indicator].self, from: document) == all)
    #expect(document.array?.first?["threshold"]?["source"]?.string == "Eurostat, ilc_lvho07a")
    #expect(document.array?.first?["reading"]?.string == "33.33")
    #expect(Reading("> 24.00") == .moreThan(Figure(hundredths: 2_400)) && Reading("lots") == nil)
  }
}
