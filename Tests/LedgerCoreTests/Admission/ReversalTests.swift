import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing

@Suite struct ReversalTests {
  static func book() throws -> JarBook {
    let book = try JarBook()
    try book.open("a", "b")
    return book
  }

  @Test func `a reversal is the exact mirror, and the state is the fold without both`() throws {
    let book = try Self.book()
    try book.fill("a", 5)
    let mistake = try book.fill("a", 70)
    try book.reverse(mistake, in: "a")
    #expect(try book.held("a") == 5)
    #expect(try book.jar("a").fillings == 1)
    let reversal = try book.ledger.store.read { try $0.stored(at: book.size - 1).logged().entry }
    #expect(reversal.kind == Reversal.reversed)
    #expect(reversal.postings.lines == book.filling(-70, "a"))
    #expect(reversal.header.revision == 5)
    #expect(try JarBookReader.jar("a", in: book).fillings == 1, "folded from the log alone")
  }

  @Test func `a proposal moves nothing`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5)
    try book.record(try book.reversal(of: gift, "a", proposing: true))
    #expect(try book.held("a") == 5)
    #expect(try book.jar("a").fillings == 1)
  }

  @Test func `money goes back only by two persons`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5)
    try book.refuses("reversal.not-proposed") { try $0.record(try $0.reversal(of: gift, "a", by: 1)) }
    try book.record(try book.reversal(of: gift, "a", proposing: true, by: 1))
    try book.refuses("approval.same-person") { try $0.record(try $0.reversal(of: gift, "a", by: 1)) }
    try book.record(try book.reversal(of: gift, "a", by: 2))
  }

  @Test func `a proposal lapses when the stream goes on`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5)
    try book.record(try book.reversal(of: gift, "a", proposing: true, by: 1))
    let later = try book.fill("a", 6)
    try book.reverse(later, in: "a")
    try book.refuses("reversal.not-proposed") { try $0.record(try $0.reversal(of: gift, "a")) }
    try book.reverse(gift, in: "a")
    #expect(try book.held("a") == 0)
  }

  @Test func `what moves no money is reversed by one person`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5)
    let promise = try book.record(try book.request(JarPromised(account: nil, upon: gift), "b"))[0]
    try book.record(try book.reversal(of: promise, "b"))
    try book.reverse(gift, in: "a")
  }

  @Test func `only the newest standing entry of the stream itself is reversed`() throws {
    let book = try Self.book()
    let first = try book.fill("a", 5)
    let second = try book.fill("a", 6)
    let other = try book.fill("b", 7)
    let refusal = try book.refuses("reversal.not-newest") { try $0.reverse(first, in: "a") }
    #expect(refusal?.message.contains("\(second)") == true)
    try book.refuses("reversal.target-unknown") { try $0.reverse(other, in: "a") }
    try book.refuses("reversal.target-unknown") { try $0.reverse($0.newID(), in: "a") }
    try book.refuses("reversal.target-unknown") { try $0.reverse(first, in: "c") }
    try book.reverse(second, in: "a")
    try book.refuses("reversal.target-unknown") { try $0.reverse(second, in: "a") }
    try book.reverse(first, in: "a")
    #expect(try book.held("a") == 0)
  }

  @Test func `a reversal itself is not reversed, nor are kinds that do not allow it`() throws {
    let book = try Self.book()
    let opened = try book.ledger.store.read { try $0.stored(at: 0).logged().id }
    let refusal = try book.refuses("reversal.not-reversible") { try $0.reverse(opened, in: "a") }
    #expect(refusal?.message == "entries of kind jar.opened are never reversed")
    let reversal = try book.reverse(try book.fill("a", 5), in: "a")[0]
    try book.refuses("reversal.target-unknown") { try $0.reverse(reversal, in: "a") }
    try book.fill("a", 5)
    try book.record(try book.request(JarEmptied(cents: 5), "a"))
    let emptied = try book.ledger.store.read { try $0.stored(at: book.size - 1).logged().id }
    try book.refuses("reversal.not-reversible") { try $0.reverse(emptied, in: "a") }
  }

  @Test func `a reversal gives the claims back`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5, ticket: "t")
    try book.refuses("claim.taken") { try $0.fill("b", 5, ticket: "t") }
    try book.record(try book.reversal(of: gift, "a", proposing: true, by: 1))
    try book.refuses("claim.taken") { try $0.fill("b", 5, ticket: "t") }
    try book.record(try book.reversal(of: gift, "a"))
    try book.fill("b", 5, ticket: "t")
    try book.refuses("claim.taken") { try $0.fill("a", 5, ticket: "t") }
  }

  @Test(arguments: [nil, "assets:jar:a", "income:gifts"] as [Account?])
  func `an entry on which another rests is reversed only after the other`(account: Account?) throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5)
    let promise = try book.record(try book.request(JarPromised(account: account, upon: gift), "b"))[0]
    try book.refuses("reversal.pinned") { try $0.record(try $0.reversal(of: gift, "a", proposing: true)) }
    try book.record(try book.reversal(of: promise, "b"))
    try book.reverse(gift, in: "a")
  }

  @Test func `a pin on an account that the entry does not touch holds nothing`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5)
    try book.record(try book.request(JarPromised(account: "assets:jar:b", upon: gift), "b"))
    try book.reverse(gift, in: "a")
  }

  @Test func `a forged reversal with other postings than the mirror is refused`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5)
    try book.record(try book.reversal(of: gift, "a", proposing: true, by: 1))
    for postings in [[], book.filling(5, "a"), book.filling(-4, "a"), book.filling(-5, "b")] {
      try book.refuses("postings.differ") { book in
        try book.submit([try book.forged(try book.reversal(of: gift, "a"), postings)])
      }
    }
  }

  @Test(arguments: ["{}", #"{"target":1}"#, #"{"reason":"x","target":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}"#])
  func `a reversal's body is its target and nothing else`(body: String) throws {
    let book = try Self.book()
    try book.refuses("body.invalid") { book in
      var request = try book.reversal(of: try #require(ULID("01ARZ3NDEKTSV4RRFFQ69G5FAV")), "a")
      request.body = Array(body.utf8)
      try book.submit([try book.forged(request)])
    }
  }

  @Test func `proposal and reversal may be one submission of two persons`() throws {
    let book = try Self.book()
    let gift = try book.fill("a", 5, ticket: "t")
    try book.record(
      try book.reversal(of: gift, "a", proposing: true, by: 1), try book.reversal(of: gift, "a", by: 2),
      try book.request(JarFilled(cents: 6, ticket: "t"), "a"))
    #expect(try book.held("a") == 6)
    #expect(try book.jar("a").fillings == 1)
  }
}

/// Reads with nothing remembered.
enum JarBookReader {
  static func jar(_ jar: Slug, in book: JarBook) throws -> Jar {
    try Ledger(store: book.ledger.store, rulebook: JarBook.rulebook).state(of: StreamID("jar", jar))
  }
}
