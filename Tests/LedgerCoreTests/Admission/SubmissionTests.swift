import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

@Suite struct SubmissionTests {
  @Test func `what was admitted before gives its first receipt, for ever`() throws {
    let book = try JarBook()
    try book.open("a")
    let signed = try book.prepare([try book.request(JarFilled(cents: 5), "a")])
    let receipts = try book.ledger.submit(signed, now: book.clock)
    try book.fill("a", 3)
    #expect(try book.ledger.submit(signed, now: book.clock) == receipts)
    let years = book.clock.adding(seconds: 400_000_000)
    #expect(try book.ledger.submit(signed, now: years) == receipts, "the clock of a repetition does not matter")
    #expect(book.size == 3)
    #expect(try book.held("a") == 8)
  }

  @Test func `the first signature stands where a repetition is signed anew`() throws {
    let book = try JarBook()
    try book.open("a")
    let signed = try book.prepare([try book.request(JarFilled(cents: 5), "a")])
    try #require(try book.ledger.submit(signed, now: book.clock).count == 1)
    let other = SignedEntry(signed[0].entry, with: try SigningKey(seed: [UInt8](repeating: 99, count: 32)))
    #expect(try book.ledger.submit([other], now: book.clock).map(\.position) == [1])
    let stored = try book.ledger.store.read { try $0.stored(at: 1) }
    #expect(stored.envelope.bytes == signed[0].envelope.bytes)
  }

  @Test func `an id that belongs to another entry is refused, drafted or not`() throws {
    let book = try JarBook()
    try book.open("a")
    let id = try book.fill("a", 5)
    let again = try book.request(JarFilled(cents: 6), "a", id: id)
    try book.refuses("id.reused") { try $0.record(again) }
    let refusal = try book.refuses("id.reused") { book in
      try book.submit([try book.forged(again, book.filling(6, "a"))])
    }
    #expect(refusal?.message == "the id \(id) already belongs to another entry, at position 1")
  }

  @Test func `two entries of a submission cannot share an id`() throws {
    let book = try JarBook()
    try book.open("a")
    let id = book.newID()
    try book.refuses("id.reused") { book in
      try book.record(
        try book.request(JarFilled(cents: 5), "a", id: id), try book.request(JarFilled(cents: 6), "a", id: id))
    }
  }

  @Test func `a submission is admitted whole or not at all`() throws {
    let book = try JarBook()
    try book.open("a", "b")
    try book.refuses("jar.short") { book in
      try book.record(
        try book.request(JarFilled(cents: 5), "a"), try book.request(JarFilled(cents: 7, ticket: "t"), "b"),
        try book.request(JarEmptied(cents: 6), "a"))
    }
    let batch = try book.prepare([
      try book.request(JarFilled(cents: 5, ticket: "t"), "a"), try book.request(JarEmptied(cents: 5), "a"),
    ])
    let meanwhile = try book.request(JarFilled(cents: 1), "b")
    try book.record(meanwhile)
    try book.refuses("stream.conflict") { book in
      let late = try book.forged(try book.request(JarEmptied(cents: 5), "a"), []) { $0.revision = 9 }
      try book.submit(batch + [late])
    }
    #expect(try book.jar("a").fillings == 0, "what was refused leaves no trace in what is remembered")
    #expect(try book.submit(batch) == [2, 3].map { $0 + 1 })
    #expect(try book.jar("a").fillings == 1)
  }

  @Test func `entries of one stream follow each other in one submission`() throws {
    let book = try JarBook()
    let signed = try book.prepare([
      try book.request(JarOpened(name: "a"), "a"), try book.request(JarFilled(cents: 5), "a"),
      try book.request(JarEmptied(cents: 2), "a"),
    ])
    #expect(signed.map(\.entry.header.revision) == [1, 2, 3])
    #expect(signed[1].entry.header.previous == signed[0].leaf)
    #expect(signed[2].entry.header.previous == signed[1].leaf)
    #expect(signed.map(\.entry.header.ledger) == [nil, signed[0].leaf, signed[0].leaf])
    #expect(signed.allSatisfy { $0.entry.header.seen == .empty })
    #expect(book.size == 0, "drafting writes nothing")
    #expect(try book.ledger.submit(signed, now: book.clock).map(\.position) == [0, 1, 2])
    #expect(try book.held("a") == 3)
  }

  @Test func `entries of one submission in another order are refused`() throws {
    let book = try JarBook()
    try book.open("a")
    let signed = try book.prepare([
      try book.request(JarFilled(cents: 5), "a"), try book.request(JarFilled(cents: 6), "a"),
    ])
    try book.refuses("stream.conflict") { try $0.submit(signed.reversed()) }
  }

  @Test func `a submission of 10000 entries is one write`() throws {
    let book = try JarBook()
    try book.open("a")
    let one = try book.prepare([try book.request(JarFilled(cents: 5), "a")])[0]
    let receipts = try book.ledger.submit(
      [SignedEntry](repeating: one, count: Ledger.largestSubmission), now: book.clock)
    #expect(receipts.count == 10_000 && Set(receipts).count == 1)
    #expect(book.size == 2)
  }

  @Test func `balances projected from the entries are those of the store`() throws {
    let book = try JarBook()
    try book.open("a", "b")
    for cents in 1...9 { try book.fill(cents % 2 == 0 ? "a" : "b", cents) }
    try book.record(try book.request(JarEmptied(cents: 20), "a"))
    try book.reverse(try book.fill("a", 100), in: "a")
    let (projected, stored) = try book.ledger.store.read { log in
      var balances = Balances()
      try log.scan(0..<log.size) { balances.apply(try $0.logged()) }
      return (balances, try log.balances(at: nil))
    }
    #expect(projected.list == stored)
    #expect(projected.list.map(\.key.account.text) == ["assets:jar:b", "expenses:gifts", "income:gifts"])
    #expect(projected.sums[AccountKey("assets:jar:a", .euro)] == 0, "an empty account is not listed")
  }
}
