import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

/// Reasons for which any entry may be refused; each forged entry is right but for one thing.
@Suite struct AdmissionTests {
  static func book() throws -> JarBook {
    let book = try JarBook()
    try book.open("a", "b")
    try book.fill("a", 5)
    return book
  }

  private static func forge(
    _ book: JarBook, _ postings: [Posting]? = nil, _ change: (inout EntryHeader) -> Void = { _ in }
  ) throws {
    let request = try book.request(JarFilled(cents: 5), "a")
    try book.submit([try book.forged(request, postings ?? book.filling(5, "a"), change)])
  }

  @Test func `a forged entry with nothing wrong is admitted`() throws {
    let book = try Self.book()
    try Self.forge(book)
    #expect(try book.held("a") == 10)
  }

  static let wrongHeaders: [(String, @Sendable (inout EntryHeader) -> Void)] = [
    ("ledger.mismatch", { $0.ledger = nil }), ("ledger.mismatch", { $0.ledger = SHA256.hash([1]) }),
    ("kind.unknown", { $0.kind = "jar.stolen" }), ("kind.unknown", { $0.kind = "jar.filled.2" }),
    ("stream.conflict", { $0.revision = 2 }), ("stream.conflict", { $0.revision = 4 }),
    ("stream.conflict", { $0.previous = nil }), ("stream.conflict", { $0.previous = SHA256.hash([2]) }),
    ("stream.conflict", { $0.stream = "jar/b" }),
    ("seen.mismatch", { $0.seen.size = 2 }), ("seen.mismatch", { $0.seen.size = 4 }),
    ("seen.mismatch", { $0.seen.root = SHA256.hash([3]) }),
    ("seen.mismatch", { $0.seen = .init(size: 0, root: $0.seen.root) }),
    ("recorded.before-seen", { $0.recorded = $0.recorded.adding(seconds: -1) }),
    ("recorded.not-near", { $0.recorded = $0.recorded.adding(seconds: 601) }),
    ("recorded.not-near", { $0.recorded = $0.recorded.adding(seconds: -86_401) }),
    ("effective.future", { $0.effective = $0.recorded.date.adding(days: 2) }),
    ("postings.differ", { _ in }),
  ]

  @Test(arguments: wrongHeaders.indices)
  func `an entry with one wrong member is refused`(index: Int) throws {
    let (code, change) = Self.wrongHeaders[index]
    let book = try Self.book()
    try book.refuses(code) { try Self.forge($0, code == "postings.differ" ? [] : nil, change) }
  }

  @Test func `other postings than the rules make are refused, balanced as they may be`() throws {
    let book = try Self.book()
    for postings in [book.filling(6, "a"), book.filling(5, "b"), book.filling(-5, "a")] {
      try book.refuses("postings.differ") { try Self.forge($0, postings) }
    }
  }

  @Test func `times at the borders are admitted`() throws {
    let book = try Self.book()
    try Self.forge(book) { $0.recorded = $0.recorded.adding(seconds: 600) }
    book.clock = book.clock.adding(seconds: 600)
    try Self.forge(book) { $0.effective = $0.recorded.date.adding(days: 1) }
    try Self.forge(book) { $0.effective = CivilDate(dayNumber: 0) }
    try Self.forge(book) { [clock = book.clock] in $0.recorded = clock }
    let early = try book.forged(try book.request(JarFilled(cents: 5), "a"), book.filling(5, "a"))
    #expect(try book.ledger.submit([early], now: book.clock.adding(seconds: 86_400)).count == 1)
    #expect(try book.held("a") == 30)
  }

  @Test func `what a signer has not seen may be recorded later than what they sign`() throws {
    let book = try Self.book()
    let slow = try book.forged(try book.request(JarFilled(cents: 5), "b"), book.filling(5, "b"))
    book.clock = book.clock.adding(seconds: 100)
    try book.fill("a", 1)
    #expect(try book.submit([slow]) == [4])
  }

  @Test func `a draft is never recorded before the newest entry`() throws {
    let book = try Self.book()
    let newest = try book.ledger.store.read { try $0.recorded(at: 2) }
    book.clock = book.clock.adding(seconds: -50)
    let signed = try book.prepare([try book.request(JarFilled(cents: 5), "a")])
    #expect(signed[0].entry.header.recorded == newest)
  }

