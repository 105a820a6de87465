import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import SeededRandom
import Testing

@Suite struct ReconciliationTests {
  private let end = day("2026-10-31")

  private func october(_ lines: [StatementFile.Line], opening: Int = 0) -> StatementFile {
    StatementFile(id: "10", from: day("2026-10-01"), to: end, opening: opening, lines: lines)
  }

  private func link(_ office: Office, _ entry: ULID) throws {
    let line = try #require(try office.waiting().first { $0.suggestions.contains { $0.id == entry } }).line
    try office.submit(office.bookkeeper.link([line], to: [entry], account: "main", by: office.treasurer))
  }

  @Test func `ledger and bank agree when every line has its entry`() throws {
    try Office.with { office in
      let gift = try office.gift(5_000, on: day("2026-10-02"))
      try office.take(october([.init(day: day("2026-10-02"), cents: 5_000)]))
      try link(office, gift)
      let found = try office.reconcile(end)
      #expect(found.isComplete)
      #expect(found.ledger.cents == 5_000)
      #expect(found.bank?.cents == 5_000)
      #expect(found.unexplained == .zero)
      #expect(try office.reconcile(day("2026-10-01")).isComplete)
      #expect(try office.reconcile(day("2026-11-30")).isComplete)
    }
  }

  @Test func `equal totals do not hide an open line and an open entry`() throws {
    try Office.with { office in
      let gift = try office.gift(5_000, on: day("2026-10-02"))
      try office.take(october([.init(day: day("2026-10-02"), cents: 5_000)]))
      let found = try office.reconcile(end)
      #expect(found.difference == .zero)
      #expect(found.lines.count == 1)
      #expect(found.entries.map(\.id) == [gift])
      #expect(!found.isComplete)
    }
  }

  @Test func `lines without an entry and entries without a line explain the difference`() throws {
    try Office.with { office in
      try office.gift(5_000, on: day("2026-10-02"))
      try office.take(october([.init(day: day("2026-10-20"), cents: -120), .init(day: day("2026-10-21"), cents: 33)]))
      let found = try office.reconcile(end)
      #expect(found.difference?.cents == 5_087)
      #expect(found.explained.cents == 5_087)
      #expect(found.unexplained == .zero)
      #expect(!found.isComplete)
      #expect(try office.reconcile(day("2026-10-20")).difference?.cents == 5_120)
    }
  }

  @Test func `a payment under way at the end of the day is explained and no finding`() throws {
    try Office.with { office in
      let gift = try office.gift(5_000, on: day("2026-10-30"))
      let file = StatementFile(
        id: "11", from: day("2026-10-01"), to: day("2026-11-30"), opening: 0,
        lines: [.init(day: day("2026-11-02"), cents: 5_000)])
      try office.take(file)
      try link(office, gift)
      let found = try office.reconcile(end)
      #expect(found.difference?.cents == 5_000)
      #expect(found.crossings.map(\.difference.cents) == [5_000])
      #expect(found.isComplete)
      #expect(try office.reconcile(day("2026-11-02")).crossings.isEmpty)
    }
  }

