import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import Testing

@Suite struct MatchTests {
  private let free = Restriction(fund: "casa", name: "free")

  private func file(_ lines: [StatementFile.Line]) -> StatementFile {
    StatementFile(from: day("2026-10-01"), to: day("2026-10-31"), opening: 0, lines: lines)
  }

  private func balance(_ office: Office, _ account: Account) throws -> Int {
    try office.bookkeeper.ledger.store.read { try $0.balance(of: account) }
  }

  @Test func `two lines are three entries when the sums are equal, and each only once`() throws {
    try Office.with { office in
      try office.take(file([.init(day: day("2026-10-02"), cents: 3_000), .init(day: day("2026-10-03"), cents: 3_001)]))
      let gifts = try [1_000, 2_000, 3_000].map { try office.gift($0, on: day("2026-10-02")) }
      let lines = try office.waiting().map(\.line)
      func link(_ lines: [StoredBankLine], _ entries: [ULID]) throws -> String? {
        try refusal {
          try office.submit(office.bookkeeper.link(lines, to: entries, account: "main", by: office.treasurer))
        }
      }
      #expect(try link(lines, gifts) == "match.unequal")
      let cent = try office.gift(1, on: day("2026-10-03"))
      #expect(try link(lines, gifts + [cent]) == nil)
      #expect(try office.waiting().isEmpty)
      #expect(try link([lines[0]], [gifts[2]]) == "match.entry-taken")
      let other = try office.gift(3_000, on: day("2026-10-02"))
      #expect(try link([lines[0]], [other]) == "match.line-taken")
      let shown = try office.bookkeeper.bankInbox(account: "main", includingMatched: true)
      #expect(shown.map { $0.match?.entries ?? [] } == [gifts + [cent], gifts + [cent]])
      #expect(Set(shown.compactMap { $0.match?.id }).count == 1)
    }
  }

