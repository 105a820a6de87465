import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import Synchronization
import Testing

@Suite struct SubmissionQueueTests {
  private typealias Answer = Result<[Receipt], any Error>

  /// Holds the door until a first submission and all others wait, so that the others share one transaction.
  private static func together(
    _ jars: JarLedger, _ queue: SubmissionQueue, _ submissions: [[SignedEntry]]
  ) async throws -> [Answer] {
    jars.store.closeDoor()
    let writes = jars.store.writes
    let first = try jars.newJar(0, "first")
    async let begun = queue.submit(first)
    #expect(try await eventually { jars.store.writes == writes + 1 })
    var tasks: [Task<[Receipt], any Error>] = []
    for submission in submissions {
      tasks.append(Task { try await queue.submit(submission) })
      #expect(try await eventually { queue.figures.waiting == tasks.count })
    }
    jars.store.openDoor()
    _ = try await begun
    var answers: [Answer] = []
    for task in tasks { answers.append(await task.result) }
    return answers
  }

  private static func code(_ answer: Answer) -> String? {
    guard case .failure(let error) = answer else { return nil }
    return (error as? Refusal)?.code.id ?? "\(error)"
  }

  @Test func `submissions that come while a transaction runs share the next one`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let writes = jars.store.writes
      let submissions = try (1...20).map { try jars.newJar($0) }
      let answers = try await Self.together(jars, queue, submissions)
      #expect(jars.store.writes == writes + 2)
      #expect(try answers.map { try $0.get()[0].position } == Array(3...22))
      #expect(queue.figures.transactions == 2 && queue.figures.submissions == 21 && queue.figures.entries == 21)
      #expect(try jars.onDisk().suffix(20) == submissions.map { $0[0].entry.id })
    }
  }

  @Test func `a refused submission leaves nothing, and disturbs none of those beside it`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let good = try jars.signed(jars.request(JarFilled(cents: 100)))
      let late = try jars.signed(jars.request(JarFilled(cents: 7)))
      let greedy = try jars.signed(
        jars.request(JarFilled(cents: 5), jar: "b"), jars.request(JarEmptied(cents: 5), jar: "b"))
      let last = try jars.newJar(9)
      let answers = try await Self.together(jars, queue, [good, late, greedy, last])
      #expect(answers.map(Self.code) == [nil, "stream.conflict", nil, nil])
      #expect(queue.figures.refused == 1)
      #expect(try jars.store.read { try $0.balance(of: Toy.account(of: "a")) } == 100)
      #expect(try jars.onDisk().suffix(4) == (good + greedy + last).map(\.entry.id))
    }
  }

  @Test func `a submission whose second entry is refused writes neither, among others that are written`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      try jars.record(JarFilled(cents: 10), jar: "b")
      let fill = try jars.request(JarFilled(cents: 1, ticket: "t"), jar: "a")
      // What it empties is there when it is drafted, and gone when it is submitted.
      let pair = try jars.signed(fill, jars.request(JarEmptied(cents: 10), jar: "b"))
      try jars.record(JarEmptied(cents: 10), jar: "b")
      let again = try jars.signed(jars.request(JarFilled(cents: 3, ticket: "t"), jar: "a"))
      let before = try jars.onDisk()
      let answers = try await Self.together(jars, queue, [pair, again])
      #expect(answers.map(Self.code) == ["stream.conflict", nil])
      #expect(try jars.onDisk().dropFirst(before.count + 1) == again.map(\.entry.id)[...])
      #expect(try jars.store.read { try $0.balance(of: Toy.account(of: "a")) } == 3)
      #expect(try jars.store.read { try $0.holder(of: Claim("ticket", "t")) } == before.count + 1)
      let state: Jar = try jars.bookkeeper.state("jar/a")
      #expect(state.fillings == 1, "the state that is remembered is the one on disk")
    }
  }

  @Test func `two entries of one submission build upon each other, and upon those before it`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let name: Slug = "new"
      let pair = try jars.signed(
        jars.request(JarOpened(name: name), jar: name), jars.request(JarFilled(cents: 4), jar: name),
        jars.request(JarEmptied(cents: 3), jar: name))
      let receipts = try await Self.together(jars, queue, [try jars.newJar(1), pair, try jars.newJar(2)])
      #expect(try receipts.map { try $0.get().map(\.position) } == [[3], [4, 5, 6], [7]])
      #expect(try jars.store.read { try $0.balance(of: Toy.account(of: name)) } == 1)
    }
  }

  @Test func `the same entry sent twice at once is written once, and both get its receipt`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let entry = try jars.signed(jars.request(JarFilled(cents: 100)))
      let answers = try await Self.together(jars, queue, [entry, entry])
      let receipts = try answers.map { try $0.get() }
      #expect(receipts[0] == receipts[1] && receipts[0].count == 1)
      #expect(try await queue.submit(entry) == receipts[0], "and so does who comes later")
      #expect(try jars.onDisk().count { $0 == entry[0].entry.id } == 1)
    }
  }

  @Test func `another entry under a used id is refused`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let id = jars.bookkeeper.surroundings.newID()
      let one = try jars.signed(jars.request(JarFilled(cents: 1), jar: "a", id: id))
      let other = try jars.signed(jars.request(JarFilled(cents: 2), jar: "b", id: id))
      let answers = try await Self.together(jars, queue, [one, other])
      #expect(answers.map(Self.code) == [nil, "id.reused"])
    }
  }

  @Test func `where the store fails a group, each submission gets a transaction of its own`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let submissions = try (1...5).map { try jars.newJar($0) }
      let poison = submissions[2][0].entry.id
      jars.store.fail { _, appended in
        if appended.contains(poison) { throw StoreError.failed("the disk does not like it") }
      }
      let answers = try await Self.together(jars, queue, submissions)
      #expect(answers.map(Self.code) == [nil, nil, "the disk does not like it", nil, nil])
      #expect(queue.figures.failed == 1 && queue.figures.submissions == 5)
      let expected = [0, 1, 3, 4].map { submissions[$0][0].entry.id }
      #expect(try jars.onDisk().suffix(4) == expected)
      jars.store.fail { _, _ in }
      #expect(try await queue.submit(submissions[2])[0].position == 7, "what failed can be sent again")
    }
  }

  @Test func `while another program holds the ledger everybody is told at once`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let writes = jars.store.writes
      jars.store.fail { number, _ in if number == writes + 2 { throw StoreError.busy } }
      let answers = try await Self.together(jars, queue, try (1...3).map { try jars.newJar($0) })
      #expect(answers.map(Self.code) == Array(repeating: "\(StoreError.busy)", count: 3))
      #expect(jars.store.writes == writes + 2)
      #expect(try jars.onDisk().count == 3)
    }
  }

  @Test func `who comes when too many wait is turned away, and those who wait are served`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper, limits: .init(waiting: 2))
      let submissions = try (1...4).map { try jars.newJar($0) }
      jars.store.closeDoor()
      let writes = jars.store.writes
      var tasks: [Task<[Receipt], any Error>] = []
      for (index, submission) in submissions.prefix(3).enumerated() {
        tasks.append(Task { try await queue.submit(submission) })
        #expect(try await eventually { jars.store.writes == writes + 1 && queue.figures.waiting == index })
      }
      await #expect(throws: StoreError.busy) { try await queue.submit(submissions[3]) }
      jars.store.openDoor()
      for task in tasks { #expect(try await task.value.count == 1) }
      #expect(try await queue.submit(submissions[3]).count == 1)
      #expect(queue.figures.failed == 1)
    }
  }

  @Test func `no transaction is longer than its limit, but for a submission that is longer itself`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper, limits: .init(together: 3))
      let long = try jars.signed((0..<5).map { _ in try jars.request(JarFilled(cents: 1)) })
      let submissions = try [jars.newJar(1), jars.newJar(2), long] + (3...6).map { try jars.newJar($0) }
      let writes = jars.store.writes
      let answers = try await Self.together(jars, queue, submissions)
      #expect(answers.allSatisfy { Self.code($0) == nil })
      #expect(jars.store.writes == writes + 5, "one that began, 1 and 2, the long one, 3 to 5, 6")
    }
  }

  @Test func `a queue that is closed writes what waits and takes nothing more`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      jars.store.closeDoor()
      let writes = jars.store.writes
      let (one, two, three) = (try jars.newJar(1), try jars.newJar(2), try jars.newJar(3))
      let first = Task { try await queue.submit(one) }
      #expect(try await eventually { jars.store.writes == writes + 1 })
      let second = Task { try await queue.submit(two) }
      #expect(try await eventually { queue.figures.waiting == 1 })
      let closing = Task { await queue.close() }
      #expect(try await eventually { queue.isClosed })
      await #expect(throws: StoreError.busy) { try await queue.submit(three) }
      jars.store.openDoor()
      await closing.value
      #expect(try jars.onDisk().count == 4)
      _ = try await (first.value, second.value)
      await queue.close()
    }
  }

  @Test func `nothing and too much are no submission`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let queue = SubmissionQueue(jars.bookkeeper)
      let refusal = await #expect(throws: Refusal.self) { try await queue.submit([]) }
      #expect(refusal?.code.id == "submission.size")
      let one = try jars.newJar(1)
      let many = Array(repeating: one[0], count: Ledger.largestSubmission + 1)
      await #expect(throws: Refusal.self) { try await queue.submit(many) }
    }
  }
}
