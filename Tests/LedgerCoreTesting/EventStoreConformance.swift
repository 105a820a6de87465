public import LedgerCore
import Sodium
import TransparencyLog

/// One thing that every store must do, whatever it is made of.
public struct ConformanceCheck: Sendable, CustomStringConvertible {
  public let description: String
  let body: @Sendable (any EventStore) throws -> Void

  /// - Parameter store: a new, empty store.
  public func run(on store: any EventStore) throws { try body(store) }
}

/// What a store did otherwise than it must.
public struct ConformanceFailure: Error, CustomStringConvertible {
  public let description: String
}

/// The suite that every backend passes.
public enum EventStoreConformance {
  public static let checks: [ConformanceCheck] = [
    ConformanceCheck(description: "an empty log has no head, no balance and the empty root", body: empty),
    ConformanceCheck(description: "what was appended is read back byte for byte", body: readsBack),
    ConformanceCheck(description: "streams are told apart and read in order", body: streams),
    ConformanceCheck(description: "roots and proofs of every size come from stored nodes", body: tree),
    ConformanceCheck(description: "a claim is held until its entry is reversed", body: claims),
    ConformanceCheck(description: "an id is used once, and found by its ending", body: ids),
    ConformanceCheck(description: "a writer that throws leaves nothing behind", body: rollback),
    ConformanceCheck(description: "an append that fails inside a submission leaves the others", body: failedAppend),
    ConformanceCheck(description: "a reader keeps its view while another writes", body: isolation),
    ConformanceCheck(description: "a writer reads its own additions", body: ownWrites),
    ConformanceCheck(description: "what is not there is an error or nil", body: missing),
    ConformanceCheck(description: "a ledger over the store admits, refuses, reverses and repeats", body: ledger),
    ConformanceCheck(description: "any history gives the answers of a naive model", body: model),
  ]

  static func expect(_ truth: Bool, _ what: @autoclosure () -> String) throws {
    if !truth { throw ConformanceFailure(description: what()) }
  }

  static func expect<Value: Equatable>(_ value: Value, is expected: Value, _ what: @autoclosure () -> String) throws {
    try expect(value == expected, "\(what()): \(value) instead of \(expected)")
  }

  static func refusal(_ what: String, _ body: () throws -> Void) throws -> any Error {
    do { try body() } catch { return error }
    throw ConformanceFailure(description: "\(what) was accepted")
  }

  static let cash = AccountKey("assets:cash", .euro)
  static let gifts = AccountKey("income:gifts", .euro)

  static func gift(_ cents: Int) -> [Posting] {
    [Posting("assets:cash", .euro, cents), Posting("income:gifts", .euro, -cents)]
  }

  private static func empty(_ store: any EventStore) throws {
    try store.read { log in
      try expect(log.size, is: 0, "size")
      try expect(log.treeHead(), is: .empty, "tree head")
      try expect(log.head(of: "jar/a"), is: nil, "head")
      try expect(log.balance(of: cash, at: nil), is: 0, "balance")
      try expect(log.balances(at: nil), is: [], "balances")
      try expect(log.balances(asOf: CivilDate(dayNumber: 0)), is: [], "balances as of")
      try expect(log.positions(of: "jar/a", after: 0), is: [], "positions")
      try expect(log.streams(family: "jar"), is: [], "streams")
      try expect(log.ids(endingIn: "", most: 5), is: [], "ids")
      try expect(log.register(of: cash, from: 0, most: 5), is: [], "register")
    }
  }

  private static func readsBack(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    let text = #"{"note":"caffè \u0001 \"x\" 🙂"}"#
    let made = try store.write { log in
      [
        try maker.append(in: "jar/a", gift(5), body: text, to: log), try maker.append(in: "jar/b", to: log),
        try maker.append(in: "jar/a", to: log),
      ]
    }
    try store.read { log in
      var scanned: [StoredEntry] = []
      try log.scan(0..<3) { scanned.append($0) }
      for (position, signed) in made.enumerated() {
        let entry = try log.stored(at: position)
        try expect(entry.payload, is: signed.envelope.payload, "payload")
        try expect(entry.envelope.bytes, is: signed.envelope.bytes, "envelope")
        try expect(entry.logged().leaf, is: signed.leaf, "leaf")
        try expect(scanned[position].envelope.bytes, is: signed.envelope.bytes, "scanned envelope")
        try expect(scanned[position].position, is: position, "scanned position")
        try expect(log.recorded(at: position), is: signed.entry.header.recorded, "recorded")
      }
      try log.scan(1..<1) { _ in throw ConformanceFailure(description: "an empty range has an entry") }
      var middle: [Int] = []
      try log.scan(1..<2) { middle.append($0.position) }
      try expect(middle, is: [1], "a part of the log")
    }
  }

