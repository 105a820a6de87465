import BankStatements
import Bookkeeping
import Foundation
import LedgerCore
import LedgerSQLite
import Testing

@Suite struct ImportTests {
  private let october = StatementFile(
    id: "2026-10", from: day("2026-10-01"), to: day("2026-10-31"), opening: 100_000,
    lines: [
      .init(day: day("2026-10-02"), cents: -130, name: "Bar Centrale", text: "Caffè"),
      .init(day: day("2026-10-02"), cents: -130, name: "Bar Centrale", text: "Caffè"),
      .init(day: day("2026-10-05"), cents: 25_000, name: "Elena", text: "Contributo", reference: "R1"),
    ])

  private var november: StatementFile {
    StatementFile(
      id: "2026-11", from: day("2026-11-01"), to: day("2026-11-30"), opening: october.closing,
      lines: [.init(day: day("2026-11-03"), cents: 4_000, name: "Elena", text: "Contributo", reference: "R2")])
  }

  @Test func `two identical coffees are two lines, and the second import brings none`() throws {
    try Office.with { office in
      let first = try office.take(october)
      #expect(first.newLines == 3)
      #expect(first.parts.map(\.notes) == [[]])
      #expect(first.parts[0].stored.isProved)
      let again = try office.take(october)
      #expect(again.newLines == 0)
      #expect(again.duplicateLines == 3)
      #expect(try office.waiting().map(\.line.amount.cents) == [-130, -130, 25_000])
      #expect(try office.bookkeeper.vault.statements().count == 1)
    }
  }

  @Test func `a preview writes nothing`() throws {
    try Office.with { office in
      let plan = try office.bookkeeper.planImport(StatementReader.read(october.bytes), into: "main")
      #expect(plan.newLines == 3)
      #expect(try office.waiting().isEmpty)
      #expect(try office.bookkeeper.vault.statements().isEmpty)
    }
  }

  @Test func `an overlapping statement brings only what is new, and the overlap is named`() throws {
    try Office.with { office in
      try office.take(october)
      var overlapping = october
      overlapping.id = "later"
      overlapping.from = day("2026-10-02")
      overlapping.to = day("2026-11-02")
      overlapping.opening = 99_000
      overlapping.lines.append(.init(day: day("2026-11-02"), cents: 700, name: "Ugo", text: "Dono"))
      let plan = try office.take(overlapping)
      #expect(plan.newLines == 1)
      #expect(plan.duplicateLines == 3)
      #expect(plan.parts[0].notes == [.overlap(from: day("2026-10-02"), through: day("2026-10-31"))])
    }
  }

