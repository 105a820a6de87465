import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import Testing
import TransparencyLog

@Suite struct HeadWatchTests {
  @Test func `what another program writes is noticed when somebody looks`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      #expect(watch.size == 2)
      var changes = watch.changes().makeAsyncIterator()
      #expect(await changes.next() == 2)
      try jars.again().record(JarFilled(cents: 1))
      #expect(watch.size == 2)
      try watch.look()
      #expect(watch.size == 3)
      #expect(await changes.next() == 3)
    }
  }

  @Test func `what is submitted here is noticed at once, by everybody`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      let queue = SubmissionQueue(jars.bookkeeper, watch: watch)
      var (one, other) = (watch.changes().makeAsyncIterator(), watch.changes().makeAsyncIterator())
      #expect(await one.next() == 2)
      #expect(await other.next() == 2)
      _ = try await queue.submit(try jars.newJar(1))
      #expect(watch.size == 3)
      #expect(await one.next() == 3)
      #expect(await other.next() == 3)
    }
  }

  @Test func `a refused submission and one that was sent again are no news`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      let queue = SubmissionQueue(jars.bookkeeper, watch: watch)
      let entry = try jars.signed(jars.request(JarFilled(cents: 1)))
      let late = try jars.signed(jars.request(JarFilled(cents: 2)))
      _ = try await queue.submit(entry)
      var changes = watch.changes().makeAsyncIterator()
      #expect(await changes.next() == 3)
      await #expect(throws: Refusal.self) { try await queue.submit(late) }
      _ = try await queue.submit(entry)
      #expect(watch.size == 3)
      _ = try await queue.submit(try jars.newJar(1))
      #expect(await changes.next() == 4)
    }
  }

  @Test func `the head is known after a commit of our own, and read after one of another program`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      func stored() throws -> TreeHead { try jars.store.read { try $0.treeHead() } }
      #expect(watch.knownHead == nil)
      #expect(try watch.head() == stored())
      #expect(watch.knownHead?.size == 2)
      let queue = SubmissionQueue(jars.bookkeeper, watch: watch)
      _ = try await queue.submit(try jars.newJar(1))
      #expect(try watch.knownHead == stored())
      try jars.again().record(JarFilled(cents: 1))
      try watch.look()
      #expect(watch.knownHead == nil)
      #expect(try watch.head() == stored())
      #expect(watch.size == 4)
      let long = try jars.signed((0..<3).map { _ in try jars.request(JarFilled(cents: 1)) })
      _ = try await SubmissionQueue(jars.bookkeeper, limits: .init(together: 2), watch: watch).submit(long)
      #expect(watch.size == 7)
      #expect(watch.knownHead == nil, "a submission of its own tells its size only")
      #expect(try watch.head() == stored())
    }
  }

  @Test func `people are known until somebody may have changed them`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      let queue = SubmissionQueue(jars.bookkeeper, watch: watch)
      let other = try jars.again()
      let first = watch.people
      _ = try await queue.submit(try jars.newJar(1))
      #expect(watch.people == first, "a jar is nobody")
      try other.record(JarFilled(cents: 1))
      _ = try await queue.submit(try jars.newJar(2))
      #expect(watch.people == first + 1, "what another program wrote in between may have been anything")
      try other.record(JarFilled(cents: 1))
      try watch.look()
      #expect(watch.people == first + 2)
    }
  }

  @Test func `a slow reader misses sizes in between, never the newest`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      var changes = watch.changes().makeAsyncIterator()
      for _ in 0..<5 {
        try jars.record(JarFilled(cents: 1))
        try watch.look()
      }
      #expect(await changes.next() == 7)
    }
  }

  @Test func `the watch looks by itself until it is cancelled`() async throws {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      let looking = Task { await watch.run(every: .milliseconds(5)) }
      try jars.again().record(JarFilled(cents: 1))
      #expect(try await eventually { watch.size == 3 })
      looking.cancel()
      await looking.value
      try jars.record(JarFilled(cents: 1))
      #expect(watch.size == 3)
    }
  }

  @Test func `when the watch is over every stream ends, and none begins`() async throws {
    try await withFolder { path in
      let watch = try HeadWatch(try JarLedger(in: path).bookkeeper)
      var changes = watch.changes().makeAsyncIterator()
      #expect(await changes.next() == 2)
      watch.finish()
      #expect(await changes.next() == nil)
      var late = watch.changes().makeAsyncIterator()
      #expect(await late.next() == nil)
    }
  }
}
