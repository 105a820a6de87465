import Bookkeeping
import Funds
import LedgerCore
import LedgerCoreTesting
import Sodium
import Testing
import TransparencyLog

/// Somebody signs one entry after the other, far away from the ledger.
@Suite struct DraftingTests {
  private static func withJars(_ body: (JarLedger) throws -> Void) throws {
    try withFolder { path in try body(try JarLedger(in: path)) }
  }

  /// Signs drafts until there is none left.
  private static func sign(_ requests: [EntryRequest], in jars: JarLedger) throws -> [SignedEntry] {
    var signed: [SignedEntry] = []
    while let draft = try jars.bookkeeper.draftNext(requests, signed: signed) {
      signed.append(SignedEntry(draft.entry, with: try key(1)))
    }
    return signed
  }

  @Test func `drafted one by one, the entries are those that one submission carries`() throws {
    try Self.withJars { jars in
      let requests = try [
        jars.request(JarFilled(cents: 10)), jars.request(JarEmptied(cents: 4)),
        jars.request(JarFilled(cents: 1), jar: "b"),
      ]
      let signed = try Self.sign(requests, in: jars)
      #expect(try signed.map(\.entry.payload) == jars.signed(requests).map(\.entry.payload))
      #expect(signed[1].entry.header.previous == signed[0].leaf)
      #expect(try jars.bookkeeper.ledger.submit(signed, now: jars.bookkeeper.surroundings.now).count == 3)
    }
  }

  @Test func `a draft writes nothing, and changes nothing of what others are told`() throws {
    try Self.withJars { jars in
      let before = try jars.onDisk()
      _ = try Self.sign(
        [jars.request(JarFilled(cents: 10)), jars.request(JarFilled(cents: 10))], in: jars)
      #expect(try jars.onDisk() == before)
      let state: Jar = try jars.bookkeeper.state("jar/a")
      #expect(state.fillings == 0)
    }
  }

  @Test func `what the second entry takes must be what the first has left`() throws {
    try Self.withJars { jars in
      let requests = try [jars.request(JarFilled(cents: 10)), jars.request(JarEmptied(cents: 11))]
      let refusal = #expect(throws: Refusal.self) { try Self.sign(requests, in: jars) }
      #expect(refusal?.code.id == "jar.short")
      #expect(throws: Refusal.self) { try jars.bookkeeper.preview(requests) }
    }
  }

  @Test func `somebody who was faster is a conflict, and a new beginning is none`() throws {
    try Self.withJars { jars in
      let requests = try [jars.request(JarFilled(cents: 10)), jars.request(JarEmptied(cents: 4))]
      let draft = try #require(try jars.bookkeeper.draftNext(requests))
      let signed = SignedEntry(draft.entry, with: try key(1))
      try jars.record(JarFilled(cents: 1))
      let refusal = #expect(throws: Refusal.self) { try jars.bookkeeper.draftNext(requests, signed: [signed]) }
      #expect(refusal?.code.id == "stream.conflict" && refusal?.code.consequence == .conflict)
      #expect(try Self.sign(requests, in: jars).map(\.entry.header.revision) == [3, 4])
    }
  }

  @Test func `somebody who writes elsewhere in the meantime is no conflict`() throws {
    try Self.withJars { jars in
      let requests = try [jars.request(JarFilled(cents: 10)), jars.request(JarEmptied(cents: 4))]
      let draft = try #require(try jars.bookkeeper.draftNext(requests))
      let first = SignedEntry(draft.entry, with: try key(1))
      try jars.record(JarFilled(cents: 1), jar: "b")
      let next = try #require(try jars.bookkeeper.draftNext(requests, signed: [first]))
      #expect(next.entry.header.seen.size == 3, "the second has seen more than the first")
      let both = [first, SignedEntry(next.entry, with: try key(1))]
      #expect(try jars.bookkeeper.ledger.submit(both, now: jars.bookkeeper.surroundings.now).map(\.position) == [3, 4])
    }
  }

