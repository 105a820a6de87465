import Coaching
import LedgerCore
import SeededRandom
import Testing

@Suite struct ActualsTests {
  private func actual(
    _ amount: String, _ text: String = "", from counterparty: String? = nil, on date: String = "2027-02-10",
    as category: String? = nil
  ) -> Actual {
    Actual(
      date: day(date), amount: euros(amount), text: text, counterparty: counterparty,
      category: category.flatMap { Category($0) })
  }

  private func rule(
    _ text: String, _ category: String, match: CategoryRule.Match = .contains, sign: CategoryRule.Sign? = nil,
    from counterparty: String? = nil
  ) throws -> CategoryRule {
    let category = try #require(Category(category))
    return try #require(
      CategoryRule(text: text, match: match, sign: sign, counterparty: counterparty, category: category))
  }

  @Test(arguments: ["income:Stipendio", "expense:A:B", "debt:Enel", "envelope:Bollo", "group:food", "transfer"])
  func `a category has one text form`(text: String) {
    #expect(Category(text)?.description == text)
  }

  @Test(arguments: ["", "food", "group:", "group:rent", "income:", "transfer:x", "Transfer"])
  func `what is no category is refused`(text: String) {
    #expect(Category(text) == nil)
  }

  @Test(arguments: [
    ("Università", "UNIVERSITA", true), ("ENEL  Servizio\tElettrico", "enel servizio elettrico", true),
    ("Łódź", "lodz", true), ("L’Aquila", "l'aquila", true), ("Strasse", "Straße", true),
    ("Coop", "Coop Lombardia", false),
  ])
  func `texts are compared without capitals, accents and needless spaces`(text: String, wanted: String, fits: Bool)
    throws
  {
    #expect(try rule(wanted, "group:food").fits(actual("-5.00", text)) == fits)
  }

  @Test func `a rule asks for sign, counterparty and the whole text only where it says so`() throws {
    let affitto = actual("-450.00", "Bonifico", from: "Rossi Càrlo")
    #expect(try rule("bonifico", "expense:Affitto", sign: .outgoing, from: "rossi carlo").fits(affitto))
    #expect(try !rule("bonifico", "expense:Affitto", sign: .incoming).fits(affitto))
    #expect(try !rule("bonifico", "expense:Affitto", from: "bianchi").fits(affitto))
    #expect(try rule("", "expense:Affitto", from: "rossi").fits(affitto))
    #expect(try !rule("bonif", "expense:Affitto", match: .equals).fits(affitto))
    #expect(try rule("BONIFICO", "expense:Affitto", match: .equals).fits(affitto))
    #expect(try !rule("bonifico", "expense:Affitto", sign: .outgoing).fits(actual("0.00", "Bonifico")))
    #expect(CategoryRule(text: " ", category: .transfer) == nil)
  }

  @Test func `the newest rule that fits holds, and takes the place of one that asked the same`() throws {
    var rules = CategoryRules()
    rules.remember(try rule("coop", "group:food"))
    rules.remember(try rule("coop viaggi", "group:leisure"))
    let trip = actual("-90.00", "COOP VIAGGI"), food = actual("-30.00", "coop 12")
    #expect(rules.category(for: trip) == .group(.leisure) && rules.category(for: food) == .group(.food))
    rules.remember(try rule("COOP", "group:other"))
    #expect(rules.rules.count == 2 && rules.category(for: trip) == .group(.other))
    let byHand = actual("-1.00", "coop", as: "transfer")
    #expect(
      rules.applied(to: [byHand, food, actual("-1.00", "?")]).map(\.category) == [.transfer, .group(.other), nil])
    #expect(try JSONDecoding.decodeExactly(CategoryRules.self, from: JSONEncoding.encode(rules)) == rules)
  }

  @Test func `the memory of rules has an end`() throws {
    var rules = CategoryRules()
    for number in 0...CategoryRules.most { rules.remember(try rule("n\(number)", "transfer", match: .equals)) }
    #expect(rules.rules.count == CategoryRules.most && rules.rules.last?.text == "n1")
  }

  private static let plan = BudgetSheet.sample(
    income: [.salary("1000.00")],
    expenses: [
      .rent("450.00"), .of("Spesa", "80.00", .weekly, group: .food, nature: .priority),
      .of("Gas", nil, group: .utilities),
    ], debts: [DebtLine(creditor: "Enel", balance: .unknown, tier: .priority, instalment: .euros("50.00"))],
    envelopes: [Envelope(name: "Bollo", target: euros("120.00"), balance: .zero, due: month("2027-12"))])

  @Test func `a month is plan against actual, by line, by group, and with what nobody explained`() throws {
    let record = MonthRecord(
      plan: ActualsTests.plan, month: month("2027-02"),
      actuals: [
        actual("950.00", as: "income:Stipendio"), actual("-450.00", as: "expense:Affitto"),
        actual("-300.00", as: "expense:Spesa"), actual("20.00", as: "expense:Spesa"),
        actual("-60.00", as: "group:food"),
        actual("-25.00", as: "group:leisure"), actual("-70.00", as: "expense:Gas"), actual("-50.00", as: "debt:Enel"),
        actual("-500.00", as: "transfer"), actual("-12.00"), actual("5.00"), actual("-8.00", as: "expense:Sparita"),
        actual("-999.00", on: "2027-03-01", as: "expense:Affitto"),
      ])
    let lines = record.lines.map { "\($0.line) \($0.planned?.description ?? "?") \($0.actual)" }
    #expect(
      lines == [
        "income:Stipendio 1000.00 950.00", "expense:Affitto 450.00 450.00", "expense:Spesa 320.00 280.00",
        "expense:Gas ? 70.00", "debt:Enel 50.00 50.00", "envelope:Bollo 10.00 0.00",
      ])
    let groups = record.groups.map { "\($0.group) \($0.planned) \($0.actual)" }
    #expect(groups == ["home 450.00 450.00", "utilities 0.00 70.00", "food 320.00 340.00", "leisure 0.00 25.00"])
    #expect(record.unmatched.count == 3)
    #expect(record.unmatched.incoming == euros("5.00") && record.unmatched.outgoing == euros("20.00"))
    #expect(record.income.planned == euros("1000.00") && record.income.actual == euros("955.00"))
    #expect(record.outgoing.planned == euros("830.00") && record.outgoing.actual == euros("955.00"))
    // 50 + 0 + 70 + 20 + 25 + 0 + 10, and the 25 that nobody explained
    #expect(record.planned == euros("1830.00") && record.deviation == euros("200.00"))
    #expect(record.lines[2].variance == euros("-40.00") && record.lines[3].variance == nil)
    #expect(try JSONDecoding.decodeExactly(MonthRecord.self, from: JSONEncoding.encode(record)) == record)
  }

  @Test func `a month that went exactly as planned does not differ`() {
    var random = SeededGenerator.printing()
    for _ in 0..<200 {
      let first = month("2027-01").advanced(by: Int.random(in: 0..<11, using: &random))
      let calendar = BudgetCalendar(of: ActualsTests.plan, from: first, months: 1)
      let actuals = calendar.rows.flatMap { row in
        row.payments.map {
          Actual(
            date: $0.date, amount: row.line.list.comesIn ? $0.amount : -$0.amount, text: "", category: .line(row.line))
        }
      }.shuffled(using: &random)
      let record = MonthRecord(plan: ActualsTests.plan, month: first, actuals: actuals)
      #expect(record.deviation == .zero && record.unmatched.count == 0)
      #expect(record.income.variance == .zero && record.outgoing.variance == .zero)
    }
  }
}
