import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Sodium
import TransparencyLog

/// A ledger with one fund, and a source of signed contributions for it.
final class Workshop: @unchecked Sendable {
  let folder: String
  let bookkeeper: Bookkeeper
  let treasurer = Workshop.key(3)
  let member = ULID(high: 1, low: 3)
  private var ledgerID: Digest

  static func key(_ number: UInt8) -> SigningKey {
    guard let key = try? SigningKey(seed: [UInt8](repeating: number, count: 32)) else {
      preconditionFailure("32 bytes are a seed")
    }
    return key
  }

  init(_ folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let surroundings = Surroundings(
      milliseconds: { Int(Date().timeIntervalSince1970 * 1000) }, random: SystemRandomSource())
    bookkeeper = try LedgerFolder(path: folder).create(surroundings)
    ledgerID = Digest.init(bytes: [UInt8](repeating: 0, count: 32)) ?? MerkleHash.empty
    try open()
    ledgerID = try bookkeeper.ledgerID()
  }

  private func open() throws {
    let origin = "bench.example/log"
    guard let name = KeyName(origin) else { preconditionFailure("a name") }
    let people = [ULID(high: 1, low: 1), ULID(high: 1, low: 2)]
    let keys = [Workshop.key(1), Workshop.key(2)]
    let surroundings = bookkeeper.surroundings
    let expires = surroundings.now.adding(seconds: 3600)
    let administrators = zip(people, keys).map { person, key in
      LedgerOpened.Administrator(
        EnrolmentProof(
          signing: key, member: person, ledger: nil, origin: origin, nonce: surroundings.random.bytes(16),
          expires: expires), record: nil)
    }
    let logKey = NoteSigner(name: name, key: Workshop.key(9)).verifierKey.text
    let today = surroundings.now.date
    func request(_ body: some EntryBody, _ stream: StreamID = .ledger, by person: Int = 0, id: ULID? = nil) throws
      -> EntryRequest
    {
      try EntryRequest(
        body, stream: stream, actor: people[person], role: .administrator, effective: today,
        id: id ?? surroundings.newID())
    }
    let known = Dictionary(uniqueKeysWithValues: zip(people, keys))
    let adopted = surroundings.newID()
    _ = try bookkeeper.record(
      [
        request(LedgerOpened(administrators: administrators, currency: .euro, logKey: logKey, origin: origin)),
        request(PolicyAdopted(policy: try Workshop.policy()), id: adopted),
        request(PolicyConfirmed(confirms: adopted), by: 1),
      ], keys: known)
    let enrolled = surroundings.newID()
    let proof = EnrolmentProof(
      signing: treasurer, member: member, ledger: try bookkeeper.ledgerID(), origin: origin,
      nonce: surroundings.random.bytes(16), expires: expires)
    _ = try bookkeeper.record(
      [
        request(
          MemberEnrolled(proof, roles: [.auditor, .treasurer], bodies: [], party: nil, record: nil), id: enrolled),
        request(MemberConfirmed(confirms: enrolled), by: 1),
        request(FundOpened(title: "Bench", restrictions: [], openings: []), StreamID("fund", "casa" as Slug)),
      ], keys: known)
  }

  private static func policy() throws -> Policy {
    let text = """
      {"version":"bench","kinds":["fund.opened","contribution.received"],"bankAccounts":["main"],
       "purposes":["emergency"],"approvals":[{"upTo":100000,"persons":1}],"approvalValidDays":90,
       "minimumReserves":[],"voucherApprovalAbove":0,"attestable":[]}
      """
    return try JSONDecoding.decodeExactly(Policy.self, from: JSON.parse(text.utf8, form: .relaxed))
  }

  static let purse = Restriction(fund: "casa", name: "free")

  /// A request as an administrator would make it by hand.
  func request(_ number: Int) throws -> EntryRequest {
    let id = bookkeeper.surroundings.newID()
    return try EntryRequest(
      ContributionReceived(amount: Money(cents: 1000 + number % 977), to: Workshop.purse, account: "main", donor: nil),
      stream: StreamID("contribution", id), actor: member, role: .treasurer,
      effective: bookkeeper.surroundings.now.date, id: id)
  }

  /// Envelopes of contributions on top of the log as it stands, signed on all cores.
  func envelopes(_ count: Int, from first: Int) throws -> [Envelope] {
    let seen = try bookkeeper.ledger.store.read { try $0.treeHead() }
    let now = bookkeeper.surroundings.now
    let base = bookkeeper.surroundings.milliseconds()
    let results = Locked([Envelope?](repeating: nil, count: count))
    onAllCores(count) { range in
      var part: [Envelope] = []
      for index in range { part.append(self.envelope(first + index, base + index, seen, now)) }
      results.set(part, at: range)
    }
    return results.value.compactMap { $0 }
  }

  private func envelope(_ number: Int, _ milliseconds: Int, _ seen: TreeHead, _ now: Instant) -> Envelope {
    let amount = Money(cents: 1000 + number % 977)
    var random = [UInt8](repeating: 0, count: 10)
    for place in 0..<8 { random[2 + place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
    let id = ULID(milliseconds: milliseconds, randomness: random)
    let body = ContributionReceived(amount: amount, to: Workshop.purse, account: "main", donor: nil)
    guard
      let postings = try? Postings([
        Posting(Chart.bank("main"), .euro, amount.cents), Posting(Chart.donations("casa"), .euro, -amount.cents),
        Posting(Chart.result("casa"), .euro, amount.cents),
        Posting(Chart.available(Workshop.purse), .euro, -amount.cents),
      ]), let bytes = try? JSONEncoding.encode(body).canonicalBytes
    else { preconditionFailure("they balance") }
    let header = EntryHeader(
      actor: member, effective: now.date, id: id, kind: ContributionReceived.kind, ledger: ledgerID, previous: nil,
      recorded: now, revision: 1, role: .treasurer, seen: seen, stream: StreamID("contribution", id))
    return SignedEntry(Entry(header: header, body: bytes, postings: postings), with: treasurer).envelope
  }

  /// What a server does with envelopes that it receives: parse and verify on all cores.
  func verified(_ envelopes: [Envelope]) -> [SignedEntry] {
    let results = Locked([SignedEntry?](repeating: nil, count: envelopes.count))
    let key = treasurer.publicKey
    onAllCores(envelopes.count) { range in
      results.set(range.map { try? SignedEntry(envelopes[$0], verifiedWith: key) }, at: range)
    }
    return results.value.compactMap { $0 }
  }
}

/// A value that several threads fill part by part.
final class Locked<Element>: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var value: [Element]

  init(_ value: [Element]) { self.value = value }

  func set(_ part: [Element], at range: Range<Int>) { lock.withLock { value.replaceSubrange(range, with: part) } }
}