  private static let changes: [(String, @Sendable (inout EntryRequest) throws -> Void)] = [
    ("body", { $0 = try changed($0, body: ["cents": 11]) }), ("stream", { $0.stream = "jar/b" }),
    ("id", { $0.id = ULID(high: 7, low: 7) }), ("role", { $0.role = .operator }),
    ("actor", { $0.actor = ULID(high: 7, low: 7) }), ("body acted for", { $0.onBehalfOf = "coop" }),
    ("day", { $0.effective = $0.effective.adding(days: -1) }),
    ("kind", { $0 = try changed($0, kind: "jar.emptied", body: ["cents": 10]) }),
  ]

  private static func changed(_ request: EntryRequest, kind: Kind? = nil, body: JSON) throws -> EntryRequest {
    try EntryRequest(
      kind: kind ?? request.kind, body: body, stream: request.stream, actor: request.actor, role: request.role,
      effective: request.effective, id: request.id, in: Toy.rulebook)
  }

  @Test(arguments: changes.map(\.0))
  func `an entry that says something else than its request is refused`(member: String) throws {
    try Self.withJars { jars in
      let change = try #require(Self.changes.first { $0.0 == member }?.1)
      let request = try jars.request(JarFilled(cents: 10))
      var other = request
      try change(&other)
      let signed = try jars.signed(request)
      let refusal = #expect(throws: Refusal.self) {
        try jars.bookkeeper.draftNext([other, jars.request(JarFilled(cents: 1))], signed: signed)
      }
      #expect(refusal?.code.id == "draft.differs")
      #expect(throws: Never.self) { try jars.bookkeeper.draftNext([request], signed: signed) }
    }
  }

  @Test func `more is signed than was requested, or nothing was requested`() throws {
    try Self.withJars { jars in
      let signed = try jars.signed(jars.request(JarFilled(cents: 1)))
      let none = #expect(throws: Refusal.self) { try jars.bookkeeper.draftNext([]) }
      #expect(none?.code.id == "submission.size")
      let request = try jars.request(JarFilled(cents: 1), id: signed[0].entry.id)
      let refusal = #expect(throws: Refusal.self) {
        try jars.bookkeeper.draftNext([request], signed: signed + signed)
      }
      #expect(refusal?.code.id == "draft.differs")
    }
  }

  @Test func `a later draft is never dated before an earlier one`() throws {
    try Self.withJars { jars in
      let clock = jars.bookkeeper.surroundings
      let earlier = Bookkeeper(
        ledger: jars.bookkeeper.ledger, vault: jars.bookkeeper.vault,
        surroundings: Surroundings(milliseconds: { clock.milliseconds() - 5_000 }, random: clock.random))
      let requests = try [jars.request(JarFilled(cents: 10)), jars.request(JarFilled(cents: 4), jar: "b")]
      let first = try #require(try jars.bookkeeper.draftNext(requests))
      let second = try #require(
        try earlier.draftNext(requests, signed: [SignedEntry(first.entry, with: try key(1))]))
      #expect(second.entry.header.recorded == first.entry.header.recorded)
    }
  }

  @Test func `with the key that will sign, the rules about keys are asked before anybody signs`() throws {
    try SmallFund.with { fund in
      let request = try fund.request(
        ContributionReceived(
          amount: Money(cents: 1_000), to: Restriction(fund: "casa", name: "free"), account: "main", donor: nil),
        StreamID("contribution", fund.bookkeeper.surroundings.newID()), by: "tea", .treasurer)
      let (own, foreign) = (try key(3).publicKey.keyID, try key(4).publicKey.keyID)
      #expect(try fund.bookkeeper.draftNext([request], signer: own)?.entry.postings.lines.count == 4)
      #expect(try fund.bookkeeper.preview([request], signer: own).count == 1)
      for attempt in [
        { _ = try fund.bookkeeper.draftNext([request], signer: foreign) },
        { _ = try fund.bookkeeper.preview([request], signer: foreign) },
      ] {
        let refusal = #expect(throws: Refusal.self) { try attempt() }
        #expect(refusal?.code.id == "key.not-valid")
      }
    }
  }
}