  @Test func `consecutive statements fit, a gap and a break are named with their amount`() throws {
    try Office.with { office in
      try office.take(october)
      var late = november
      late.from = day("2026-11-03")
      late.opening += 50
      #expect(
        try office.bookkeeper.planImport(StatementReader.read(late.bytes), into: "main").parts[0].notes
          == [.gap(from: day("2026-11-01"), through: day("2026-11-02"), difference: Money(cents: 50))])
      late.from = day("2026-11-01")
      #expect(
        try office.bookkeeper.planImport(StatementReader.read(late.bytes), into: "main").parts[0].notes
          == [.breaks(on: day("2026-11-01"), difference: Money(cents: 50))])
      #expect(try office.take(november).parts[0].notes == [])
    }
    try Office.with { office in
      try office.take(november)
      var earlier = october
      earlier.opening -= 50
      #expect(
        try office.take(earlier).parts[0].notes
          == [.breaks(on: day("2026-11-01"), difference: Money(cents: 50))])
    }
  }

  @Test func `equal lines that the balances say are others are named`() throws {
    try Office.with { office in
      let coffee = StatementFile.Line(day: day("2026-10-02"), cents: -130, text: "Caffè")
      let morning = StatementFile(
        id: "a", from: coffee.day, to: coffee.day, opening: 1_000, lines: [coffee])
      let evening = StatementFile(
        id: "b", from: coffee.day, to: coffee.day, opening: morning.closing, lines: [coffee])
      try office.take(morning)
      let plan = try office.take(evening)
      #expect(plan.parts[0].notes.contains(.equalLines(on: coffee.day, sum: Money(cents: -130))))
    }
  }

  @Test func `a closing balance that does not follow is refused with the difference, unless it is accepted`() throws {
    try Office.with { office in
      var wrong = october
      wrong.error = -275
      do {
        try office.take(wrong)
        Issue.record("a wrong balance was taken in")
      } catch let refusal as Refusal {
        #expect(refusal.code.id == "statement.does-not-add-up")
        #expect(refusal.facts.first { $0.name == "difference" }?.value == "-2.75")
      }
      #expect(try office.waiting().isEmpty)
      let plan = try office.take(wrong.bytes, acceptingDifference: true)
      #expect(plan.parts[0].notes == [.differenceAccepted(Money(cents: -275))])
      #expect(try office.bookkeeper.vault.statements().map(\.isProved) == [false])
    }
  }

  @Test func `the first statement fixes the account, and another's is refused`() throws {
    try Office.with { office in
      try office.take(october)
      var foreign = november
      foreign.iban = "DE89370400440532013000"
      #expect(try refusal { try office.take(foreign) } == "statement.other-account")
      #expect(try refusal { try office.take(november, into: "poste") } == "statement.account-taken")
      #expect(try refusal { try office.take(foreign, into: "poste") } == nil)
      #expect(try office.waiting("poste").count == 1)
    }
  }

  @Test func `an unknown bank account and another currency are refused`() throws {
    try Office.with { office in
      let unknown = try refusal { try office.take(october, into: "other") }
      #expect(unknown == "bank.unknown-account")
      var francs = october
      francs.currency = "CHF"
      #expect(try refusal { try office.take(francs) } == "statement.currency")
      #expect(try office.bookkeeper.vault.statements().isEmpty)
    }
  }

  @Test func `a file with one wrong statement leaves nothing of the right ones`() throws {
    try Office.with { office in
      var wrong = november
      wrong.error = 1
      let body = wrong.text.split(separator: "<Stmt>")[1].replacing("</BkToCstmrStmt></Document>", with: "")
      let both = october.text.replacing("</BkToCstmrStmt>", with: "<Stmt>\(body)</BkToCstmrStmt>")
      let statements = try StatementReader.read(Array(both.utf8))
      #expect(statements.count == 2)
      #expect(try refusal { try office.take(Array(both.utf8)) } == "statement.does-not-add-up")
      #expect(try office.bookkeeper.vault.statements().isEmpty)
      #expect(try office.waiting().isEmpty)
    }
  }

  @Test func `a file in ISO-8859-1 keeps its accents`() throws {
    try Office.with { office in
      let text = october.text.replacing("UTF-8", with: "ISO-8859-1")
      let latin = try #require(text.data(using: .isoLatin1))
      try office.take([UInt8](latin))
      #expect(try office.waiting()[0].details?.description == "Caffè")
      let again = try office.bookkeeper.planImport(StatementReader.read(october.bytes), into: "main")
      #expect(again.newLines == 0)
    }
  }

  @Test func `names and texts can be forgotten, and the line is still recognised`() throws {
    try Office.with { office in
      try office.take(october)
      let line = try office.waiting()[2]
      try office.bookkeeper.vault.forget(line: line.line.key)
      #expect(try office.waiting()[2].details == nil)
      #expect(try office.take(october).newLines == 0)
    }
  }

  @Test func `the same line in two bank accounts is two lines`() throws {
    try Office.with { office in
      let csv = Array("date,amount,description\n2026-10-02,-1.30,Coffee\n".utf8)
      try office.take(csv, into: "main")
      let plan = try office.take(csv, into: "poste")
      #expect(plan.newLines == 1)
      #expect(try office.bookkeeper.bankInbox().map(\.line.account) == ["main", "poste"])
    }
  }

  @Test func `a statement with balances is not taken in again for another account`() throws {
    try Office.with { office in
      let poste = try TestFiles.bytes(TestFiles.specs.appendingPathComponent("samples/fund-poste.csv"))
      try office.take(poste, into: "main")
      #expect(try refusal { try office.take(poste, into: "poste") } == "statement.account-taken")
      #expect(try office.take(poste, into: "main").newLines == 0)
    }
  }

  @Test func `the shipped samples are taken in, proved`() throws {
    try Office.with { office in
      let plans = try ["fund-camt053-v8.xml", "fund-poste.csv"].map { name in
        try office.take(TestFiles.bytes(TestFiles.specs.appendingPathComponent("samples/\(name)")))
      }
      #expect(plans.allSatisfy { $0.parts.allSatisfy(\.stored.isProved) && $0.duplicateLines == 0 })
      let formats = try office.bookkeeper.vault.statements().map { $0.format.prefix { $0 != ";" } }
      #expect(formats == ["camt.053", "csv"])
    }
  }
}
