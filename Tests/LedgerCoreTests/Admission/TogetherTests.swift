import LedgerCore
import LedgerCoreTesting
import Sodium
import Synchronization
import Testing

/// Submissions of several people in one transaction, and what drafts leave behind.
@Suite struct TogetherTests {
  @Test func `each submission is all or nothing by itself`() throws {
    let book = try JarBook()
    try book.open("a", "b")
    let good = try book.prepare([book.request(JarFilled(cents: 5), "a"), book.request(JarFilled(cents: 6), "b")])
    let late = try book.prepare([book.request(JarFilled(cents: 7, ticket: "t"), "b")])
    let pair = try book.prepare([book.request(JarOpened(name: "c"), "c"), book.request(JarFilled(cents: 1), "a")])
    let new = try book.prepare([book.request(JarOpened(name: "d"), "d")])
    let (answers, head) = try book.ledger.submit(together: [good, late, pair, good, new], now: book.clock)
    #expect(try book.ledger.store.read { try $0.treeHead() } == head)
    let told = answers.map { answer -> String in
      switch answer {
      case .success(let receipts): "\(receipts.map(\.position))"
      case .failure(let refusal): refusal.code.id
      }
    }
    #expect(told == ["[2, 3]", "stream.conflict", "stream.conflict", "[2, 3]", "[4]"])
    #expect(book.size == 5)
    #expect(try book.ledger.store.read { try $0.head(of: "jar/c") } == nil)
    #expect(try book.ledger.store.read { try $0.holder(of: Claim("ticket", "t")) } == nil)
  }

  @Test func `nothing together is nothing`() throws {
    let book = try JarBook()
    #expect(try book.ledger.submit(together: [], now: book.clock).answers.isEmpty)
    #expect(try book.ledger.submit(together: [[]], now: book.clock).answers.map { try $0.get() } == [[]])
  }

  /// An entry that counts how often it is folded.
  private struct JarWeighed: EntryBody {
    static let kind: Kind = "jar.weighed"
    static let roles: Set<Role> = [.treasurer]
    static let folds = Mutex(0)
    var grams: Int

    func admit(to jar: Jar, in context: Admission) throws(Refusal) -> Effects {
      guard grams > 0 else { throw Toy.short(["held": 0]) }
      return .none
    }

    func apply(to jar: inout Jar, from entry: LoggedEntry) { Self.folds.withLock { $0 += 1 } }
  }

  @Test func `drafts and refused submissions cost nobody a fold of the stream`() throws {
    let book = try JarBook(
      rulebook: Rulebook(
        kinds: [EntryKind(JarOpened.self), EntryKind(JarWeighed.self)], governance: AllowingGovernance()))
    try book.open("a")
    for _ in 0..<60 { try book.record(try book.request(JarWeighed(grams: 1), "a")) }
    let before = JarWeighed.folds.withLock { $0 }
    func weigh() throws -> [EntryRequest] { try (1...2).map { try book.request(JarWeighed(grams: $0), "a") } }
    let (signed, late) = (try book.prepare(weigh()), try book.prepare(weigh()))
    let bad = try [signed[0], book.forged(book.request(JarWeighed(grams: 0), "a"))]
    let answers = try book.ledger.submit(together: [bad, signed, late], now: book.clock).answers
    #expect(answers.map { (try? $0.get()) != nil } == [false, true, false])
    _ = try book.ledger.state(of: "jar/a", as: Jar.self)
    try book.record(try book.request(JarWeighed(grams: 1), "a"))
    #expect(JarWeighed.folds.withLock { $0 } - before < 20, "sixty would be one fold from the beginning")
  }

  @Test func `a layer tells the positions of a stream from any revision on`() throws {
    let book = try JarBook()
    try book.open("a", "b")
    try book.fill("a", 1)
    try book.ledger.store.read { log in
      let layer = try LayeredLog(over: log)
      var maker = try EntryMaker()
      for stream in ["jar/a", "jar/c", "jar/a"] as [StreamID] { try maker.append(in: stream, to: layer) }
      let all = [0, 2, 3, 5]
      for revision in 0...5 {
        #expect(try layer.positions(of: "jar/a", after: revision) == Array(all.dropFirst(revision)))
      }
      #expect(try layer.positions(of: "jar/b", after: 0) == [1] && layer.positions(of: "jar/c", after: 0) == [4])
      #expect(try layer.positions(of: "jar/c", after: 1).isEmpty && layer.positions(of: "jar/d", after: 0).isEmpty)
    }
  }

  @Test func `what cannot be reversed because its family is unknown is refused, and no fault of the store`() throws {
    let book = try JarBook()
    try book.open("a")
    let gift = try book.fill("a", 1)
    var request = try book.reversal(of: gift, "a")
    request.stream = "cellar/a"
    let refusal = #expect(throws: Refusal.self) { try book.record(request) }
    #expect(refusal?.code.id == "stream.wrong")
  }
}