  @Test func `a match that is taken back lets its lines wait again`() throws {
    try Office.with { office in
      try office.take(file([.init(day: day("2026-10-02"), cents: 3_000)]))
      let gift = try office.gift(3_000, on: day("2026-10-02"))
      let line = try office.waiting()[0].line
      try office.submit(office.bookkeeper.link([line], to: [gift], account: "main", by: office.treasurer))
      let match = try #require(
        try office.bookkeeper.bankInbox(account: "main", includingMatched: true).first?.match)
      try office.takeBackMatch(match.id)
      let again = try office.waiting()
      #expect(again.count == 1)
      #expect(again[0].suggestions.map(\.id) == [gift])
    }
  }

  @Test func `the entry that a line turns out to be takes effect on the day of the bank`() throws {
    try Office.with { office in
      try office.take(
        file([
          .init(day: day("2026-10-02"), cents: 50_000), .init(day: day("2026-10-05"), cents: -250),
          .init(day: day("2026-10-06"), cents: -10_000),
        ]))
      let lines = try office.waiting().map(\.line)
      let meanings: [LineMeaning] = [
        .contribution(to: free, donor: nil, pledge: nil), .cost(.bankFee, fund: "casa"), .moveTo("poste"),
      ]
      for (line, meaning) in zip(lines, meanings) {
        let recorded = try office.submit(office.bookkeeper.make(meaning, from: line, by: office.treasurer))
        #expect(recorded.map(\.entry.kind) == [meaning.kind, BankMatched.kind])
        #expect(recorded.allSatisfy { $0.entry.header.effective == line.booked })
      }
      #expect(try office.waiting().isEmpty)
      #expect(try balance(office, Chart.bank("main")) == 39_750)
      #expect(try balance(office, Chart.bank("poste")) == 10_000)
    }
  }

  @Test func `the other side of an own move is the entry that is there already`() throws {
    try Office.with { office in
      try office.gift(20_000, on: day("2026-10-01"))
      try office.take(file([.init(day: day("2026-10-06"), cents: -10_000)]))
      let out = try office.waiting()[0].line
      try office.submit(office.bookkeeper.make(.moveTo("poste"), from: out, by: office.treasurer))
      var other = file([.init(day: day("2026-10-07"), cents: 10_000)])
      other.iban = "IT28W8000000292100645211151"
      try office.take(other, into: "poste")
      let line = try office.waiting("poste")[0]
      #expect(line.suggestions.map(\.kind) == ["cash.moved"])
      #expect(
        try refusal {
          try office.submit(office.bookkeeper.make(.moveFrom("main"), from: line.line, by: office.treasurer))
        } == "match.candidate-exists")
      try office.submit(
        office.bookkeeper.link(
          [line.line], to: line.suggestions.map(\.id), account: "poste", by: office.treasurer))
      #expect(try balance(office, Chart.bank("poste")) == 10_000)
    }
  }

  @Test func `a grant that was paid before the import is linked, not recorded twice`() throws {
    try Office.with { office in
      try office.gift(80_000, on: day("2026-10-01"))
      let (grant, payee) = try office.approvedGrant(30_000, on: day("2026-10-02"))
      let paid = try office.record(
        GrantPaid(amount: Money(cents: 30_000), payee: payee, account: "main"), grant, by: "tea", role: .treasurer,
        on: day("2026-10-03"))
      try office.take(file([.init(day: day("2026-10-05"), cents: -30_000, name: "La Quercia")]))
      let line = try office.waiting()[0]
      #expect(line.suggestions.map(\.id) == [paid])
      for meaning in [LineMeaning.grantPayment(grant, urgent: false), .moveTo("poste")] {
        #expect(
          try refusal {
            try office.submit(office.bookkeeper.make(meaning, from: line.line, by: office.treasurer))
          } == "match.candidate-exists")
      }
      let rules = try MatchRules(
        parsing: Array(#"{"rules":[{"when":{},"then":{"cost":{"fund":"casa","nature":"levy"}}}]}"#.utf8))
      let run = try office.bookkeeper.apply(rules, to: "main", by: office.treasurer)
      #expect(run.items.map(\.outcome) == [.linked([paid])])
      for batch in run.batches { try office.submit(batch) }
      #expect(try office.waiting().isEmpty)
      #expect(try balance(office, Chart.bank("main")) == 50_000)
    }
  }

  @Test func `a line pays the approved grant in one submission`() throws {
    try Office.with { office in
      try office.gift(80_000, on: day("2026-10-01"))
      let (grant, _) = try office.approvedGrant(30_000, on: day("2026-10-02"))
      try office.take(
        file([.init(day: day("2026-10-05"), cents: -30_000), .init(day: day("2026-10-20"), cents: 5_000)]))
      let lines = try office.waiting().map(\.line)
      try office.submit(
        office.bookkeeper.make(.grantPayment(grant, urgent: false), from: lines[0], by: office.treasurer))
      try office.submit(office.bookkeeper.make(.grantReturn(grant), from: lines[1], by: office.treasurer))
      let state: GrantState = try office.bookkeeper.state(grant)
      #expect(state.paid.cents == 30_000)
      #expect(state.returned.cents == 5_000)
      #expect(try office.waiting().isEmpty)
    }
  }

  @Test func `what fails in the match leaves no entry behind`() throws {
    try Office.with { office in
      try office.gift(80_000, on: day("2026-10-01"))
      let (grant, _) = try office.approvedGrant(30_000, on: day("2026-10-02"))
      try office.take(file([.init(day: day("2026-10-05"), cents: -29_999)]))
      let line = try office.waiting()[0].line
      let size = try office.bookkeeper.ledger.store.read { try $0.size }
      #expect(
        try refusal {
          try office.submit(
            office.bookkeeper.make(.grantPayment(grant, urgent: false), from: line, by: office.treasurer))
        } == "chain.amount-differs")
      #expect(try office.bookkeeper.ledger.store.read { try $0.size } == size)
    }
  }

  @Test func `a bounced payment comes back and is paid again`() throws {
    try Office.with { office in
      try office.gift(80_000, on: day("2026-10-01"))
      let (grant, payee) = try office.approvedGrant(30_000, on: day("2026-10-02"))
      let paid = try office.record(
        GrantPaid(amount: Money(cents: 30_000), payee: payee, account: "main"), grant, by: "tea", role: .treasurer,
        on: day("2026-10-03"))
      try office.take(
        file([
          .init(day: day("2026-10-03"), cents: -30_000), .init(day: day("2026-10-06"), cents: 30_000),
          .init(day: day("2026-10-20"), cents: -30_000),
        ]))
      let lines = try office.waiting().map(\.line)
      try office.submit(office.bookkeeper.link([lines[0]], to: [paid], account: "main", by: office.treasurer))
      #expect(
        try refusal {
          try office.submit(office.bookkeeper.make(.returned(paid), from: lines[2], by: office.treasurer))
        } == "match.wrong-direction")
      let back = try office.submit(office.bookkeeper.make(.returned(paid), from: lines[1], by: office.treasurer))
      try office.submit(
        office.bookkeeper.make(.reissue(back[0].entry.stream), from: lines[2], by: office.treasurer))
      #expect(try office.waiting().isEmpty)
      #expect(try balance(office, Chart.payable) == 0)
      #expect(try office.reconcile(day("2026-10-31")).lines.isEmpty)
    }
  }

  @Test(arguments: [
    (1_000, LineMeaning.cost(.levy, fund: "casa")), (1_000, .moveTo("poste")),
    (-1_000, .contribution(to: Restriction(fund: "casa", name: "free"), donor: nil, pledge: nil)),
    (-1_000, .capital(to: Restriction(fund: "casa", name: "free"), funder: "bank", due: nil)),
    (-1_000, .moveFrom("poste")),
  ])
  func `money that moves the other way is refused`(_ cents: Int, _ meaning: LineMeaning) throws {
    try Office.with { office in
      try office.take(file([.init(day: day("2026-10-05"), cents: cents)]))
      let line = try office.waiting()[0].line
      #expect(
        try refusal { _ = try office.bookkeeper.make(meaning, from: line, by: office.treasurer) }
          == "match.wrong-direction")
    }
  }

  @Test func `an entry of the same amount within ten days is named, and new says that it is another`() throws {
    try Office.with { office in
      try office.gift(1_000, on: day("2026-10-01"))
      try office.take(file([.init(day: day("2026-10-11"), cents: 1_000), .init(day: day("2026-10-12"), cents: 1_000)]))
      let lines = try office.waiting()
      #expect(lines.map(\.suggestions.count) == [1, 0])
      let gift = LineMeaning.contribution(to: free, donor: nil, pledge: nil)
      func make(_ line: StoredBankLine, new: Bool = false) throws -> String? {
        try refusal {
          try office.submit(
            office.bookkeeper.make(gift, from: line, by: office.treasurer, evenIfSimilar: new))
        }
      }
      #expect(try make(lines[0].line) == "match.candidate-exists")
      #expect(try make(lines[0].line, new: true) == nil)
      #expect(try make(lines[1].line) == nil)
      #expect(try make(lines[1].line, new: true) == "match.line-taken")
      #expect(try balance(office, Chart.bank("main")) == 3_000)
    }
  }

  @Test func `a pledge is fulfilled by its line`() throws {
    try Office.with { office in
      let donor = try office.party()
      let pledge = StreamID(
        "contribution",
        try office.begin(
          ContributionPledged(
            amount: Money(cents: 9_000), to: free, donor: donor, conditional: false, attestation: nil), "contribution",
          on: day("2026-09-01")))
      try office.take(file([.init(day: day("2026-10-05"), cents: 9_000)]))
      let line = try office.waiting()[0].line
      try office.submit(
        office.bookkeeper.make(
          .contribution(to: nil, donor: nil, pledge: pledge), from: line, by: office.treasurer))
      let state: ContributionState = try office.bookkeeper.state(pledge)
      #expect(state.outstanding == .zero)
      #expect(state.received.cents == 9_000)
    }
  }

  @Test func `a line of a closed period says so, unless it is dated after it`() throws {
    try Office.with { office in
      try office.take(file([.init(day: day("2026-10-05"), cents: 9_000), .init(day: day("2026-10-05"), cents: 9_001)]))
      try office.record(PeriodClosed(through: day("2026-10-31")), .ledger, by: "anna", role: .administrator)
      let lines = try office.waiting().map(\.line)
      let gift = LineMeaning.contribution(to: free, donor: nil, pledge: nil)
      #expect(
        try refusal { try office.submit(office.bookkeeper.make(gift, from: lines[0], by: office.treasurer)) }
          == "period.closed")
      let late = Matcher(member: office.treasurer.member, role: .treasurer, effective: day("2026-11-01"))
      try office.submit(office.bookkeeper.make(gift, from: lines[0], by: late))
      let rules = try MatchRules(
        parsing: Array(
          #"{"rules":[{"when":{},"then":{"contribution":{"fund":"casa","restriction":"free"}}}]}"#.utf8))
      let run = try office.bookkeeper.apply(rules, to: "main", by: office.treasurer)
      #expect(run.items.map(\.outcome) == [.closed(through: day("2026-10-31"))])
      #expect(run.batches.isEmpty)
      let gifted = try office.gift(9_001, on: day("2026-11-02"))
      let link = try office.submit(
        office.bookkeeper.link([lines[1]], to: [gifted], account: "main", by: office.treasurer))
      #expect(link[0].entry.header.effective == Office.today)
    }
  }

  @Test func `a line is named by the beginning of its key`() throws {
    try Office.with { office in
      try office.take(file([.init(day: day("2026-10-05"), cents: 9_000)]))
      let item = try office.waiting()[0]
      #expect(item.handle == String(item.line.key.hex.prefix(8)))
      #expect(try office.bookkeeper.bankLines([item.handle.uppercased()], of: "main").map(\.key) == [item.line.key])
      #expect(
        try refusal { _ = try office.bookkeeper.bankLines([String(item.handle.prefix(7))], of: "main") }
          == "line.unknown")
      #expect(try refusal { _ = try office.bookkeeper.bankLines(["0123456789"], of: "main") } == "line.unknown")
      #expect(try refusal { _ = try office.bookkeeper.bankLines([item.handle], of: "poste") } == "line.unknown")
    }
  }

  @Test func `handles grow until they tell lines apart, and a shorter one names both`() throws {
    let keys = try ["aabbccdd00", "aabbccdd01", "ffffffffff"].map {
      try #require(Digest(hex: $0 + String(repeating: "0", count: 54)))
    }
    let lines = keys.map {
      StoredBankLine(
        key: $0, account: "main", ordinal: 1, booked: Office.today, valued: nil, amount: .zero, details: nil)
    }
    let handles = LineHandles(lines, account: "main")
    #expect(keys.map(handles.handle) == ["aabbccdd00", "aabbccdd01", "ffffffff"])
    #expect(try handles.line("AABBCCDD01").key == keys[1])
    #expect(try refusal { _ = try handles.line("aabbccdd0") } == "line.ambiguous")
  }
}
