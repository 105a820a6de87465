import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Sodium
import Testing

/// Families in a small fund, coached by Edda of the municipality: registered, consenting, with a snapshot that each of
/// them has confirmed on paper.
struct CoachedFamilies {
  private struct Met {
    let household: ULID
    let party: ULID
    let family: PkddFamily

    var paper: Attestation {
      Attestation(party: party, medium: .signedPaper, documentDigest: Fingerprint(SHA256.hash([1])))
    }
  }

  static let body: Slug = "comune"

  let fund: SmallFund
  private let edda: ULID
  private let keys: [ULID: SigningKey]
  private let met: [Met]

  var bookkeeper: Bookkeeper { fund.bookkeeper }
  var today: CivilDate { bookkeeper.surroundings.now.date }
  var families: [ULID: PkddFamily] { Dictionary(uniqueKeysWithValues: met.map { ($0.household, $0.family) }) }

  init(_ families: [PkddFamily], in fund: SmallFund) throws {
    self.fund = fund
    try fund.adoptCoaching()
    edda = fund.bookkeeper.surroundings.newID()
    keys = fund.keys.merging([edda: try key(6)]) { first, _ in first }
    try fund.enrol(educator: edda, key(6))
    met = families.map {
      Met(household: fund.bookkeeper.surroundings.newID(), party: fund.bookkeeper.surroundings.newID(), family: $0)
    }
    try register()
    try coach()
  }

  private func register() throws {
    _ = try record { one in
      let name: JSONObject = ["name": .string("Family \(one.family.account)")]
      return try operate(
        PartyRegistered(record: try bookkeeper.seal(name, party: one.party), sort: .person),
        StreamID("party", one.party))
    }
    _ = try record { one in
      let name: JSONObject = ["name": .string("Family \(one.family.account)")]
      return try operate(
        HouseholdRegistered(
          members: [HouseholdMember(party: one.party, relation: .reference)], municipality: nil,
          record: try bookkeeper.seal(name, party: one.household)), StreamID("household", one.household))
    }
    _ = try record { one in
      try operate(
        ConsentGiven(bodies: [Self.body], scopes: [.budget], until: today.adding(days: 365), attestation: one.paper),
        StreamID("household", one.household))
    }
  }

  private func coach() throws {
    _ = try record { one in try educate(BudgetOpened(coach: edda, session: .advice), one.household) }
    let snapshots = try record { one in
      let sheet = try one.family.sheet(CivilMonth(today))
      let record = try bookkeeper.seal(sheet.canonicalBytes(), party: one.household)
      return try educate(BudgetSnapshotTaken(sheet, record: record, session: .advice), one.household)
    }
    let taken = Dictionary(uniqueKeysWithValues: zip(met.map(\.household), snapshots.map(\.receipt.id)))
    _ = try record { one in
      try operate(
        BudgetSnapshotConfirmed(snapshot: try #require(taken[one.household]), attestation: one.paper),
        StreamID("budget", one.household))
    }
  }

  private func record(_ request: (Met) throws -> EntryRequest) throws -> [Recorded] { try record(met.map(request)) }

  func record(_ requests: [EntryRequest]) throws -> [Recorded] { try bookkeeper.record(requests, keys: keys) }

  private func operate<Body: EntryBody>(_ body: Body, _ stream: StreamID) throws -> EntryRequest {
    try fund.request(body, stream, by: "ugo", .operator)
  }

  func educate<Body: EntryBody>(_ body: Body, _ household: ULID) throws -> EntryRequest {
    try EntryRequest(
      body, stream: StreamID("budget", household), actor: edda, role: .educator, onBehalfOf: Self.body,
      effective: today, id: bookkeeper.surroundings.newID())
  }

  /// What is due today, by the parameters in force.
  func batch() throws -> CapacityBatch {
    try bookkeeper.capacityBatch(
      of: Self.body, CapacityQuestion(parameters: try bookkeeper.parameters(on: today), on: today))
  }
}

extension SmallFund {
  /// The policy with the kinds of coaching and the parameters that the program carries.
  fileprivate func adoptCoaching() throws {
    var policy = try JSONEncoding.encode(try bookkeeper.governing().policy).object ?? [:]
    policy["version"] = "with coaching"
    policy["kinds"] = .array((Registry.kinds + CoachingRegistry.kinds).map(\.kind.text).sorted().map { .string($0) })
    policy["attestable"] = ["budget.snapshot-confirmed", "consent.given"]
    policy["coaching"] = [
      "parameters": .array(
        CapacityParameters.shipped.map { ["digest": .string("\($0.digest)"), "version": .string($0.version.text)] }),
      "reservationDays": 30,
    ]
    let adopted = try record(
      PolicyAdopted(policy: try JSONDecoding.decodeExactly(Policy.self, from: .object(policy))), .ledger, by: "anna",
      .administrator)
    try record(PolicyConfirmed(confirms: adopted), .ledger, by: "bruno", .administrator)
  }

  fileprivate func enrol(educator: ULID, _ key: SigningKey) throws {
    try record(
      BodyRegistered(body: CoachedFamilies.body, form: .other, name: "Comune"), .ledger, by: "anna", .administrator)
    let proof = EnrolmentProof(
      signing: key, member: educator, ledger: try bookkeeper.ledgerID(), origin: try bookkeeper.governing().origin,
      nonce: [UInt8](repeating: 7, count: 16), expires: bookkeeper.surroundings.now.adding(seconds: 60))
    let enrolled = try record(
      MemberEnrolled(proof, roles: [.educator], bodies: [CoachedFamilies.body], party: nil, record: nil), .ledger,
      by: "anna", .administrator)
    try record(MemberConfirmed(confirms: enrolled), .ledger, by: "bruno", .administrator)
  }
}
