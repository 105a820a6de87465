import Coaching
import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

@Suite struct BudgetTermsTests {
  private func terms(_ sheet: BudgetSheet) throws -> BudgetTerms {
    #expect(sheet.fault == nil, "\(String(describing: sheet.fault))")
    return try BudgetTerms(sheet, rules: .standard)
  }

  private func irregular(
    _ name: String, _ sums: [Int]?, amount: Told = .unknown, frequency: Frequency = .monthly,
    pays: String? = nil
  ) -> IncomeLine {
    IncomeLine(
      name: name, source: pays == nil ? .other : .benefit, amount: amount, frequency: frequency,
      certainty: .irregular, history: sums.map { $0.map { Money(cents: $0 * 100) } }, pays: pays)
  }

  @Test(
    arguments: [
      ([400, 500, 600, 800, 900, 1000], "500.00"), ([1000, 900, 800, 600, 500, 400], "500.00"),
      ([0, 0, 600, 800, 900, 1000], "0.00"), ([400, 500, 600, 800], nil),
      ([0, 100, 200, 300, 400, 500, 600, 700], "100.00"),
      ([300, 300, 300, 300, 300, 300, 300, 300, 300], "300.00"),
    ] as [([Int], String?)])
  func `the 25th percentile is taken by nearest rank, zero months counted`(sums: [Int], counted: String?) {
    #expect(IncomeRules.standard.percentile(of: sums.map { Money(cents: $0 * 100) }) == counted.map(euros))
  }

  /// Y 1950, E 1480 and A 95: the inputs from which the specification works out R 219.71.
  @Test func `the worked household of three is a sheet with a thirteenth salary and weekly shopping`() throws {
    let found = try terms(
      .sample(
        income: [.salary("1800.00", .thirteenSalaries)],
        expenses: [
          .rent("640.00"), .of("Spesa", "180.00", .weekly, group: .food, nature: .priority),
          .of("Assicurazione", "720.00", .yearly), .of("Cinema", "25.00", nature: .flexible),
        ],
        debts: [DebtLine(creditor: "Banca", balance: .unknown, tier: .other, instalment: .euros("95.00"))]))
    #expect(try found.y.rounded() == euros("1950.00"))
    #expect(try found.e.rounded() == euros("1480.00"))
    #expect(try found.a.rounded() == euros("95.00") && found.b == .zero)
  }

  @Test func `irregular income is counted once for the household`() throws {
    // Alone 100 and 100; together every month has 500 at least.
    let sheet = BudgetSheet.sample(income: [
      irregular("Lui", [9_999, 100, 400, 100, 400, 100, 400]), irregular("Lei", [400, 100, 400, 100, 400, 100]),
      .salary("700.00"),
    ])
    let found = try terms(sheet)
    #expect(try found.y.rounded() == euros("1200.00"))
    #expect(found.income.map(\.basis) == [.reliable, .percentile])
    #expect(found.income[1].names == ["Lui", "Lei"] && found.income[1].told == nil)
  }

  @Test func `with too few months 80 per cent of what is declared counts`() throws {
    let found = try terms(
      .sample(income: [irregular("Lavoretti", [900, 900, 900, 900, 900], amount: .euros("100.00"), frequency: .weekly)])
    )
    #expect(found.income[0].basis == .declared)
    #expect(found.y.description == "1040/3")
  }

  @Test func `seasonal work counts by the worse of two years`() throws {
    let months = Array(repeating: Money.zero, count: 6) + [Money](repeating: euros("1500.00"), count: 6)
    let better = Array(repeating: Money.zero, count: 5) + [Money](repeating: euros("1500.00"), count: 7)
    for history in [months + better, better + months, [euros("9999.00")] + months + better] {
      let line = IncomeLine(
        name: "Spiaggia", source: .salary, amount: .euros("1500.00"), frequency: .months([5, 6, 7, 8, 9]),
        certainty: .seasonal, history: history)
      let found = try terms(.sample(income: [line]))
      #expect(try found.y.rounded() == euros("750.00"))
      #expect(found.income[0].basis == .worseYear)
    }
  }

