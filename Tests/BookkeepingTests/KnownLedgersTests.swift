import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

@Suite struct KnownLedgersTests {
  private static func log(_ entries: Int, seed: UInt8 = 1, after base: Int = 0) throws -> LayeredLog {
    let log = LayeredLog()
    var maker = try EntryMaker()
    for _ in 0..<base { try maker.append(in: "jar/a", to: log) }
    var other = try EntryMaker(seed: seed)
    for _ in base..<entries { try other.append(in: "jar/a", to: log) }
    return log
  }

  private static func never(_ head: TreeHead) throws -> Bool {
    Issue.record("nobody is asked about \(head)")
    return false
  }

  private static func memory(of log: LayeredLog) throws -> (KnownLedgers, Digest) {
    let ledger = try log.node(level: 0, index: 0)
    var known = KnownLedgers()
    known.remember(try log.treeHead(), of: ledger)
    return (known, ledger)
  }

  @Test func `a ledger that nobody has seen before is taken as it is`() throws {
    let log = try Self.log(3)
    let ledger = try log.node(level: 0, index: 0)
    #expect(try KnownLedgers().check(log, ledger: ledger, acceptRestore: Self.never) == log.treeHead())
    #expect(KnownLedgers().head(of: ledger) == nil)
  }

  @Test func `a log that extends what was seen gives its new head`() throws {
    let (known, ledger) = try Self.memory(of: try Self.log(3))
    for size in 3...6 {
      let log = try Self.log(size)
      #expect(try known.check(log, ledger: ledger, acceptRestore: Self.never) == log.treeHead())
    }
  }

  @Test func `a log whose tail was cut is noticed`() throws {
    let (known, ledger) = try Self.memory(of: try Self.log(5))
    let refusal = #expect(throws: Refusal.self) {
      try known.check(Self.log(4), ledger: ledger) { _ in false }
    }
    #expect(refusal?.code.id == "ledger.rolled-back" && refusal?.code.consequence == .integrity)
    #expect(refusal?.message == "this machine has seen 5 entries of this ledger, and now there are 4")
  }

  @Test(arguments: [5, 6, 9])
  func `a log with another history is noticed, as long as it may be`(size: Int) throws {
    let (known, ledger) = try Self.memory(of: try Self.log(5))
    let refusal = #expect(throws: Refusal.self) {
      try known.check(Self.log(size, seed: 2, after: 2), ledger: ledger) { _ in false }
    }
    #expect(refusal?.code.id == "ledger.forked")
  }

  @Test func `a restore is accepted once it is asked about with what was lost`() throws {
    let lost = try Self.log(5).treeHead()
    var (known, ledger) = try Self.memory(of: try Self.log(5))
    let restored = try Self.log(4)
    var asked: [TreeHead] = []
    let head = try known.check(restored, ledger: ledger) { head in
      asked.append(head)
      return true
    }
    #expect(asked == [lost])
    #expect(head == (try restored.treeHead()))
    known.remember(head, of: ledger)
    #expect(try known.check(restored, ledger: ledger, acceptRestore: Self.never) == head, "it is asked only once")
  }

  @Test func `ledgers are told apart`() throws {
    let (first, second) = (try Self.log(5), try Self.log(2, seed: 3))
    let (known, _) = try Self.memory(of: first)
    let other = try second.node(level: 0, index: 0)
    #expect(try known.check(second, ledger: other, acceptRestore: Self.never).size == 2)
  }

  @Test func `what is remembered is written and read back, and a newer head takes the place of the older`() throws {
    let (first, second) = (try Self.log(5), try Self.log(2, seed: 3))
    var (known, ledger) = try Self.memory(of: first)
    let other = try second.node(level: 0, index: 0)
    known.remember(try second.treeHead(), of: other)
    let read = try KnownLedgers(parsing: known.bytes)
    #expect(read.head(of: ledger) == (try first.treeHead()))
    #expect(read.head(of: other) == (try second.treeHead()))
    #expect(read.bytes == known.bytes)
    known.remember(try Self.log(6).treeHead(), of: ledger)
    #expect(known.head(of: ledger)?.size == 6)
  }

  @Test func `a damaged memory is an error`() {
    #expect(throws: JSONError.self) { try KnownLedgers(parsing: Array(#"{"ab":"#.utf8)) }
  }
}
