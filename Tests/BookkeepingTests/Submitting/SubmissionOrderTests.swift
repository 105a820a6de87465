import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerCoreTesting
import LedgerSQLite
import SeededRandom
import Sodium
import Synchronization
import Testing

/// Whoever submits beside whom: what is on disk is what one person after the other would have written.
@Suite struct SubmissionOrderTests {
  private typealias Outcome = Result<[Int], AnyCode>
  private struct AnyCode: Error, Hashable, CustomStringConvertible { let description: String }

  private static func outcome(_ answer: Result<[Receipt], any Error>) -> Outcome {
    switch answer {
    case .success(let receipts): .success(receipts.map(\.position))
    case .failure(let error): .failure(AnyCode(description: (error as? Refusal)?.code.id ?? "\(error)"))
    }
  }

  /// Submissions of one to three entries which contend for few jars and fewer tickets, drafted on the log of this moment.
  private static func submissions(
    _ count: Int, on jars: JarLedger, using random: inout SeededGenerator
  ) throws -> [[SignedEntry]] {
    let names: [Slug] = ["a", "b", "c"]
    let tickets: [Slug?] = [nil, nil, "x", "y"]
    var made: [[SignedEntry]] = []
    while made.count < count {
      let requests = try (0..<Int.random(in: 1...3, using: &random)).map { _ -> EntryRequest in
        let jar = names[Int.random(in: 0...2, using: &random)]
        let cents = Int.random(in: 1...5, using: &random)
        return try Bool.random(using: &random)
          ? jars.request(JarEmptied(cents: cents), jar: jar)
          : jars.request(
            JarFilled(cents: cents, ticket: tickets[Int.random(in: 0...3, using: &random)]), jar: jar)
      }
      // What would be refused already when it is drafted is never signed.
      guard let signed = try? jars.signed(requests) else { continue }
      made.append(signed)
      if Int.random(in: 0...5, using: &random) == 0 { made.append(signed) }
    }
    return made
  }

