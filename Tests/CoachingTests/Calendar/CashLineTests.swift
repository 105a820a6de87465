import Coaching
import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

@Suite struct CashLineTests {
  @Test func `the lowest month and the first below zero are named`() throws {
    let sheet = BudgetSheet.sample(
      liquid: .euros("100.00"), income: [.salary("1000.00", .thirteenSalaries)],
      expenses: [
        .rent("950.00"), .of("Assicurazione", "600.00", .yearly, next: day("2027-04-15")),
        .of("Regali", "20.00", .months([12]), nature: .flexible),
      ])
    let cash = CashLine(of: sheet)
    #expect(
      cash.points.map(\.balance)
        == [
          "150", "200", "250", "-300", "-250", "-200", "-150", "-100", "-50", "0", "50", "1080",
        ].map(euros))
    #expect(cash.lowest?.month == month("2027-04"))
    #expect(cash.firstBelowZero == month("2027-04"))
    #expect(cash.points[11].income == euros("2000.00"))
    let text = try JSONEncoding.encode(cash)
    #expect(try JSONDecoding.decodeExactly(CashLine.self, from: text) == cash)
  }

  @Test func `the first of two equally low months is the lowest`() {
    let cash = CashLine(of: .sample(liquid: .euros("10.00")), months: 24)
    #expect(cash.points.count == 24 && cash.lowest?.month == month("2027-01") && cash.firstBelowZero == nil)
  }

  @Test func `what nobody knows is left out and counted`() {
    let cash = CashLine(
      of: .sample(
        liquid: .unknown, income: [.salary("100.00")], expenses: [.of("Luce", nil)],
        debts: [DebtLine(creditor: "Enel", balance: .unknown, tier: .priority, instalment: .unknown)]))
    #expect(cash.unknown == [LineName(.expense, "Luce"), LineName(.debt, "Enel")])
    #expect(!cash.isOpeningKnown && cash.opening == .zero)
    #expect(cash.points[0].balance == euros("100.00"))
  }

  @Test func `instalments end where the balance is paid, and what is taken at the source is not in the purse`() {
    let sheet = BudgetSheet.sample(debts: [
      DebtLine(
        creditor: "Enel", balance: .euros("250.00"), tier: .priority, instalment: .euros("100.00"),
        next: day("2027-02-10")),
      DebtLine(creditor: "Banca", balance: .unknown, tier: .other, instalment: .euros("30.00"), frequency: .quarterly),
      DebtLine(
        creditor: "Cessione", balance: .unknown, tier: .other, instalment: .euros("200.00"), atSource: true),
    ])
    let calendar = BudgetCalendar(of: sheet)
    #expect(
      calendar.months.map { calendar.total(.debt, in: $0) }
        == [
          "30", "100", "100", "80", "0", "0", "30", "0", "0", "30", "0", "0",
        ].map(euros))
    let later = BudgetCalendar(of: sheet, from: month("2027-04"), months: 3)
    #expect(later.months.map { later.total(.debt, in: $0) } == ["80", "0", "0"].map(euros))
  }

  @Test func `an envelope is filled in equal parts, and the last one closes`() throws {
    let envelope = Envelope(name: "Bollo", target: euros("120.00"), balance: euros("20.00"), due: month("2027-03"))
    #expect(envelope.parts(from: month("2027-01")) == ["33.33", "33.33", "33.34"].map(euros))
    #expect(try envelope.monthly(from: month("2027-01")).times(3) == .init(euros("100.00")))
    #expect(envelope.parts(from: month("2027-03")) == [euros("100.00")])
    #expect(envelope.parts(from: month("2027-04")) == [] && envelope.monthly(from: month("2027-04")) == .zero)
    let full = Envelope(name: "Pieno", target: euros("10.00"), balance: euros("12.00"), due: month("2027-03"))
    #expect(full.missing == .zero && full.parts(from: month("2027-01")) == [.zero, .zero, .zero])
    let calendar = BudgetCalendar(of: .sample(envelopes: [envelope, full]))
    #expect(calendar.total(.envelope) == euros("100.00"))
    #expect(calendar.total(.envelope, in: month("2027-03")) == euros("33.34"))
  }

  @Test func `the parts of an envelope always come to what is missing`() {
    var random = SeededGenerator.printing()
    for _ in 0..<2_000 {
      let target = Money(cents: random.cents(upTo: 10_000_000))
      let balance = Money(cents: Int.random(in: 0...target.cents, using: &random))
      let due = month("2027-01").advanced(by: Int.random(in: 0..<120, using: &random))
      let envelope = Envelope(name: "E", target: target, balance: balance, due: due)
      let parts = envelope.parts(from: month("2027-01"))
      #expect(parts.reduce(.zero, +) == envelope.missing)
      #expect(Set(parts.dropLast()).count <= 1 && parts.allSatisfy { $0 >= .zero })
      #expect(parts.last.map { $0 - (parts.first ?? .zero) < Money(cents: parts.count) } == true)
    }
  }

  @Test func `days are listed with what comes in first`() {
    let calendar = BudgetCalendar(
      of: .sample(
        income: [
          IncomeLine(
            name: "Paga", source: .salary, amount: .euros("900.00"), frequency: .monthly, next: day("2027-01-05"))
        ], expenses: [.rent("400.00", next: day("2027-01-05")), .of("Spesa", "80.00", .weekly)]), months: 1)
    #expect(
      calendar.byDay.map(\.line.name) == ["Spesa", "Paga", "Affitto", "Spesa", "Spesa", "Spesa", "Spesa"])
    #expect(calendar.byDay.map(\.date.day) == [1, 5, 5, 8, 15, 22, 29])
  }

  @Test func `the prudent calendar counts what the formula counts`() {
    let history = (1...24).map { number in
      // The newest month is December 2026; the older year is the worse one, with work from June to August only.
      number > 12 ? euros("200.00") : (6...8).contains(number) ? euros("500.00") : .zero
    }
    let sheet = BudgetSheet.sample(income: [
      IncomeLine(
        name: "Raccolta", source: .salary, amount: .unknown, frequency: .monthly, certainty: .seasonal,
        history: history),
      IncomeLine(
        name: "Pulizie", source: .other, amount: .euros("100.00"), frequency: .weekly, certainty: .irregular),
      .salary("1000.00"),
    ])
    #expect(sheet.fault == nil)
    let told = CashLine(of: sheet)
    #expect(told.unknown == [LineName(.income, "Raccolta")])
    #expect(told.points[0].income == euros("1500.00"))
    let prudent = CashLine(of: sheet, counting: .standard)
    #expect(prudent.unknown == [])
    // 100 a week is 433.33… a month, of which 80 % are 346.66….
    #expect(prudent.points[0].income == euros("1346.66"))
    #expect(prudent.points[6].income == euros("1846.66"))
  }

  @Test func `two irregular incomes are one row of the prudent calendar`() throws {
    func irregular(_ name: String, _ sums: String...) -> IncomeLine {
      IncomeLine(
        name: name, source: .other, amount: .unknown, frequency: .monthly, certainty: .irregular,
        history: sums.map(euros))
    }
    // Alone 1000 each; but every other month only one of them works.
    let sheet = BudgetSheet.sample(income: [
      irregular("Lui", "1000", "0", "1000", "1000", "1000", "1000"),
      irregular("Lei", "0", "1000", "1000", "1000", "1000", "1000"),
    ])
    let calendar = BudgetCalendar(of: sheet, counting: .standard)
    #expect(calendar.rows.map(\.line) == [LineName(.income, "Lui + Lei")])
    #expect(calendar.total(.income, in: month("2027-05")) == euros("1000.00"))
    #expect(try BudgetTerms(sheet, rules: .standard).y.rounded() == euros("1000.00"))
  }
}
