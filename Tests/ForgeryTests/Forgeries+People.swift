import Funds
import LedgerCore
import Sodium
import TransparencyLog

extension Forgery {
  /// Keys in the wrong hands.
  static let keys: [Forgery] = [
    .bytes("a foreign signature", "key.unknown") { log in
      try log.contribute(key: try HonestLedger.key("mallory"))
    },
    .bytes("a colleague's signature", "key.not-valid") { log in
      try log.contribute(key: try HonestLedger.Person.carla.key)
    },
    .history("a key that its owner has removed", "key.not-valid") { honest in
      try honest.addSecondKey(of: .elena)
      try honest.record(
        MemberKeyRemoved(member: HonestLedger.Person.elena.id, key: try HonestLedger.key("elena 2").publicKey.keyID),
        .ledger, by: .elena)
    } then: { log in
      try log.contribute(key: try HonestLedger.key("elena 2"))
    },
    .history("a member who was revoked", "key.not-valid") { honest in
      try honest.record(
        MemberRevoked(member: HonestLedger.Person.elena.id, compromisedSince: nil), .ledger, by: .bruno)
    } then: { log in
      try log.contribute()
    },
    .bytes("an enrolment without the second administrator", "enrolment.unconfirmed", exit: 7) { log in
      try log.enrolMallory()
      let mallory = try HonestLedger.key("mallory")
      try log.contribute(key: mallory) { $0.actor = HonestLedger.ulid("member mallory") }
    },
    .bytes("an enrolment that its proposer has confirmed", "approval.same-person", exit: 7) { log in
      let proposal = try log.enrolMallory()
      try log.add(MemberConfirmed(confirms: proposal), .ledger, by: .ada)
    },
    .bytes("an enrolment whose key is not the new member's", "signature.invalid") { log in
      try log.enrolMallory(proof: "somebody else")
    },
    .bytes("an enrolment of a colleague's key", "key.not-valid") { log in
      let proof = try HonestLedger.proof(
        of: "elena", for: HonestLedger.ulid("member mallory"), ledger: log.ledgerID)
      let enrolled = MemberEnrolled(proof, roles: [.treasurer], bodies: [], party: nil, record: nil)
      try log.add(enrolled, .ledger, by: .ada)
    },
    .bytes("a confirmation of nothing", "proposal.unknown", exit: 7) { log in
      try log.add(MemberConfirmed(confirms: HonestLedger.ulid("nothing")), .ledger, by: .bruno)
    }.python("governance.refused"),
  ]

  /// One person where two are needed, and people without the role.
  static let people: [Forgery] = [
    .history("a second key of the same person as approver", "approval.same-person", exit: 7) { honest in
      try honest.addSecondKey(of: .dario)
    } then: { log in
      let stream = HonestLedger.grantStream("twice")
      let approved = GrantApproved(amount: Money(cents: 60_000), payee: HonestLedger.ulid("party shop"))
      try log.request(stream, cents: 60_000)
      try log.add(approved, stream, by: .dario)
      try log.add(approved, stream, by: .dario, key: try HonestLedger.key("dario 2"))
    },
    .bytes("a role that the signer does not hold", "role.not-held", exit: 7) { log in
      let stream = HonestLedger.grantStream("lacking")
      try log.request(stream, cents: 10_000)
      try log.add(
        GrantApproved(amount: Money(cents: 10_000), payee: HonestLedger.ulid("party shop")), stream, by: .elena,
        as: .committee, postings: ForgedLog.commitment(10_000, stream))
    },
    .bytes("a new role that no second administrator has confirmed", "role.not-held", exit: 7) { log in
      try log.add(
        MemberRolesChanged(member: HonestLedger.Person.carla.id, roles: [.operator, .treasurer], bodies: []), .ledger,
        by: .ada)
      try log.contribute(by: .carla, as: .treasurer)
    },
    .bytes("an attestation of both sides", "attestation.both-sides", exit: 7) { log in
      let stream = HonestLedger.grantStream("second")
      try log.add(
        GrantEvidenced(
          document: Fingerprint(SHA256.hash([1])),
          attestation: HonestLedger.attestation(of: HonestLedger.ulid("party shop"))), stream, by: .carla)
      let first = HonestLedger.grantStream("first")
      try log.add(
        GrantEvidenced(
          document: Fingerprint(SHA256.hash([1])),
          attestation: HonestLedger.attestation(of: HonestLedger.ulid("party shop"))), first, by: .carla)
    },
    .bytes("a reversal of money that one person has signed twice", "approval.same-person", exit: 7) { log in
      let (stream, target) = try log.reversalProposed()
      let postings = ForgedLog.contributionPostings(50_000).map { Posting($0.account, $0.commodity, -$0.amount) }
      try log.reverse(target, stream, by: .elena, postings: postings)
    },
    .bytes("a reversal of money that nobody has proposed", "reversal.not-proposed", exit: 7) { log in
      var other = log
      let (stream, target) = try other.reversalProposed()
      let postings = ForgedLog.contributionPostings(50_000).map { Posting($0.account, $0.commodity, -$0.amount) }
      try log.reverse(target, stream, by: .gino, postings: postings)
    }.python("approval.missing"),
    .bytes("a payment without an approval", "grant.wrong-state", exit: 7) { log in
      let stream = HonestLedger.grantStream("hasty")
      try log.request(stream, cents: 10_000)
      try log.add(
        GrantPaid(amount: Money(cents: 10_000), payee: HonestLedger.ulid("party shop"), account: "main"), stream,
        by: .elena)
    }.python("approval.missing"),
  ]

