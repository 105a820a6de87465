import Coaching
import LedgerCore
import Testing

@Suite struct SheetCheckTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let sheet: BudgetSheet
    let member: String
    let says: String
    var testDescription: String { "\(member): \(says)" }
  }

  private static func income(
    _ name: String = "Paga", amount: Told = .euros("500.00"), frequency: Frequency = .monthly,
    certainty: IncomeLine.Certainty = .reliable, source: IncomeLine.Source = .salary, next: String? = nil,
    history: Int? = nil, pays: String? = nil, withheld: String? = nil
  ) -> IncomeLine {
    IncomeLine(
      name: name, source: source, amount: amount, frequency: frequency, certainty: certainty, next: next.map(day),
      history: history.map { Array(repeating: euros("100.00"), count: $0) }, pays: pays,
      withheld: withheld.map(euros))
  }

  private static func debt(
    _ creditor: String = "Enel", balance: Told = .euros("300.00"), instalment: Told? = .euros("20.00"),
    arrears: Told? = nil, atSource: Bool = false, next: String? = nil, stream: StreamID? = nil
  ) -> DebtLine {
    DebtLine(
      creditor: creditor, balance: balance, tier: .priority, instalment: instalment, arrears: arrears,
      atSource: atSource, next: next.map(day), stream: stream)
  }

  private static let wrong: [Row] = [
    Row(sheet: .sample(members: 0), member: "members", says: "how many eat"),
    Row(sheet: .sample(members: 31), member: "members", says: "how many eat"),
    Row(sheet: .sample(month: "1867-01"), member: "month", says: "1867-01"),
    Row(sheet: .sample(liquid: .euros("100000000.01")), member: "liquid", says: "decimal point"),
    Row(sheet: .sample(income: [income("")]), member: "income[0].name", says: "empty"),
    Row(sheet: .sample(income: [income(" Paga")]), member: "income[0].name", says: "space"),
    Row(sheet: .sample(income: [income("Pa\nga")]), member: "income[0].name", says: "one line"),
    Row(sheet: .sample(income: [income("Pa\u{1B}ga")]), member: "income[0].name", says: "control character"),
    Row(sheet: .sample(income: [income("Pa\u{2028}ga")]), member: "income[0].name", says: "one line"),
    Row(sheet: .sample(income: [income("Pa\u{202E}ga")]), member: "income[0].name", says: "type it anew"),
    Row(sheet: .sample(income: [income("Paga\u{200B}")]), member: "income[0].name", says: "invisible"),
    Row(
      sheet: .sample(income: [income(String(repeating: "x", count: 81))]), member: "income[0].name", says: "80 at most"),
    Row(sheet: .sample(income: [income("A"), income("B"), income("A")]), member: "income[2].name", says: "twice"),
    Row(sheet: .sample(income: (1...51).map { income("P\($0)") }), member: "income", says: "too many"),
    Row(sheet: .sample(income: [income(next: "2026-12-31")]), member: "income[0].next", says: "before the first month"),
    Row(
      sheet: .sample(income: [income(frequency: .months([6, 12]), next: "2027-05-01")]), member: "income[0].next",
      says: "months:06,12"),
    Row(
      sheet: .sample(income: [income(certainty: .seasonal, history: 23)]), member: "income[0].history",
      says: "24 months, 23 are here"),
    Row(sheet: .sample(income: [income(certainty: .seasonal)]), member: "income[0].history", says: "0 are here"),
    Row(sheet: .sample(income: [income(history: 61)]), member: "income[0].history", says: "61"),
    Row(
      sheet: .sample(income: [income(source: .benefit, pays: "Affitto")]), member: "income[0].pays",
      says: "no expense named 'Affitto'"),
    Row(
      sheet: .sample(income: [income(source: .disabilityAllowance, pays: "Affitto")], expenses: [.rent("500.00")]),
      member: "income[0].pays", says: "neither as income nor as a benefit"),
    Row(sheet: .sample(expenses: [.rent("1.00"), .rent("2.00")]), member: "expenses[1].name", says: "twice"),
    Row(
      sheet: .sample(expenses: [.rent("1.00", next: day("2026-01-01"))]), member: "expenses[0].next", says: "2026-01"),
    Row(sheet: .sample(debts: [debt(), debt()]), member: "debts[0].creditor", says: "tell the debts apart"),
    Row(
      sheet: .sample(debts: [debt(arrears: .euros("300.01"))]), member: "debts[0].arrears", says: "part of the balance"),
    Row(sheet: .sample(debts: [debt(balance: .euros("0.00"))]), member: "debts[0].balance", says: "nothing is owed"),
    Row(sheet: .sample(debts: [debt(next: "2126-12-31")]), member: "debts[0].next", says: "check the year"),
    Row(sheet: .sample(debts: [debt(atSource: true)]), member: "debts[0].atSource", says: "0.00 is withheld"),
    Row(
      sheet: .sample(income: [income(withheld: "19.99")], debts: [debt(atSource: true)]), member: "debts[0].atSource",
      says: "19.99 is withheld"),
    Row(
      sheet: .sample(envelopes: [
        Envelope(name: "Bollo", target: euros("100.00"), balance: .zero, due: month("2026-12"))
      ]), member: "envelopes[0].due", says: "before the first month"),
    Row(
      sheet: .sample(
        expenses: [.rent("1.00", name: "Bollo")],
        envelopes: [Envelope(name: "Bollo", target: euros("100.00"), balance: .zero, due: month("2027-12"))]),
      member: "envelopes[0].name", says: "count twice"),
    Row(
      sheet: .sample(goals: [Goal(name: "Patente", by: month("2020-01"))]), member: "goals[0].by",
      says: "before the first month"),
  ]

  @Test(arguments: wrong)
  func `a sheet is refused by its place and with a remedy`(row: Row) throws {
    let fault = try #require(row.sheet.fault)
    #expect(fault.member == row.member)
    #expect(fault.description.contains(row.says), "\(fault)")
    #expect(!fault.remedy.isEmpty)
  }

  @Test(arguments: ["غذاء", "می\u{200C}خواهم", "👨\u{200D}👩\u{200D}👧", "Spesa (LIDL)", "ad è"])
  func `a name is written in any script`(name: String) {
    #expect(BudgetSheet.sample(income: [SheetCheckTests.income(name)]).fault == nil)
    #expect(Goal(name: name).fault == nil)
  }

  @Test(arguments: ["", " A bicycle", "A\nbicycle", "A\u{202E}bicycle", String(repeating: "x", count: 81)])
  func `a goal that stands by itself is looked at as one in a sheet is`(name: String) {
    #expect(Goal(name: name).fault?.member == "the goal")
  }

  @Test(arguments: [
    ("Condominio  Verde\n", "Condominio Verde"), ("Lara\u{202E} Blu\u{200B}", "Lara Blu"), ("\u{1B}", "unnamed"),
    ("", "unnamed"),
    (String(repeating: "x", count: 49) + " y", String(repeating: "x", count: 49)),
    (String(repeating: "é", count: 60), String(repeating: "é", count: 50)),
  ])
  func `a name of another register is made to fit`(name: String, fitting: String) {
    let found = BudgetSheet.name(fitting: name, atMost: 50)
    #expect(found == fitting)
    #expect(BudgetSheet.sample(income: [SheetCheckTests.income(found)]).fault == nil)
  }

  @Test func `a goal costs no more than a sheet may hold`() {
    #expect(Goal(name: "House", amount: euros("100000000.01")).fault?.member == "the amount")
    #expect(Goal(name: "House", saved: euros("100000000.01")).fault?.member == "what is saved")
  }

  @Test func `what a family does not know is never wrong`() {
    let sheet = BudgetSheet.sample(
      liquid: .unknown,
      income: [SheetCheckTests.income(amount: .unknown), SheetCheckTests.income("B", certainty: .irregular)],
      expenses: [.of("Luce", nil)],
      debts: [
        SheetCheckTests.debt(balance: .unknown, instalment: .unknown, arrears: .unknown),
        SheetCheckTests.debt("Banca", instalment: .unknown, atSource: true),
      ])
    #expect(sheet.fault == nil)
    #expect(sheet.unknownCount == 7)
  }

  @Test func `debts of the ledger may share a creditor, and one more may be told`() {
    let sheet = BudgetSheet.sample(debts: [
      SheetCheckTests.debt("Fondo", stream: "loan/01J00000000000000000000000"),
      SheetCheckTests.debt("Fondo", stream: "loan/01J00000000000000000000001"), SheetCheckTests.debt("Fondo"),
    ])
    #expect(sheet.fault == nil)
  }

  @Test func `what is taken at the source is right once the incomes say so`() {
    let sheet = BudgetSheet.sample(
      income: [SheetCheckTests.income(withheld: "12.00"), SheetCheckTests.income("B", withheld: "8.00")],
      debts: [SheetCheckTests.debt(atSource: true)])
    #expect(sheet.fault == nil)
  }

  @Test func `fifty envelopes due in fifty different months are refused rather than rounded`() {
    let envelopes = (0..<50).map {
      Envelope(name: "E\($0)", target: euros("100.01"), balance: .zero, due: month("2027-01").advanced(by: $0))
    }
    #expect(BudgetSheet.sample(envelopes: envelopes).fault?.member == "envelopes")
    #expect(BudgetSheet.sample(envelopes: Array(envelopes.prefix(12))).fault == nil)
  }
}