  @Test func `groups of any length write and answer what one submission after the other does`() async throws {
    var random = SeededGenerator.printing()
    for round in 0..<12 {
      try await withFolder { path in
        let jars = try JarLedger(in: path, jars: ["a", "b", "c"])
        let twin = InMemoryEventStore()
        let serial = Ledger(store: twin, rulebook: Toy.rulebook)
        try Self.copy(jars, to: serial)
        let limits = SubmissionQueue.Limits(together: Int.random(in: 1...8, using: &random))
        let queue = SubmissionQueue(jars.bookkeeper, limits: limits)
        for _ in 0..<4 {
          let submissions = try Self.submissions(10, on: jars, using: &random)
          let expected = submissions.map { entries in
            Self.outcome(Result { try serial.submit(entries, now: jars.bookkeeper.surroundings.now) })
          }
          let answers = try await Self.submit(submissions, to: queue, of: jars, using: &random)
          #expect(answers == expected, "round \(round)")
        }
        #expect(
          try SQLiteEventStore(readOnly: path + "/ledger.db").read { try $0.treeHead() }
            == twin.read { try $0.treeHead() })
        let stored = try jars.store.read { try $0.balances(at: nil) }
        #expect(try stored == twin.read { try $0.balances(at: nil) })
        for jar in ["jar/a", "jar/b", "jar/c"] as [StreamID] {
          let (ours, theirs): (Jar, Jar) = (try jars.bookkeeper.state(jar), try serial.state(of: jar))
          #expect(ours.fillings == theirs.fillings && ours.name == theirs.name)
        }
      }
    }
  }

  private static func copy(_ jars: JarLedger, to serial: Ledger) throws {
    try jars.store.read { log in
      try log.scan(0..<log.size) { stored in
        let signed = try SignedEntry(stored.envelope, verifiedWith: stored.publicKey)
        _ = try serial.submit([signed], now: jars.bookkeeper.surroundings.now)
      }
    }
  }

  /// Submits in a known order while the door is closed, lets some in, and so on.
  private static func submit(
    _ submissions: [[SignedEntry]], to queue: SubmissionQueue, of jars: JarLedger, using random: inout SeededGenerator
  ) async throws -> [Outcome] {
    jars.store.closeDoor()
    let writes = jars.store.writes
    var tasks: [Task<[Receipt], any Error>] = []
    for (index, submission) in submissions.enumerated() {
      tasks.append(Task { try await queue.submit(submission) })
      // The first waits at the door, the others in the queue.
      let arrived = try await eventually { jars.store.writes > writes && queue.figures.waiting == index }
      try #require(arrived)
    }
    jars.store.openDoor()
    var answers: [Outcome] = []
    for task in tasks { answers.append(outcome(await task.result)) }
    return answers
  }

  /// What many people were told.
  private final class Kept: Sendable {
    private let told = Mutex<(receipts: [Receipt], refused: [ULID])>(([], []))

    var all: (receipts: [Receipt], refused: [ULID]) { told.withLock { $0 } }
    func add(_ receipts: [Receipt]) { told.withLock { $0.receipts += receipts } }
    func add(refused ids: [ULID]) { told.withLock { $0.refused += ids } }
  }

  /// One person's day: every fifth time they want what others want, too.
  private static func work(
    _ person: Int, _ jars: JarLedger, _ queue: SubmissionQueue, _ reader: SQLiteEventStore, _ kept: Kept
  ) async throws {
    for round in 0..<25 {
      let submission =
        try round.isMultiple(of: 5)
        ? jars.signed(jars.request(JarFilled(cents: 1)), jars.request(JarFilled(cents: 1), jar: "b"))
        : jars.newJar(round, "p\(person)r")
      do {
        let receipts = try await queue.submit(submission)
        for receipt in receipts {
          // Read by somebody who only sees what was committed.
          let there = try reader.read { try $0.position(of: receipt.id) }
          try #require(there == receipt.position, "acknowledged before it was written")
        }
        kept.add(receipts)
      } catch let refusal as Refusal {
        #expect(refusal.code.id == "stream.conflict")
        kept.add(refused: submission.map(\.entry.id))
      }
    }
  }

  @Test func `many at once in two programs: every receipt is on disk, and whoever is refused left nothing`()
    async throws
  {
    try await withFolder { path in
      let jars = try JarLedger(in: path)
      let programs = [jars, try jars.again()]
      let queues = programs.map { SubmissionQueue($0.bookkeeper) }
      let reader = try SQLiteEventStore(readOnly: path + "/ledger.db")
      let kept = Kept()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for person in 0..<16 {
          let (program, queue) = (programs[person % 2], queues[person % 2])
          group.addTask { try await Self.work(person, program, queue, reader, kept) }
        }
        try await group.waitForAll()
      }
      let (receipts, refused) = kept.all
      let onDisk = try jars.onDisk()
      #expect(receipts.count == onDisk.count - 2, "nothing is there that nobody was told of")
      #expect(Set(receipts.map(\.position)).count == receipts.count)
      for receipt in receipts { #expect(onDisk[receipt.position] == receipt.id) }
      #expect(Set(onDisk).isDisjoint(with: refused))
      #expect(receipts.count >= 16 * 20, "those who contend with nobody are all written")
      let transactions = queues.reduce(0) { $0 + $1.figures.transactions }
      print("two programs: \(receipts.count) entries in \(transactions) transactions, \(refused.count / 2) conflicts")
      #expect(queues.allSatisfy { $0.figures.waiting == 0 && $0.figures.failed == 0 })
    }
  }

  @Test func `a sealed record is kept for good once the entry that names its holder is submitted`() async throws {
    try await SmallFund.with { fund in
      let queue = SubmissionQueue(fund.bookkeeper)
      let id = fund.bookkeeper.surroundings.newID()
      let record = try fund.bookkeeper.seal(["name": "Rita"], party: id)
      let request = try fund.request(
        PartyRegistered(record: record, sort: .person), StreamID("party", id), by: "ugo", .operator)
      let draft = try #require(try fund.bookkeeper.draftNext([request]))
      #expect(try fund.bookkeeper.vault.newHolders().keys.contains(id))
      _ = try await queue.submit([SignedEntry(draft.entry, with: try key(4))])
      #expect(try !fund.bookkeeper.vault.newHolders().keys.contains(id))
      #expect(try fund.bookkeeper.parties().contains { $0.name == "Rita" })
    }
  }
}
