import Bookkeeping
import Funds
import LedgerCore
import Sodium
import TransparencyLog

/// A log in the hands of somebody who obeys no rule: lines of a bundle, and entries of any content signed by any key.
struct ForgedLog {
  /// Envelopes without their LF.
  var lines: [[UInt8]]
  /// Whose hand signs the checkpoint: the forger may be the operator of the log.
  var signer: NoteSigner
  /// A checkpoint that somebody kept before the forgery.
  var kept: [UInt8]?
  private(set) var made = 0
  let start: Instant
  let ledgerID: Digest
  /// When somebody verifies it: two hours after the honest part.
  var verified: Instant { start.adding(seconds: 7_200) }

  init(_ honest: HonestLedger) throws {
    lines = try honest.ledger.store.read { log in
      var lines: [[UInt8]] = []
      try log.scan(0..<log.size) { lines.append($0.envelope.bytes) }
      return lines
    }
    signer = honest.logSigner
    start = honest.now
    ledgerID = try honest.genesis
  }

  var leaves: [Digest] { lines.map { MerkleHash.leaf($0) } }

  func checkpoint(size: Int? = nil) -> [UInt8] {
    let head = MemoryTree(leaves: leaves.prefix(size ?? lines.count)).head
    return Checkpoint(origin: signer.verifierKey.name, head: head).signed(by: signer).bytes
  }

  /// An entry that follows what stands in the log, as an honest program would draft it, but for what `lie` changes.
  mutating func entry(
    _ kind: Kind, _ stream: StreamID, by person: HonestLedger.Person, as role: Role? = nil, body: [UInt8],
    postings: [Posting] = [], lie: (inout EntryHeader) throws -> Void = { _ in }
  ) throws -> Entry {
    made += 1
    let leaves = leaves
    var revision = 1
    var previous: Digest?
    for (line, leaf) in zip(lines, leaves) {
      guard let entry = try? Entry(payload: Envelope(parsing: line).payload), entry.stream == stream else { continue }
      revision = entry.header.revision + 1
      previous = leaf
    }
    let recorded = start.adding(seconds: 60 * made)
    var header = EntryHeader(
      actor: person.id, effective: recorded.date, id: HonestLedger.ulid("forged \(made)"), kind: kind,
      ledger: leaves.first, previous: previous, recorded: recorded, revision: revision, role: role ?? person.roles[0],
      seen: MemoryTree(leaves: leaves).head, stream: stream)
    try lie(&header)
    return Entry(header: header, body: body, postings: try Postings(postings))
  }

  /// Signs an entry with anybody's key and puts it at the end.
  @discardableResult
  mutating func sign(_ entry: Entry, with key: SigningKey) -> ULID {
    lines.append(SignedEntry(entry, with: key).envelope.bytes)
    return entry.id
  }

  @discardableResult
  mutating func add<Body: EntryBody>(
    _ body: Body, _ stream: StreamID, by person: HonestLedger.Person, as role: Role? = nil, key: SigningKey? = nil,
    postings: [Posting] = [], lie: (inout EntryHeader) throws -> Void = { _ in }
  ) throws -> ULID {
    let bytes = try JSONEncoding.encode(body).canonicalBytes
    let entry = try entry(Body.kind, stream, by: person, as: role, body: bytes, postings: postings, lie: lie)
    return sign(entry, with: try key ?? person.key)
  }

  /// Signs any bytes, as the payload of an envelope that says to hold an entry.
  mutating func sign(payload: String, type: String = Envelope.payloadType, with key: SigningKey) {
    let payload = Array(payload.utf8)
    let signature = key.sign(Envelope.preAuthenticationEncoding(type: type, payload: payload))
    lines.append(Envelope(payload: payload, keyID: key.publicKey.keyID, signature: signature).bytes)
  }

  /// The text of an honest contribution that would follow, for lies that no `Entry` can carry.
  mutating func contributionText() throws -> String {
    let body = try JSONEncoding.encode(ForgedLog.contribution(100)).canonicalBytes
    let stream = StreamID("contribution", HonestLedger.ulid("contribution of text"))
    let entry = try entry(
      ContributionReceived.kind, stream, by: .elena, body: body, postings: ForgedLog.contributionPostings(100))
    return String(decoding: entry.payload, as: UTF8.self)
  }

