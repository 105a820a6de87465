import Funds
import LedgerCore
import Sodium
import TransparencyLog

extension RefusalRow {
  private static let gift = ContributionReceived(amount: .eur(1), to: .rent, account: "main", donor: nil)

  private static func forge(
    _ books: Books, stream: StreamID? = nil, body: String? = nil, id: ULID? = nil,
    _ change: (inout EntryHeader) -> Void = { _ in }
  ) throws {
    try books.send(
      forged: gift, stream ?? books.stream("contribution"), by: .teo, id: id, body: body.map { Array($0.utf8) }, change)
  }

  /// What the ledger itself refuses, whatever the kind; most of it needs somebody who signs past the draft.
  static let core: [RefusalRow] = [
    RefusalRow("bank.matched", "payload.too-large") {
      let gift = try $0.receive(800)
      let lines = (0..<800).map { number in
        BankMatched.Line(
          amount: Money(cents: 1),
          line: Fingerprint(SHA256.hash([UInt8(number >> 8), UInt8(number & 255)])))
      }
      try $0.record(BankMatched(account: "main", entries: [gift.id], lines: lines), $0.stream("match"), by: .teo)
    },
    RefusalRow("contribution.received", "ledger.mismatch") { try forge($0) { $0.ledger = SHA256.hash([1]) } },
    RefusalRow("contribution.received", "ledger.mismatch") { try forge($0) { $0.ledger = nil } },
    RefusalRow("contribution.received", "id.reused") { try forge($0, id: try $0.receive(100).id) },
    RefusalRow("contribution.received", "kind.unknown") { try forge($0) { $0.kind = "contribution.stolen" } },
    RefusalRow("contribution.received", "stream.wrong") { try forge($0, stream: $0.stream("grant")) },
    RefusalRow("contribution.received", "stream.wrong") { try forge($0, stream: "contribution/slug") },
    RefusalRow("contribution.received", "stream.conflict") { try forge($0) { $0.revision = 2 } },
    RefusalRow("contribution.received", "stream.conflict") {
      try forge($0, stream: try $0.receive(100).entry.stream) { $0.previous = SHA256.hash([1]) }
    },
    RefusalRow("contribution.received", "seen.mismatch") { try forge($0) { $0.seen.size += 1 } },
    RefusalRow("contribution.received", "seen.mismatch") { try forge($0) { $0.seen.root = SHA256.hash([1]) } },
    RefusalRow("contribution.received", "recorded.before-seen") {
      try forge($0) { $0.recorded = $0.recorded.adding(seconds: -3_600) }
    },
    RefusalRow("contribution.received", "recorded.not-near") {
      try forge($0) { $0.recorded = $0.recorded.adding(seconds: 601) }
    },
    RefusalRow("contribution.received", "recorded.not-near") {
      $0.pass(days: 2)
      try forge($0) { $0.recorded = $0.recorded.adding(seconds: -86_401) }
    },
    RefusalRow("contribution.received", "effective.future") { try $0.receive(1, on: $0.today.adding(days: 2)) },
    RefusalRow("contribution.received", "body.invalid") { try forge($0, body: "{}") },
    RefusalRow("contribution.received", "body.invalid") {
      let more = #"{"account":"main","amount":100,"fund":"casa","restriction":"rent","tip":1}"#
      try forge($0, body: more)
    },
    RefusalRow("contribution.received", "postings.invalid") { try $0.receive(1_000_000_000_001) },
    RefusalRow("contribution.received", "postings.differ") { try forge($0) },
    RefusalRow("contribution.received", "balance.too-large") {
      try fillBank($0)
      try $0.receive(1_000_000_000_000)
    },
    RefusalRow("entry.reversal-proposed", "reversal.target-unknown") {
      let gift = try $0.receive(100)
      try $0.proposeReversal(of: gift, by: .teo)
      try $0.reverse(gift, by: .tina)
      try $0.proposeReversal(of: gift, by: .teo)
    },
    RefusalRow("entry.reversal-proposed", "reversal.not-newest") {
      let gift = try $0.receive(100)
      try $0.receive(100, in: gift.entry.stream)
      try $0.proposeReversal(of: gift, by: .teo)
    },
    RefusalRow("entry.reversal-proposed", "reversal.not-reversible") {
      try $0.proposeReversal(of: try $0.close($0.day("2026-01-31")), by: .anna)
    },
    RefusalRow("entry.reversal-proposed", "reversal.pinned") {
      let gift = try $0.receive(100)
      try $0.bounce(gift)
      try $0.proposeReversal(of: gift, by: .teo)
    },
    RefusalRow("entry.reversed", "reversal.not-proposed") { try $0.reverse(try $0.receive(100), by: .teo) },
    RefusalRow("entry.reversed", "approval.same-person") {
      let gift = try $0.receive(100)
      try $0.proposeReversal(of: gift, by: .teo)
      try $0.reverse(gift, by: .teo)
    },
    RefusalRow("entry.reversed", "account.overdrawn") {
      let gift = try $0.receive(10_000)
      try $0.grant(10_000)
      try $0.receive(20_000, .free)
      try $0.proposeReversal(of: gift, by: .teo)
      try $0.reverse(gift, by: .tina)
    },
    RefusalRow("entry.reversed", "fund.in-use") {
      let opened = try $0.entry(at: $0.size - 1)
      try $0.receive(100, .food)
      try $0.reverse(opened, by: .anna)
    },
  ]

  /// Puts so much on the bank account, past all rules, that one more entry would leave what JSON can count.
  private static func fillBank(_ books: Books) throws {
    let key = try Person.teo.key()
    try books.ledger.store.write { log in
      let genesis = try log.node(level: 0, index: 0)
      for number in 0..<9_007 {
        let header = EntryHeader(
          actor: Person.teo.id, effective: books.today, id: books.id(), kind: "cash.moved", ledger: genesis,
          previous: nil, recorded: books.clock, revision: 1, role: .treasurer, seen: .empty,
          stream: StreamID("cash", ULID(high: 1, low: UInt64(number))))
        let postings = try Postings([
          Posting("assets:bank:main", .euro, 1_000_000_000_000),
          Posting("equity:opening", .euro, -1_000_000_000_000),
        ])
        let signed = SignedEntry(Entry(header: header, body: Array("{}".utf8), postings: postings), with: key)
        try log.append(Addition(signed: signed, claims: [], releases: nil))
      }
    }
  }
}
