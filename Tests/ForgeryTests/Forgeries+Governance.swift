import Funds
import LedgerCore
import Sodium
import TransparencyLog

extension Forgery {
  /// Entries of the stream `ledger` that can have no effect: each is reported, and nothing follows from it.
  static let governance: [Forgery] = [
    .refusal("roles out of order", "member.roles-invalid") { log in
      try log.govern(MemberRolesChanged.kind, #"{"bodies":[],"member":"CARLA","roles":["treasurer","operator"]}"#)
    },
    .refusal("a member without any role", "member.roles-invalid") { log in
      try log.govern(MemberRolesChanged.kind, #"{"bodies":[],"member":"CARLA","roles":[]}"#)
    },
    .refusal("a member who acts for a body that nobody knows", "body.unknown") { log in
      try log.govern(MemberRolesChanged.kind, #"{"bodies":["comune"],"member":"CARLA","roles":["operator"]}"#)
    },
    .refusal("new roles for nobody", "member.unknown") { log in
      try log.add(
        MemberRolesChanged(member: HonestLedger.ulid("nobody"), roles: [.operator], bodies: []), .ledger, by: .ada)
    },
    .refusal("a member enrolled while they wait to be", "member.already-enrolled") { log in
      try log.enrolMallory()
      try log.enrolMallory()
    },
    .refusal("a member who is a party that nobody registered", "party.unknown") { log in
      try log.enrolMallory(party: HonestLedger.ulid("party unknown"))
    },
    .refusal("somebody's last key removed, who signs on", "key.last") { log in
      let elena = HonestLedger.Person.elena
      try log.add(MemberKeyRemoved(member: elena.id, key: elena.key.publicKey.keyID), .ledger, by: elena)
      try log.contribute()
    },
    .refusal("a revocation by somebody without the right, of somebody who signs on", "role.not-allowed") { log in
      try log.add(MemberRevoked(member: HonestLedger.Person.elena.id, compromisedSince: nil), .ledger, by: .carla)
      try log.contribute()
    }.python("role.not-held"),
    .refusal("a compromise in the future", "member.compromised-position") { log in
      try log.add(MemberRevoked(member: HonestLedger.Person.gino.id, compromisedSince: 9_999), .ledger, by: .ada)
    },
    .refusal("a restore of a log that was not longer", "ledger.nothing-lost") { log in
      try log.add(LedgerRestored(size: 5, lostRoot: Fingerprint(SHA256.hash([1]))), .ledger, by: .ada)
    },
    .refusal("a log key that its proposer confirms, and the old one signs on", "approval.same-person") { log in
      let next = try HonestLedger.logSigner("next log key")
      let proposal = try log.add(LogKeyRotated(logKey: next.verifierKey.text), .ledger, by: .ada)
      try log.add(LogKeyConfirmed(confirms: proposal), .ledger, by: .ada)
    }.python("approval.same-person"),
    .refusal("a ledger opened again", "ledger.already-opened") { log in
      let genesis = try Entry(payload: Envelope(parsing: log.lines[0]).payload)
      let entry = try log.entry(LedgerOpened.kind, .ledger, by: .ada, body: genesis.body)
      log.sign(entry, with: try HonestLedger.Person.ada.key)
    },
    .bytes("a log key that a member has", "payload.malformed") { log in
      guard let name = KeyName(HonestLedger.origin) else { return }
      let stolen = NoteSigner(name: name, key: try HonestLedger.Person.carla.key)
      try log.add(LogKeyRotated(logKey: stolen.verifierKey.text), .ledger, by: .ada)
    },
    .bytes("a body of a form that there is not", "payload.malformed") { log in
      try log.govern(BodyRegistered.kind, #"{"body":"comune","form":"party","name":"Comune"}"#)
    },
    .bytes("an event of governance that there is not", "payload.malformed") { log in
      try log.govern("member.promoted", "{}")
    },
    .bytes("an event that nobody knows, in a stream of another word", "payload.malformed") { log in
      let stream = StreamID("voucher", HonestLedger.ulid("astray"))
      let entry = try log.entry("grant.praised", stream, by: .elena, body: Array("{}".utf8))
      log.sign(entry, with: try HonestLedger.Person.elena.key)
    },
    .bytes("a proposal that moves money", "postings.form") { log in
      let policy = try JSONEncoding.encode(PolicyAdopted(policy: HonestLedger.policy())).canonicalBytes
      let postings = ForgedLog.contributionPostings(100)
      let entry = try log.entry(PolicyAdopted.kind, .ledger, by: .carla, body: policy, postings: postings)
      log.sign(entry, with: try HonestLedger.Person.carla.key)
    },
    .bytes("a closing without a day", "payload.malformed") { log in
      try log.govern(PeriodClosed.kind, #"{"through":"x"}"#)
    },
    .refusal("a period closed before it is over", "period.not-over") { log in
      try log.add(PeriodClosed(through: log.start.date), .ledger, by: .ada)
    },
    .refusal("a period closed again", "period.already-closed") { log in
      try log.add(PeriodClosed(through: log.start.date.adding(days: -20)), .ledger, by: .ada)
      try log.add(PeriodClosed(through: log.start.date.adding(days: -30)), .ledger, by: .ada)
    },
    .rule("a policy that says nothing", "body.invalid") { log in try log.govern(PolicyAdopted.kind, #"{"policy":{}}"#)
    },
    .bytes("an attestation in a way that there is not", "payload.malformed") { log in
      try log.attest(#"{"documentDigest":"DIGEST","medium":"fax","party":"CARLA"}"#)
    },
    .bytes("an attestation of nothing", "payload.malformed") { log in try log.attest("null") },
    .rule("an attestation where the kind has none", "body.invalid") { log in
      try log.attest(#"{"documentDigest":"DIGEST","medium":"signed-paper","party":"CARLA"}"#)
    },
  ]

  /// Both verifiers say that a rule was broken; `verify.py` under the one code that the format has for it.
  static func refusal(
    _ name: String, _ code: String, then lie: @escaping @Sendable (inout ForgedLog) throws -> Void
  ) -> Forgery { rule(name, code, python: Verdict(7, "governance.refused"), { _ in }, then: lie) }
}

extension ForgedLog {
  /// Any body, with short names for what it takes a long text to write.
  private static func text(_ body: String) -> [UInt8] {
    let digest = SHA256.hash([1]).base64
    return Array(
      body.replacing("CARLA", with: HonestLedger.Person.carla.id.description).replacing("DIGEST", with: digest).utf8)
  }

  mutating func govern(_ kind: Kind, _ body: String) throws {
    sign(
      try entry(kind, .ledger, by: .ada, body: ForgedLog.text(body)), with: try HonestLedger.Person.ada.key)
  }

  /// A contribution with an attestation that it does not have room for.
  mutating func attest(_ attestation: String) throws {
    let stream = StreamID("contribution", HonestLedger.ulid("attested"))
    let body = #"{"account":"main","amount":100,"attestation":\#(attestation),"fund":"casa","restriction":"free"}"#
    let entry = try entry(
      ContributionReceived.kind, stream, by: .elena, body: ForgedLog.text(body),
      postings: ForgedLog.contributionPostings(100))
    sign(entry, with: try HonestLedger.Person.elena.key)
  }
}