  @Test func `the first entry names no ledger and has seen nothing`() throws {
    let book = try JarBook()
    let request = try book.request(JarOpened(name: "a"), "a")
    try book.refuses("ledger.mismatch") { try $0.submit([try $0.forged(request) { $0.ledger = SHA256.hash([1]) }]) }
    try book.refuses("seen.mismatch") {
      try $0.submit([try $0.forged(request) { $0.seen = TreeHead(size: 0, root: SHA256.hash([1])) }])
    }
    try book.submit([try book.forged(request)])
    let second = try book.request(JarOpened(name: "b"), "b")
    try book.refuses("ledger.mismatch") { try $0.submit([try $0.forged(second) { $0.ledger = nil }]) }
  }

  @Test(arguments: [
    #"{"cents":5,"extra":1}"#, "{}", #"{"cents":"5"}"#, #"{"cents":5,"ticket":null}"#, #"{"cents":5,"ticket":"A"}"#,
    #"{"cents":null}"#, #"{"Cents":5}"#,
  ])
  func `a body with missing, foreign or misshapen members is refused`(body: String) throws {
    let book = try Self.book()
    try book.refuses("body.invalid") { book in
      var request = try book.request(JarFilled(cents: 5), "a")
      request.body = Array(body.utf8)
      try book.submit([try book.forged(request, book.filling(5, "a"))])
    }
  }

  @Test(arguments: ["ledger", "fund/a", "jar/01ARZ3NDEKTSV4RRFFQ69G5FAV"] as [StreamID])
  func `an entry does not belong into a stream of another family or form`(stream: StreamID) throws {
    let book = try Self.book()
    try book.refuses("stream.wrong") { book in
      var request = try book.request(JarOpened(name: "a"), "a")
      request.stream = stream
      try book.submit([try book.forged(request)])
    }
  }

  @Test func `a claim is good for one entry, in one submission as in two`() throws {
    let book = try Self.book()
    try book.fill("a", 5, ticket: "t")
    let refusal = try book.refuses("claim.taken") { try $0.fill("b", 5, ticket: "t") }
    #expect(refusal?.message == "ticket/t has already been used, by the entry at position 3")
    try book.refuses("claim.taken") { book in
      try book.record(
        try book.request(JarFilled(cents: 1, ticket: "u"), "a"), try book.request(JarFilled(cents: 1, ticket: "u"), "b")
      )
    }
    try book.fill("b", 5, ticket: "u")
  }

  @Test func `amounts beyond the limit and amounts of zero are refused`() throws {
    let book = try Self.book()
    let refusal = try book.refuses("postings.invalid") { try $0.fill("a", Postings.largestAmount + 1) }
    #expect(refusal?.message == "the posting on assets:jar:a is beyond 1000000000000")
    try book.refuses("postings.differ") { book in
      try book.submit([try book.forged(try book.request(JarFilled(cents: 0), "a"), book.filling(5, "a"))])
    }
  }

  @Test func `a balance never leaves what every reader can count`() throws {
    let largest = Postings.largestAmount
    let store = InMemoryEventStore()
    var maker = try EntryMaker()
    let posted = [Posting("assets:jar:a", .euro, largest), Posting("equity:opening", .euro, -largest)]
    try store.write { log in
      for _ in 0..<9_007 { try maker.append(in: "jar/x", posted, to: log) }
    }
    let book = try JarBook(store: store)
    try book.open("a")
    #expect(try book.held("a") == 9_007 * largest)
    try book.refuses("balance.too-large") { try $0.fill("a", largest) }
    try book.fill("a", (1 << 53) - 1 - 9_007 * largest)
    try book.refuses("balance.too-large") { try $0.fill("a", 1) }
    #expect(try book.held("a") == JSON.maximumInteger)
  }

  @Test func `an entry whose body is too long is not drafted`() throws {
    let book = try Self.book()
    var request = try book.request(JarFilled(cents: 5), "a")
    request.body = Array(#"{"cents":5,"ticket":"\#(String(repeating: "t", count: 48_000))"}"#.utf8)
    let long = request
    try book.refuses("body.invalid") { try $0.record(long) }
  }

  @Test func `a rule sees the balance before the entry`() throws {
    let book = try Self.book()
    let refusal = try book.refuses("jar.short") { try $0.record(try $0.request(JarEmptied(cents: 6), "a")) }
    #expect(refusal?.message == "the jar holds 5")
    try book.record(try book.request(JarEmptied(cents: 5), "a"))
    try book.refuses("jar.short") { try $0.record(try $0.request(JarEmptied(cents: 1), "a")) }
    try book.refuses("jar.not-open") { try $0.fill("c", 1) }
  }
}