  /// Properly signed by everybody, and against the rules of the fund.
  static let rules: [Forgery] = [
    .rule("an entry in a closed period", "period.closed", python: Verdict(7, "period.closed")) { honest in
      try honest.record(PeriodClosed(through: honest.today.adding(days: -5)), .ledger, by: .ada)
    } then: { log in
      try log.contribute { $0.effective = $0.effective.adding(days: -6) }
    },
    .rule("a grant beyond what the fund holds", "fund.insufficient") { log in
      let stream = HonestLedger.grantStream("large")
      try log.request(stream, cents: 400_000)
      try log.add(
        GrantApproved(amount: Money(cents: 400_000), payee: HonestLedger.ulid("party shop")), stream, by: .dario)
    },
    .rule("a bank line that counts twice", "match.line-taken") { log in
      let entry = try log.contribute(postings: ForgedLog.contributionPostings(100))
      let line = BankMatched.Line(amount: Money(cents: 100), line: Fingerprint(SHA256.hash([2])))
      try log.add(
        BankMatched(account: "main", entries: [entry], lines: [line]), StreamID("match", HonestLedger.ulid("again")),
        by: .elena)
    },
    .rule("postings that the kind does not make", "postings.differ") { log in
      try log.contribute(postings: ForgedLog.contributionPostings(200))
    },
    .rule("a kind that nobody knows", "kind.unknown") { log in
      let entry = try log.entry("wish.made", "wish/star", by: .elena, body: Array("{}".utf8))
      log.sign(entry, with: try HonestLedger.Person.elena.key)
    },
    .rule("a body that the kind does not have", "body.invalid") { log in
      let stream = StreamID("contribution", HonestLedger.ulid("bodiless"))
      let entry = try log.entry(ContributionReceived.kind, stream, by: .elena, body: Array("{}".utf8))
      log.sign(entry, with: try HonestLedger.Person.elena.key)
    },
  ]

  static func rule(
    _ name: String, _ code: String, then lie: @escaping @Sendable (inout ForgedLog) throws -> Void
  ) -> Forgery { rule(name, code, python: Verdict(0), { _ in }, then: lie) }

  /// The same severity under the code of the format, which knows fewer reasons.
  func python(_ code: String) -> Forgery {
    Forgery(name: name, swift: swift, python: Verdict(python.exit, code), forge: forge)
  }
}

extension HonestLedger {
  mutating func addSecondKey(of person: Person) throws {
    let proof = try HonestLedger.proof(of: "\(person.rawValue) 2", for: person.id, ledger: try genesis)
    try record(MemberKeyAdded(proof), .ledger, by: person)
  }
}

extension ForgedLog {
  @discardableResult
  mutating func enrolMallory(proof prover: String = "mallory", party: ULID? = nil) throws -> ULID {
    let member = HonestLedger.ulid("member mallory")
    let own = try HonestLedger.proof(of: "mallory", for: member, ledger: ledgerID)
    let other = try HonestLedger.proof(of: prover, for: member, ledger: ledgerID)
    let proof = EnrolmentProof(
      expires: own.expires, member: member, nonce: own.nonce, proof: other.proof, publicKey: own.publicKey)
    let enrolled = MemberEnrolled(proof, roles: [.treasurer], bodies: [], party: party, record: nil)
    return try add(enrolled, .ledger, by: .ada)
  }

  static func commitment(_ cents: Int, _ stream: StreamID) -> [Posting] {
    let id = stream.ulid ?? HonestLedger.ulid("")
    let family = HonestLedger.ulid("party family")
    return [
      Posting(Chart.assistance(family, year: 2026), .euro, cents),
      Posting(Chart.commitment(HonestLedger.free, id), .euro, cents),
      Posting(Chart.assistanceContra, .euro, -cents), Posting(Chart.commitments(HonestLedger.free), .euro, -cents),
    ].sorted { $0.key < $1.key }
  }
}
