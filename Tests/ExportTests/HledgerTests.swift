import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import OtherPrograms
import SeededRandom
import Testing

/// The balances that hledger computes from a journal, of everything or of the days before `end`.
private func hledgerBalances(_ journal: String, before end: CivilDate? = nil) throws -> [AccountKey: Int] {
  var arguments = ["-f", "@", "balance", "--flat", "--no-total", "--layout", "bare", "-O", "csv"]
  if let end { arguments += ["-e", end.description] }
  let output = try OtherProgram.hledger.run(arguments, on: journal, ending: "journal")
  try #require(output.status == 0, "\(output.errors)")
  var sums: [AccountKey: Int] = [:]
  for row in simpleRows(output.text) {
    let commodity = try #require(Commodity(row[1]))
    let amount = try FixedPoint(parsing: row[2], decimals: commodity.decimals).scaled
    sums[AccountKey(try #require(Account(row[0])), commodity)] = amount
  }
  return sums
}

struct HledgerTextTests {
  @Test func `an entry becomes a transaction with declared accounts and tags`() throws {
    var books = try Books()
    try books.add("ledger.opened", in: "ledger")
    let entry = try books.add(
      "service.credited", in: "service/a", on: "2026-03-02", for: "comune-lodi",
      [
        ("assets:bank:main", .euro, -5), ("expenses:service", .euro, 5), ("memo:service:a", .minutes, 90),
        ("memo:contra:service", .minutes, -90), ("memo:p", "points-1", 1), ("memo:q", "points-1", -1),
      ])
    let expected = """
      ; Mastro, ledger \(try books.log.node(level: 0, index: 0)), \(try books.log.treeHead())
      ; One transaction per entry with postings: (id) kind, dated with the day on which it took effect.
      ; Transactions stand in the order of the log, so dates need not ascend.
      ; Accounts under memo are ordinary accounts that balance among themselves. They have no type: balancesheet,
      ; balancesheetequity and incomestatement leave them out, and `hledger balance memo` shows them.
      decimal-mark .

      commodity 1000.00 EUR
      commodity 1000. min
      commodity 1000. "points-1"

      account assets  ; type:A
      account assets:bank  ; type:C
      account liabilities  ; type:L
      account equity  ; type:E
      account income  ; type:R
      account expenses  ; type:X
      account assets:bank:main
      account expenses:service
      account memo:contra:service
      account memo:p
      account memo:q
      account memo:service:a

      2026-03-02 (\(entry.id)) service.credited
          ; id:\(entry.id), position:1, stream:service/a, actor:\(entry.actor), role:treasurer, \
      on-behalf-of:comune-lodi, recorded:\(entry.header.recorded)
          assets:bank:main  -0.05 EUR
          expenses:service  0.05 EUR
          memo:contra:service  -90 min
          memo:p  1 "points-1"
          memo:q  -1 "points-1"
          memo:service:a  90 min

      """
    #expect(try books.text(.hledger) == expected)
  }

  @Test func `no account or commodity is declared twice`() throws {
    let lines = try Books.sample().text(.hledger).split(separator: "\n").filter { !$0.hasPrefix(" ") }
    let declared = lines.map { $0.split(separator: " ") }.filter { ["account", "commodity"].contains($0[0]) }
    let names = declared.map { $0[0] == "account" ? $0[1] : $0[2] }
    #expect(names.contains("assets:bank") && Set(names).count == names.count)
  }
}

@Suite(.enabled(if: OtherProgram.hasHledger, "hledger is not installed: apt-get install hledger"))
struct HledgerTests {
  @Test func `the strict check passes without a word`() throws {
    for books in [try Books(), try Books.sample()] {
      let output = try OtherProgram.hledger.run(
        ["-f", "@", "check", "--strict"], on: books.text(.hledger), ending: "journal")
      #expect(output.isSilent, "\(output.text)\(output.errors)")
    }
  }

  @Test func `every balance is the ledger's`() throws {
    let books = try Books.sample()
    try expectSame(hledgerBalances(books.text(.hledger)), books.log.balances(at: nil))
  }

  @Test(arguments: interestingDays)
  func `balances as of a day are the ledger's`(day: String) throws {
    let books = try Books.sample()
    let date = try #require(CivilDate(day))
    let expected = try books.log.balances(asOf: date)
    try expectSame(hledgerBalances(books.text(.hledger), before: date.adding(days: 1)), expected)
  }

  @Test func `random books keep every balance and pass the strict check`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("hledger, random books: seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let books = try Books.random(300, using: &generator)
    let journal = try books.text(.hledger)
    let output = try OtherProgram.hledger.run(["-f", "@", "check", "--strict"], on: journal, ending: "journal")
    #expect(output.isSilent, "seed \(seed): \(output.text)\(output.errors)")
    try expectSame(hledgerBalances(journal), books.log.balances(at: nil), "seed \(seed)")
    for day in [20_450, 20_500, 20_550] {
      let date = CivilDate(dayNumber: day)
      let expected = try books.log.balances(asOf: date)
      try expectSame(hledgerBalances(journal, before: date.adding(days: 1)), expected, "seed \(seed), \(date)")
    }
  }

  @Test(arguments: ["balancesheet", "balancesheetequity", "incomestatement", "cashflow"])
  func `statements show the right classes and no memorandum account`(statement: String) throws {
    let shown: Set<String> =
      switch statement {
      case "balancesheet": ["assets", "liabilities"]
      case "balancesheetequity": ["assets", "liabilities", "equity"]
      case "incomestatement": ["income", "expenses"]
      default: ["assets"]
      }
    var books = try Books()
    try books.add(
      "jar.filled",
      [
        ("assets:bank:main", .euro, 7), ("assets:loans", .euro, 3), ("equity:result", .euro, -2),
        ("expenses:a", .euro, 1), ("income:a", .euro, -5), ("liabilities:a", .euro, -4), ("memo:a", .euro, 1),
        ("memo:b", .euro, -1),
      ])
    let output = try OtherProgram.hledger.run(
      ["-f", "@", statement, "-O", "csv"], on: books.text(.hledger), ending: "journal")
    #expect(output.status == 0, "\(output.errors)")
    let classes = Set(simpleRows(output.text).compactMap { Account($0[0])?.accountClass.rawValue })
    #expect(classes == shown, "\(output.text)")
    #expect(output.text.contains("assets:loans") == (statement.hasPrefix("balance")), "\(output.text)")
  }

  @Test func `an entry is found by code and by tag`() throws {
    var books = try Books()
    let first = try books.add("cost.paid", [("assets:a", .euro, 1), ("income:a", .euro, -1)])
    try books.add("cost.paid", for: "comune-lodi", [("assets:a", .euro, 2), ("income:a", .euro, -2)])
    let journal = try books.text(.hledger)
    func found(_ query: String) throws -> [[String]] {
      let output = try OtherProgram.hledger.run(
        ["-f", "@", "balance", "--no-total", "-O", "csv", "assets", query], on: journal, ending: "journal")
      return simpleRows(output.text)
    }
    #expect(try found("code:\(first.id)") == [["assets:a", "0.01 EUR"]])
    #expect(try found("tag:position=1") == [["assets:a", "0.02 EUR"]])
    #expect(try found("tag:on-behalf-of=^comune-lodi$") == [["assets:a", "0.02 EUR"]])
    #expect(try found("tag:recorded=^\(first.header.recorded)$") == [["assets:a", "0.01 EUR"]])
  }
}