  private static func streams(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    let made = try store.write { log in
      try ["jar/b", "ledger", "jar/a", "jar/b", "jars/c", "jar/b"].map {
        try maker.append(in: StreamID(unchecked: $0), to: log)
      }
    }
    try store.read { log in
      try expect(log.positions(of: "jar/b", after: 0), is: [0, 3, 5], "positions")
      try expect(log.positions(of: "jar/b", after: 1), is: [3, 5], "positions after 1")
      try expect(log.positions(of: "jar/b", after: 3), is: [], "positions after the last")
      try expect(log.streams(family: "jar"), is: ["jar/b", "jar/a"], "streams in order of their first entry")
      try expect(log.streams(family: "ledger"), is: ["ledger"], "the stream that stands alone")
      try expect(log.streams(family: "ja"), is: [], "half a family")
      let head = StreamHead(revision: 3, position: 5, leaf: made[5].leaf)
      try expect(log.head(of: "jar/b"), is: head, "head")
    }
  }

  private static func tree(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    var reference = CompactRange()
    var heads = [reference.head]
    for batch in [1, 2, 5, 9, 3] {
      let leaves = try store.write { log in
        try (0..<batch).map { _ in try maker.append(in: "jar/a", to: log).leaf }
      }
      for leaf in leaves {
        reference.advance(leaf)
        heads.append(reference.head)
      }
    }
    try store.read { log in
      let tree = MerkleTree(AnyNodes(log))
      for (size, head) in heads.enumerated() {
        try expect(log.treeHead(at: size), is: head, "tree head at \(size)")
        guard size > 0 else { continue }
        try tree.consistencyProof(from: size, to: reference.size).verify(from: head, to: reference.head)
        let leaf = try log.node(level: 0, index: size - 1)
        let proof = try tree.inclusionProof(index: size - 1, size: reference.size)
        try proof.verify(leaf: leaf, root: reference.root)
      }
    }
  }

  private static func claims(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    let line = Claim("bank-line", "01")
    let other = Claim("bank-line", "02")
    try store.write { log in
      try maker.append(in: "jar/a", claims: [line], to: log)
      try expect(log.holder(of: line), is: 0, "holder in the same write")
    }
    _ = try refusal("a second claim") {
      try store.write { log in _ = try maker.append(in: "jar/b", claims: [other, line], to: log) }
    }
    try store.read { log in
      try expect(log.holder(of: line), is: 0, "holder")
      try expect(log.holder(of: other), is: nil, "a claim that was refused with another")
    }
    try store.write { log in
      try maker.append(in: "jar/a", releases: 0, to: log)
      try expect(log.holder(of: line), is: nil, "a released claim")
      try maker.append(in: "jar/b", claims: [line], to: log)
      try expect(log.holder(of: line), is: 2, "the next holder")
    }
    try store.read { try expect($0.holder(of: line), is: 2, "the next holder, later") }
  }

