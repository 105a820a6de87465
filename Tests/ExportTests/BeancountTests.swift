import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import OtherPrograms
import SeededRandom
import Testing

/// The balances that beancount computes, of everything or of the days up to `end`, under our names again.
///
/// A plain number would be rounded to the decimals that are most common; as a text it is exact: `Decimal('-0.05')`.
private func beancountBalances(_ text: String, upTo end: CivilDate? = nil) throws -> [AccountKey: Int] {
  let span = end.map { " FROM date <= \($0)" } ?? ""
  let query = "SELECT account, currency, str(sum(number)) AS total\(span) GROUP BY account, currency"
  let output = try OtherProgram.beanQuery.run(["-f", "csv", "@", query], on: text, ending: "beancount")
  try #require(output.status == 0 && output.errors.isEmpty, "\(output.errors)")
  var sums: [AccountKey: Int] = [:]
  for row in simpleRows(output.text) {
    let account = try #require(BeancountName.account(named: row[0]))
    let commodity = try #require(BeancountName.commodity(named: row[1]))
    let number = row[2].dropFirst("Decimal('".count).dropLast("')".count)
    let amount = try FixedPoint(parsing: number, decimals: commodity.decimals).scaled
    if amount != 0 { sums[AccountKey(account, commodity)] = amount }
  }
  return sums
}

struct BeancountTextTests {
  @Test func `an entry becomes a transaction with opened accounts and metadata`() throws {
    var books = try Books()
    try books.add("ledger.opened", in: "ledger")
    let postings: [(Account, Commodity, Int)] = [
      ("assets:bank:main", .euro, -5), ("expenses:service", .euro, 5), ("memo:service:a", .minutes, 90),
      ("memo:contra:service", .minutes, -90),
    ]
    let late = try books.add("service.credited", in: "service/a", for: "comune-lodi", postings)
    let early = try books.add(
      "cost.paid", in: "cost/a", on: "1600-02-29", [("assets:bank:main", .euro, -100), ("expenses:a", .euro, 100)])
    let provenance = "ledger \(try books.log.node(level: 0, index: 0)), \(try books.log.treeHead())"
    let expected = """
      ; Mastro, \(provenance)
      ; One transaction per entry with postings, in the order of the log, dated with the day on which it took effect.
      ; Equity:Memo holds memorandum accounts: they balance among themselves and are no part of the balance sheet.
      ; A part of an account that begins with X- is written as it is; other parts have a capital put first.
      option "title" "Mastro, \(provenance)"
      option "operating_currency" "EUR"

      1600-02-29 open Assets:Bank:Main
      1600-02-29 open Expenses:A
      2026-03-02 open Expenses:Service
      2026-03-02 open Equity:Memo:Contra:Service
      2026-03-02 open Equity:Memo:Service:A

      2026-03-02 * "service.credited"
        id: "\(late.id)"
        position: "1"
        stream: "service/a"
        actor: "\(late.actor)"
        role: "treasurer"
        on-behalf-of: "comune-lodi"
        recorded: "\(late.header.recorded)"
        Assets:Bank:Main  -0.05 EUR
        Expenses:Service  0.05 EUR
        Equity:Memo:Contra:Service  -90 MIN
        Equity:Memo:Service:A  90 MIN

      1600-02-29 * "cost.paid"
        id: "\(early.id)"
        position: "2"
        stream: "cost/a"
        actor: "\(early.actor)"
        role: "treasurer"
        recorded: "\(early.header.recorded)"
        Assets:Bank:Main  -1.00 EUR
        Expenses:A  1.00 EUR

      """
    #expect(try books.text(.beancount) == expected)
  }
}

@Suite(.enabled(if: OtherProgram.hasBeancount, "beancount is not installed: apt-get install beancount"))
struct BeancountTests {
  @Test func `bean-check accepts the file without a word`() throws {
    for books in [try Books(), try Books.sample()] {
      let output = try OtherProgram.beanCheck.run(["@"], on: books.text(.beancount), ending: "beancount")
      #expect(output.isSilent, "\(output.text)\(output.errors)")
    }
  }

  @Test func `every balance is the ledger's`() throws {
    let books = try Books.sample()
    try expectSame(beancountBalances(books.text(.beancount)), books.log.balances(at: nil))
  }

  @Test(arguments: interestingDays)
  func `balances as of a day are the ledger's`(day: String) throws {
    let books = try Books.sample()
    let date = try #require(CivilDate(day))
    try expectSame(beancountBalances(books.text(.beancount), upTo: date), books.log.balances(asOf: date))
  }

  @Test func `random books keep every balance and are accepted`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("beancount, random books: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let books = try Books.random(300, using: &generator)
    let text = try books.text(.beancount)
    let output = try OtherProgram.beanCheck.run(["@"], on: text, ending: "beancount")
    #expect(output.isSilent, "seed \(seed): \(output.text)\(output.errors)")
    try expectSame(beancountBalances(text), books.log.balances(at: nil), "seed \(seed)")
    let date = CivilDate(dayNumber: 20_500)
    try expectSame(beancountBalances(text, upTo: date), books.log.balances(asOf: date), "seed \(seed)")
  }
}