  /// The next contribution, honest but for what `lie` changes.
  @discardableResult
  mutating func contribute(
    by person: HonestLedger.Person = .elena, as role: Role = .treasurer, key: SigningKey? = nil,
    postings: [Posting] = contributionPostings(100), lie: (inout EntryHeader) throws -> Void = { _ in }
  ) throws -> ULID {
    let stream = StreamID("contribution", HonestLedger.ulid("contribution after \(lines.count)"))
    return try add(
      ForgedLog.contribution(100), stream, by: person, as: role, key: key, postings: postings, lie: lie)
  }

  static func contribution(_ cents: Int) -> ContributionReceived {
    ContributionReceived(amount: Money(cents: cents), to: HonestLedger.free, account: "main", donor: nil)
  }

  static func contributionPostings(_ cents: Int) -> [Posting] {
    [
      Posting("assets:bank:main", .euro, cents), Posting(Chart.available(HonestLedger.free), .euro, -cents),
      Posting(Chart.result("casa"), .euro, cents), Posting(Chart.donations("casa"), .euro, -cents),
    ].sorted { $0.key < $1.key }
  }
}

extension HonestLedger {
  /// Contributions, a grant by three persons with evidence, another one that was paid, reversed by two and paid again,
  /// and a match with the bank: a bit of everything that can be forged.
  static func complete(store: any EventStore = InMemoryEventStore()) throws -> HonestLedger {
    var honest = try HonestLedger(store: store)
    let (donor, family, shop) = (
      try honest.party("donor"), try honest.party("family"), try honest.party("shop")
    )
    _ = donor
    let received = try honest.receive()
    try honest.receive(50_000)
    try honest.grant("first", 20_000, for: family, to: shop, attested: family)
    try honest.record(
      GrantEvidenced(document: Fingerprint(SHA256.hash([1])), attestation: nil), grantStream("first"), by: .carla)
    let paid = try honest.grant("second", 30_000, for: family, to: shop)
    let stream = grantStream("second")
    try honest.record(try honest.reversal(of: paid, in: stream, by: .elena, proposing: true), key: try Person.elena.key)
    try honest.record(try honest.reversal(of: paid, in: stream, by: .gino, proposing: false), key: try Person.gino.key)
    try honest.record(GrantPaid(amount: Money(cents: 30_000), payee: shop, account: "main"), stream, by: .gino)
    let line = BankMatched.Line(amount: Money(cents: 100_000), line: Fingerprint(SHA256.hash([2])))
    try honest.record(
      BankMatched(account: "main", entries: [received], lines: [line]),
      StreamID("match", ulid("first match")), by: .elena)
    return honest
  }

  static func grantStream(_ name: String) -> StreamID { StreamID("grant", ulid("grant \(name)")) }

  static func attestation(of party: ULID) -> Attestation {
    Attestation(party: party, medium: .signedPaper, documentDigest: Fingerprint(SHA256.hash([3])))
  }

  func reversal(of target: ULID, in stream: StreamID, by person: Person, proposing: Bool) throws -> EntryRequest {
    try .reversal(
      of: target, proposing: proposing, stream: stream, actor: person.id, role: person.roles[0], effective: today,
      id: HonestLedger.ulid("entry \(made)"))
  }

  /// Requested, approved and paid by three persons; gives the payment.
  @discardableResult
  mutating func grant(
    _ name: String, _ cents: Int, for family: ULID, to shop: ULID, attested: ULID? = nil
  ) throws -> ULID {
    let stream = HonestLedger.grantStream(name)
    let amount = Money(cents: cents)
    let request = GrantRequested(
      amount: amount, from: HonestLedger.free, purpose: "rent", beneficiary: family, payee: shop,
      attestation: attested.map { HonestLedger.attestation(of: $0) })
    try record(request, stream, by: .carla)
    try record(GrantApproved(amount: amount, payee: shop), stream, by: .dario)
    return try record(GrantPaid(amount: amount, payee: shop, account: "main"), stream, by: .elena)
  }
}
