import FinancialArithmetic
import LedgerCore
import Testing

@testable import Coaching

/// The document that explains an assessment.
struct CapacityWorkingTests {
  private func sheet(liquid: Told = .amount(euros("350")), seasonal: Bool = false) throws -> BudgetSheet {
    let year =
      Array(repeating: euros("0"), count: 4) + Array(repeating: euros("1500"), count: 5)
      + Array(repeating: euros("0"), count: 3)
    let season = IncomeLine(
      name: "Alberghi", source: .salary, amount: .unknown, frequency: .monthly, certainty: .seasonal,
      history: year + year)
    return BudgetSheet(
      month: try #require(CivilMonth("2026-03")), members: 3, liquid: liquid,
      income: [
        IncomeLine(name: "Stipendio", source: .salary, amount: .amount(euros("1900")), frequency: .monthly),
        IncomeLine(
          name: "Contributo affitto", source: .benefit, amount: .amount(euros("250")), frequency: .monthly,
          pays: "Affitto"),
        IncomeLine(
          name: "Lavoretti", source: .other, amount: .amount(euros("80")), frequency: .weekly, certainty: .irregular),
        IncomeLine(name: "Regalo", source: .familyHelp, amount: .amount(euros("100")), frequency: .once),
      ] + (seasonal ? [season] : []),
      expenses: [
        ExpenseLine(
          name: "Affitto", group: .home, coicop: try #require(CoicopCode("04.1")), amount: .amount(euros("700")),
          frequency: .monthly, nature: .fixed),
        ExpenseLine(
          name: "Luce", group: .utilities, coicop: try #require(CoicopCode("04.5")), amount: .unknown,
          frequency: .twoMonthly, nature: .priority),
        ExpenseLine(
          name: "Cinema", group: .leisure, coicop: try #require(CoicopCode("09")), amount: .amount(euros("20")),
          frequency: .monthly, nature: .flexible),
      ],
      debts: [
        DebtLine(
          creditor: "Enel", balance: .amount(euros("600")), tier: .priority, instalment: .amount(euros("95")))
      ])
  }

  @Test func `a sheet's terms, with what was not counted and why`() throws {
    let working = try CapacityWorking(sheet(), .worked)
    // 80 · 52 ÷ 12 · 80 %
    #expect(working.terms.income.description == "6532/3")
    #expect(working.terms.essentials == exactly("700") && working.terms.benefits == exactly("250"))
    #expect(working.terms.running == exactly("95") && working.terms.floor == exactly("1635.29"))
    #expect(working.terms.surplus.text(decimals: 6) == "697.043333")
    #expect(working.capacity == euros("558.20") && working.binding.bound == .incomeShare)
    let notes = Dictionary(uniqueKeysWithValues: working.notes.map { ($0.code, $0.names) })
    #expect(notes[.unknown] == ["Luce"] && notes[.oneOff] == ["Regalo"] && notes[.flexible] == ["Cinema"])
    #expect(notes[.purposeBound] == ["Contributo affitto"] && notes[.declared] == ["Lavoretti"])
    #expect(notes[.liquidUnknown] == nil && notes[.noCalendar] == nil)
    #expect(working.indicators.map(\.name).contains(.debtService))
    #expect(working.cashLine?.points.count == 12 && working.cash?.months.count == 12)
    #expect(working.file == CapacityParameters.worked.file && working.formula == "capacity-1")
  }

  @Test func `it is sealed in one spelling and opened again`() throws {
    for working in [
      try CapacityWorking(sheet(seasonal: true), .worked, months: 24),
      try CapacityWorking(CapacityInputs(income: exactly("900"), essentials: .zero, members: 1), .worked),
    ] {
      let bytes = try working.canonicalBytes()
      let again = try CapacityWorking(reading: bytes)
      #expect(again == working)
      #expect(try again.canonicalBytes() == bytes)
      #expect(again.parameters.digest == working.parametersDigest)
    }
  }

  @Test func `every term has its sentence, and the last one says what binds`() throws {
    let lines = try CapacityWorking(
      CapacityInputs(
        income: exactly("1950"), essentials: exactly("1480"), running: exactly("95"), members: 3), .worked
    ).explanation
    #expect(
      lines == [
        "Y: 1950.00 a month can be counted on.",
        "N: 1635.29 is needed; the floor 'dignity' for 3 people (F 1635.29) is above the essential expenses (E 1480.00).",
        "R: 219.71 is left after needs and the instalments that run already (A 95.00).",
        "Sav: 20.00 of it is put by, the most that is asked; 10 % would be 21.971.",
        "C_static: 199.71, the smaller of what is left after saving and of 490.00, which is 30 % of Y less A.",
        "C_cash: absent, for nobody has laid out the coming months.",
        "C: 199.71 a month may be added; what is left after saving decides.",
      ])
    let none = try CapacityWorking(
      CapacityInputs(income: exactly("1200"), essentials: exactly("1100"), running: exactly("150"), members: 1), .worked
    )
    #expect(none.explanation.last?.contains("for now no instalment can be promised") == true)
    #expect(none.explanation.allSatisfy { !$0.contains("C: 0.00") })
    #expect(none.routes == CapacityRoute.allCases)
  }

  @Test func `a calendar is absent, and it is said so`() throws {
    let working = try CapacityWorking(withoutCalendar: sheet(liquid: .unknown), .worked)
    #expect(working.terms.cash == nil && working.cash == nil && working.cashLine == nil && working.month == nil)
    #expect(working.notes.contains { $0.code == .noCalendar } && !working.notes.contains { $0.code == .liquidUnknown })
    #expect(try CapacityWorking(sheet(liquid: .unknown), .worked).notes.contains { $0.code == .liquidUnknown })
  }

  @Test func `months by season only where somebody works by season`() throws {
    #expect(try CapacityWorking(sheet(), .worked).seasons == nil)
    let seasons = try #require(try CapacityWorking(sheet(seasonal: true), .worked).seasons)
    #expect(seasons.months.count == 12 && seasons.average.isPositive)
    #expect(try CapacityWorking(sheet(seasonal: true), .worked).notes.contains { $0.code == .worseYear })
  }

  @Test func `months outside the horizon are refused`() throws {
    for months in [0, 11, 25, .max, .min] {
      #expect(throws: CalculationError.self) { try CapacityWorking(sheet(), .worked, months: months) }
    }
    let early = try #require(CivilMonth("2026-02"))
    #expect(throws: CalculationError.self) { try CapacityWorking(sheet(), .worked, firstInstalment: early) }
    let late = try #require(CivilMonth("2027-03"))
    #expect(throws: CalculationError.self) { try CapacityWorking(sheet(), .worked, firstInstalment: late) }
  }

  @Test func `every note has words`() {
    for code in CapacityNote.Code.allCases { #expect(CapacityNote(code, ["Luce"]).sentence.hasSuffix(".")) }
  }
}