  @Test func `one-offs, purpose-bound benefits and disability allowances are no income`() throws {
    let sheet = BudgetSheet.sample(
      income: [
        IncomeLine(name: "Arretrati", source: .salary, amount: .euros("500.00"), frequency: .once),
        IncomeLine(
          name: "Regalo", source: .familyHelp, amount: .euros("50.00"), frequency: .monthly, certainty: .oneOff),
        IncomeLine(
          name: "Accompagnamento", source: .disabilityAllowance, amount: .euros("540.00"), frequency: .monthly),
        IncomeLine(
          name: "Bonus affitto", source: .benefit, amount: .euros("250.00"), frequency: .monthly, pays: "Affitto"),
        IncomeLine(name: "Lavoro", source: .salary, amount: .unknown, frequency: .monthly), .salary("1600.00"),
      ], expenses: [.rent("450.00")])
    let found = try terms(sheet)
    #expect(try found.y.rounded() == euros("1600.00") && found.b.rounded() == euros("250.00"))
    #expect(
      found.income.map(\.basis) == [.oneOff, .oneOff, .disabilityAllowance, .purposeBound, .unknown, .reliable])
    #expect(found.unknown == [LineName(.income, "Lavoro")])
  }

  @Test(arguments: [
    ("250.00", ExpenseLine.Nature.fixed, "250.00"), ("600.00", .priority, "450.00"), ("250.00", .flexible, "0.00"),
  ])
  func `a benefit lightens needs as far as the expense that it pays`(
    benefit: String, nature: ExpenseLine.Nature, counted: String
  ) throws {
    let sheet = BudgetSheet.sample(
      income: [
        IncomeLine(name: "Bonus", source: .benefit, amount: .euros(benefit), frequency: .monthly, pays: "Affitto")
      ], expenses: [.of("Affitto", "450.00", nature: nature)])
    #expect(try terms(sheet).b.rounded() == euros(counted))
  }

  @Test func `two benefits for one expense do not count above it`() throws {
    func benefit(_ name: String, _ amount: String) -> IncomeLine {
      IncomeLine(name: name, source: .benefit, amount: .euros(amount), frequency: .monthly, pays: "Affitto")
    }
    let found = try terms(
      .sample(income: [benefit("Comune", "300.00"), benefit("Regione", "300.00")], expenses: [.rent("450.00")]))
    #expect(try found.benefits.map { try $0.counted.rounded() } == ["300.00", "150.00"].map(euros))
  }

  @Test func `what is withheld is added back to Y and stands in A`() throws {
    let sheet = BudgetSheet.sample(
      income: [
        IncomeLine(
          name: "Stipendio", source: .salary, amount: .euros("1200.00"), frequency: .thirteenSalaries,
          withheld: euros("120.00"))
      ],
      debts: [
        DebtLine(
          creditor: "Cessione", balance: .unknown, tier: .other, instalment: .euros("120.00"),
          frequency: .thirteenSalaries,
          atSource: true),
        DebtLine(
          creditor: "Fondo", balance: .euros("900.00"), tier: .other, instalment: .euros("50.00"),
          stream: "loan/01J00000000000000000000000"),
        DebtLine(creditor: "Enel", balance: .euros("80.00"), tier: .priority),
      ])
    let found = try terms(sheet)
    #expect(try found.y.rounded() == euros("1430.00") && found.a.rounded() == euros("180.00"))
    #expect(found.running.map(\.name) == ["Stipendio", "Fondo"])
    #expect(found.running.map(\.atSource) == [true, false] && found.running[1].stream != nil)
  }

  @Test func `essential expenses, what comes once a year, and envelopes make up E`() throws {
    let sheet = BudgetSheet.sample(
      expenses: [
        .rent("450.00"), .of("Assicurazione", "480.00", .yearly), .of("Gas", nil),
        .of("Palestra", "30.00", nature: .flexible), .of("Spesa", "90.00", .weekly, nature: .priority),
      ],
      envelopes: [Envelope(name: "Bollo", target: euros("200.00"), balance: euros("50.00"), due: month("2027-06"))])
    let found = try terms(sheet)
    // 450 + 40 + 390 + 25
    #expect(found.e.description == "905.00")
    #expect(found.unknown == [LineName(.expense, "Gas")])
    let document = try JSONEncoding.encode(found)
    #expect(document["E"]?.string == "905.00")
    #expect(try JSONDecoding.decodeExactly(BudgetTerms.self, from: document) == found)
  }

  @Test func `the terms of every sheet that passes exist, and are never negative`() throws {
    var random = SeededGenerator.printing()
    var passed = 0
    for _ in 0..<1_000 {
      let sheet = BudgetTermsTests.sheet(&random)
      guard sheet.fault == nil else { continue }
      passed += 1
      let found = try BudgetTerms(sheet, rules: .standard)
      for term in [found.y, found.e, found.b, found.a] { #expect(term >= .zero) }
      #expect(try found.b <= ExactAmount.sum(sheet.expenses.compactMap(\.monthly)))
    }
    #expect(passed > 100)
  }

  private static func sheet(_ random: inout SeededGenerator) -> BudgetSheet {
    let frequencies: [Frequency] = [.weekly, .monthly, .quarterly, .yearly, .fourteenSalaries, .once, .months([3, 9])]
    func told(_ random: inout SeededGenerator) -> Told {
      Int.random(in: 0..<5, using: &random) == 0 ? .unknown : .amount(Money(cents: random.cents(upTo: 1_000_000)))
    }
    let expenses = (0..<Int.random(in: 1...6, using: &random)).map { number in
      ExpenseLine.of(
        "E\(number)", Money(cents: random.cents(upTo: 200_000)).description, random.pick(frequencies),
        nature: random.pick(ExpenseLine.Nature.allCases))
    }
    let income = (0..<Int.random(in: 0...6, using: &random)).map { number in
      let months = random.pick([0, 3, 6, 24, 30])
      let history = (0..<months).map { _ in Money(cents: random.cents(upTo: 200_000)) }
      return IncomeLine(
        name: "I\(number)", source: .benefit, amount: told(&random), frequency: random.pick(frequencies),
        certainty: random.pick(IncomeLine.Certainty.allCases), history: history,
        pays: Bool.random(using: &random) ? nil : random.pick(expenses).name,
        withheld: Bool.random(using: &random) ? nil : Money(cents: random.cents(upTo: 10_000)))
    }
    let envelopes = (0..<Int.random(in: 0...6, using: &random)).map { number in
      Envelope(
        name: "B\(number)", target: Money(cents: random.cents(upTo: 100_000)), balance: .zero,
        due: month("2027-01").advanced(by: Int.random(in: 0..<36, using: &random)))
    }
    return .sample(income: income, expenses: expenses, envelopes: envelopes)
  }
}