  private static func ids(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    guard let one = ULID("01J00000000000000000000ABC"), let two = ULID("01H00000000000000000001ABC"),
      let three = ULID("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
    else { throw ConformanceFailure(description: "not ULIDs") }
    try store.write { log in
      for id in [one, two, three] { try maker.append(in: "jar/a", id: id, to: log) }
    }
    let error = try refusal("an id that is used") {
      try store.write { log in _ = try maker.append(in: "jar/b", id: two, to: log) }
    }
    try expect(error is StoreError, "an id that is used gives \(error)")
    try store.read { log in
      try expect(log.position(of: two), is: 1, "position of an id")
      try expect(log.ids(endingIn: "ABC", most: 5).sorted(), is: [two, one], "ids with an ending")
      try expect(log.ids(endingIn: "1ABC", most: 5), is: [two], "an unambiguous ending")
      try expect(log.ids(endingIn: one.description, most: 5), is: [one], "the whole id")
      try expect(log.ids(endingIn: "ABC", most: 1).count, is: 1, "at most one")
      try expect(log.ids(endingIn: "ABD", most: 5), is: [], "no such ending")
      try expect(log.ids(endingIn: "ÄBC", most: 5), is: [], "no such letters")
      try expect(log.ids(endingIn: "0" + three.description, most: 5), is: [], "too long")
    }
  }

  private static func rollback(_ store: any EventStore) throws {
    struct Stop: Error {}
    var maker = try EntryMaker()
    try store.write { log in _ = try maker.append(in: "jar/a", gift(7), claims: [Claim("x", 1)], to: log) }
    let before = try store.read { try $0.treeHead() }
    let error = try refusal("a writer that throws") {
      try store.write { log in
        try maker.append(in: "jar/b", gift(9), day: 3, claims: [Claim("x", 2)], to: log)
        try maker.append(in: "jar/a", gift(9), releases: 0, to: log)
        throw Stop()
      }
    }
    try expect(error is Stop, "the writer's own error comes back, not \(error)")
    try store.write { log in
      try expect(log.treeHead(), is: before, "tree head")
      try expect(log.head(of: "jar/a")?.revision, is: 1, "head")
      try expect(log.head(of: "jar/b"), is: nil, "new stream")
      try expect(log.balance(of: cash, at: nil), is: 7, "balance")
      try expect(log.balances(asOf: CivilDate(dayNumber: 3)), is: [], "balances as of")
      try expect(log.holder(of: Claim("x", 1)), is: 0, "claim")
      try expect(log.holder(of: Claim("x", 2)), is: nil, "new claim")
      try maker.append(in: "jar/a", gift(1), to: log)
    }
    try store.read { try expect($0.balance(of: cash, at: nil), is: 8, "balance after going on") }
  }

  private static func failedAppend(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    try store.write { log in
      let first = try maker.append(in: "jar/a", gift(1), to: log)
      _ = try refusal("a wrong revision") {
        try log.append(Addition(signed: first, claims: [], releases: nil))
      }
      _ = try refusal("a used id") { try maker.append(in: "jar/b", gift(2), id: first.entry.id, to: log) }
      try expect(log.size, is: 1, "size after failures")
      try maker.append(in: "jar/b", gift(4), to: log)
    }
    try store.read { log in
      try expect(log.size, is: 2, "size")
      try expect(log.balance(of: cash, at: nil), is: 5, "balance")
      try expect(log.head(of: "jar/b")?.position, is: 1, "head")
    }
  }

  private static func isolation(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    try store.write { log in _ = try maker.append(in: "jar/a", gift(1), to: log) }
    try store.read { log in
      try store.write { writer in _ = try maker.append(in: "jar/a", gift(2), day: 10, to: writer) }
      try expect(log.size, is: 1, "size of the older view")
      try expect(log.balance(of: cash, at: nil), is: 1, "balance of the older view")
      try expect(log.head(of: "jar/a")?.revision, is: 1, "head of the older view")
      try expect(log.balances(asOf: CivilDate(dayNumber: 10)), is: [], "day total of the older view")
      _ = try refusal("an entry beyond the view") { _ = try log.stored(at: 1) }
    }
    try store.read { try expect($0.size, is: 2, "size of the newer view") }
  }

  private static func ownWrites(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    try store.write { log in
      try maker.append(in: "jar/a", gift(3), day: 5, to: log)
      let signed = try maker.append(in: "jar/a", gift(4), day: 6, to: log)
      try expect(log.size, is: 2, "size")
      try expect(log.balance(of: cash, at: nil), is: 7, "balance")
      try expect(log.balance(of: cash, at: 1), is: 3, "balance at 1")
      try expect(log.balance(of: cash, at: 2), is: 7, "balance at 2")
      try expect(
        log.balances(asOf: CivilDate(dayNumber: 5)),
        is: [AccountBalance(key: cash, amount: 3), AccountBalance(key: gifts, amount: -3)], "balances as of")
      try expect(log.positions(of: "jar/a", after: 0), is: [0, 1], "positions")
      try expect(log.position(of: signed.entry.id), is: 1, "position")
      try expect(log.stored(at: 1).payload, is: signed.envelope.payload, "payload")
      try expect(log.treeHead(at: 1).root, is: log.node(level: 0, index: 0), "root")
    }
  }

  private static func missing(_ store: any EventStore) throws {
    var maker = try EntryMaker()
    try store.write { log in _ = try maker.append(in: "jar/a", to: log) }
    try store.read { log in
      for position in [-1, 1, 100] {
        _ = try refusal("position \(position)") { _ = try log.stored(at: position) }
        _ = try refusal("recorded at \(position)") { _ = try log.recorded(at: position) }
      }
      _ = try refusal("a range beyond the end") { try log.scan(0..<2) { _ in } }
      try expect(log.position(of: ULID(high: 0, low: 1)), is: nil, "an unknown id")
      try expect(log.holder(of: Claim("x", "y")), is: nil, "an unknown claim")
    }
  }

  /// `MerkleTree` takes a concrete reader.
  struct AnyNodes: NodeReader {
    let log: any LogReader
    init(_ log: any LogReader) { self.log = log }
    func node(level: Int, index: Int) throws -> Digest { try log.node(level: level, index: index) }
  }
}