  @Test func `an entry taken back later crosses the day, and one taken back earlier does not count`() throws {
    try Office.with { office in
      let stream = StreamID("contribution", try office.gift(700, on: day("2026-10-05")))
      try office.reverse(try #require(stream.ulid), stream, on: day("2026-11-03"))
      try office.take(october([]))
      let found = try office.reconcile(end)
      #expect(found.ledger.cents == 700)
      #expect(found.entries.isEmpty)
      #expect(found.crossings.map(\.difference.cents) == [700])
      #expect(found.unexplained == .zero)
      #expect(try office.reconcile(day("2026-11-03")).crossings.isEmpty)
      #expect(try office.reconcile(day("2026-11-03")).isComplete)
    }
  }

  @Test func `an opened fund brings what the bank began with`() throws {
    let opening = FundOpened.Opening(account: "main", amount: Money(cents: 90_000), restriction: "free")
    try Office.with(openings: [opening]) { office in
      try office.take(october([], opening: 90_000))
      #expect(try office.reconcile(end).isComplete)
    }
    try Office.with(openings: [opening]) { office in
      try office.take(october([], opening: 90_500))
      let found = try office.reconcile(end)
      #expect(found.beginning?.difference.cents == -500)
      #expect(found.unexplained?.cents == -500)
      #expect(!found.isComplete)
    }
  }

  @Test func `entries from before the first statement are its opening balance, where they sum to it`() throws {
    try Office.with { office in
      try office.gift(300, on: day("2026-09-01"))
      try office.gift(200, on: day("2026-09-30"))
      try office.take(october([], opening: 500))
      #expect(try office.reconcile(end).isComplete)
      try office.gift(40, on: day("2026-09-30"))
      let found = try office.reconcile(end)
      #expect(found.entries.count == 3)
      #expect(!found.isComplete)
    }
  }

  @Test func `a month without a statement is named with what is missing`() throws {
    try Office.with { office in
      try office.take(october([]))
      var december = october([], opening: 1_250)
      (december.id, december.from, december.to) = ("12", day("2026-12-01"), day("2026-12-10"))
      try office.take(december)
      let found = try office.reconcile(day("2026-12-10"))
      #expect(found.breaks.map { "\($0.after) \($0.through) \($0.missing)" } == ["2026-10-31 2026-12-10 12.50"])
      #expect(found.unexplained?.cents == -1_250)
      #expect(!found.isComplete)
      #expect(try office.reconcile(end).isComplete)
    }
  }

  @Test func `a difference that was accepted stays a finding`() throws {
    try Office.with { office in
      var wrong = october([])
      wrong.error = 75
      try office.take(wrong.bytes, acceptingDifference: true)
      let found = try office.reconcile(end)
      #expect(found.unexplained?.cents == -75)
      #expect(found.breaks.map(\.missing.cents) == [75])
    }
  }

  @Test func `without a stated balance nothing reconciles`() throws {
    try Office.with { office in
      try office.take(Array("date,amount,description\n2026-10-02,-1.30,Coffee\n".utf8))
      let found = try office.reconcile(end)
      #expect(found.bank == nil)
      #expect(found.unexplained == nil)
      #expect(found.lines.count == 1)
      #expect(!found.isComplete)
    }
  }

  @Test func `overlapping statements count their lines once`() throws {
    try Office.with { office in
      let lines = (1...20).map { StatementFile.Line(day: day("2026-10-01").adding(days: $0), cents: $0, text: "x") }
      var earlier = october(Array(lines.prefix(15)))
      earlier.to = day("2026-10-16")
      try office.take(earlier)
      var later = october(Array(lines.dropFirst(5)), opening: 15)
      (later.id, later.from, later.to) = ("later", day("2026-10-07"), day("2026-11-15"))
      try office.take(later)
      let found = try office.reconcile(day("2026-11-15"))
      #expect(found.bank?.cents == 210)
      #expect(found.breaks.isEmpty)
      #expect(found.lines.count == 20)
      #expect(found.unexplained == .zero)
    }
  }

  /// Ledger less bank is the sum of what the report lists, whatever happens on the account.
  @Test func `the report always adds up`() throws {
    let seed = SeededGenerator.printedSeed("the report adds up")
    var random = SeededGenerator(seed: seed)
    for round in 0..<8 {
      try Office.with { office in
        var lines: [StatementFile.Line] = []
        for number in 0..<Int.random(in: 0...12, using: &random) {
          let date = day("2026-10-01").adding(days: number * 2 + Int.random(in: 0...1, using: &random))
          lines.append(.init(day: date, cents: Int.random(in: 1...9, using: &random) * 100, reference: "R\(number)"))
        }
        try office.take(october(lines, opening: Int.random(in: 0...1, using: &random) * 777))
        for _ in 0..<Int.random(in: 0...10, using: &random) {
          let date = day("2026-09-25").adding(days: Int.random(in: 0...40, using: &random))
          let id = try office.gift(Int.random(in: 1...9, using: &random) * 100, on: date)
          if Int.random(in: 0..<4, using: &random) == 0 {
            try office.reverse(
              id, StreamID("contribution", id), on: date.adding(days: Int.random(in: 0...9, using: &random)))
          } else if let line = try office.waiting().first(where: { $0.suggestions.contains { $0.id == id } }) {
            try office.submit(
              office.bookkeeper.link([line.line], to: [id], account: "main", by: office.treasurer))
          }
        }
        for offset in [0, 10, 20, 30, 45] {
          let found = try office.reconcile(day("2026-10-01").adding(days: offset))
          let missing = found.breaks.reduce(0) { $0 + $1.missing.cents }
          #expect(
            found.unexplained?.cents == (found.beginning?.difference.cents ?? 0) - missing,
            "seed \(seed), round \(round), day \(offset)")
        }
      }
    }
  }
}
