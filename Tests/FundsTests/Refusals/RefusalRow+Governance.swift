import Funds
import LedgerCore
import Sodium

extension RefusalRow {
  private static func register(_ books: Books, by person: Person, as role: Role? = nil, onBehalfOf: Slug? = nil) throws
  {
    try books.record(
      PartyRegistered(record: Books.fingerprint(1), sort: .person), books.stream("party"), by: person, as: role,
      onBehalfOf: onBehalfOf)
  }

  static let governance: [RefusalRow] = [
    RefusalRow("party.registered", "ledger.not-opened", inFund: false) { try register($0, by: .olga) },
    RefusalRow("ledger.opened", "role.not-allowed", inFund: false) {
      try $0.record(try Books.opening(), .ledger, by: .anna, as: .treasurer)
    },
    RefusalRow("ledger.opened", "body.not-represented", inFund: false) {
      try $0.record(try Books.opening(), .ledger, by: .anna, onBehalfOf: "comune")
    },
    RefusalRow("ledger.opened", "key.not-valid", inFund: false) {
      try $0.record(try Books.opening(), .ledger, by: .anna, device: 2)
    },
    RefusalRow("ledger.opened", "ledger.already-opened") {
      try $0.record(try Books.opening(), .ledger, by: .anna)
    },
    RefusalRow("ledger.opened", "ledger.currency", inFund: false) {
      try $0.record(try Books.opening(currency: "CHF"), .ledger, by: .anna)
    },
    RefusalRow("ledger.opened", "ledger.log-key-invalid", inFund: false) {
      try $0.record(try Books.opening(logKey: "elsewhere+00000000+AAAA"), .ledger, by: .anna)
    },
    RefusalRow("ledger.opened", "ledger.two-administrators", inFund: false) {
      try $0.record(try Books.opening([.anna, .anna]), .ledger, by: .anna)
    },
    RefusalRow("ledger.opened", "ledger.two-administrators", inFund: false) {
      try $0.record(try Books.opening([.anna, .bruno]), .ledger, by: .olga, as: .administrator)
    },
    RefusalRow("ledger.opened", "enrolment.proof-invalid", inFund: false) {
      let proof = try Person.bruno.proof(ledger: SHA256.hash([1]), expires: Books.start.adding(seconds: 3_600))
      let anna = try Person.anna.proof(ledger: nil, expires: proof.expires)
      try $0.record(
        LedgerOpened(
          administrators: [.init(anna, record: nil), .init(proof, record: nil)], currency: .euro,
          logKey: try Books.vkey(), origin: Books.origin), .ledger, by: .anna)
    },
    RefusalRow("ledger.opened", "key.not-a-point", inFund: false) {
      let anna = try Person.anna.proof(ledger: nil, expires: Books.start.adding(seconds: 3_600))
      try $0.record(
        LedgerOpened(
          administrators: [.init(anna, record: nil), .init(pointless(.bruno, anna), record: nil)], currency: .euro,
          logKey: try Books.vkey(), origin: Books.origin), .ledger, by: .anna)
    },
    RefusalRow("ledger.opened", "enrolment.expired", inFund: false) {
      try $0.record(try Books.opening(expires: Books.start), .ledger, by: .anna)
    },
    RefusalRow("party.registered", "member.unknown") { try register($0, by: .nino) },
    RefusalRow("party.registered", "member.revoked") {
      try $0.record(MemberRevoked(member: Person.olga.id, compromisedSince: nil), .ledger, by: .anna)
      try register($0, by: .olga)
    },
    RefusalRow("party.registered", "role.not-held") { try register($0, by: .olga, as: .treasurer) },
    RefusalRow("party.registered", "role.not-allowed") { try register($0, by: .carla) },
    RefusalRow("party.registered", "body.not-represented") { try register($0, by: .olga, onBehalfOf: "comune") },
    RefusalRow("party.registered", "policy.none", inFund: false) {
      try $0.record(try Books.opening(), .ledger, by: .anna)
      try register($0, by: .anna)
    },
    RefusalRow("party.registered", "policy.kind-not-admitted") {
      var text = PolicyText()
      text.kinds.removeAll { $0 == "party.registered" }
      try $0.adopt(text)
      try register($0, by: .olga)
    },
    RefusalRow("party.registered", "policy.changed") { books in
      let before = try books.ledger.store.read { try $0.treeHead() }
      try books.adopt(PolicyText(version: "2026-2"))
      try books.send(
        forged: PartyRegistered(record: Books.fingerprint(1), sort: .person), books.stream("party"), by: .olga
      ) { $0.seen = before }
    },
    RefusalRow("party.registered", "policy.changed") { books in
      let proposal = try books.record(PolicyAdopted(policy: try PolicyText().policy()), .ledger, by: .anna)
      let before = try books.ledger.store.read { try $0.treeHead() }
      try books.record(PolicyConfirmed(confirms: proposal.id), .ledger, by: .bruno)
      try books.send(
        forged: PartyRegistered(record: Books.fingerprint(1), sort: .person), books.stream("party"), by: .olga
      ) { $0.seen = before }
    },
    RefusalRow("party.registered", "period.closed") {
      try $0.close($0.day("2026-03-01"))
      try $0.record(
        PartyRegistered(record: Books.fingerprint(1), sort: .person), $0.stream("party"), by: .olga,
        on: $0.day("2026-03-01"))
    },
    RefusalRow("body.registered", "period.closed") {
      try $0.close($0.day("2026-03-01"))
      try $0.record(
        BodyRegistered(body: "caritas", form: .church, name: "Caritas"), .ledger, by: .anna, on: $0.day("2026-03-01"))
    },
    RefusalRow("party.registered", "party.already-registered") {
      try $0.record(
        PartyRegistered(record: Books.fingerprint(1), sort: .person), StreamID("party", Party.family), by: .olga)
    },
    RefusalRow("ledger.restored", "ledger.nothing-lost") {
      try $0.record(LedgerRestored(size: $0.size, lostRoot: Books.fingerprint(1)), .ledger, by: .anna)
    },
    RefusalRow("ledger.restore-confirmed", "proposal.unknown") {
      let rotation = try $0.record(LogKeyRotated(logKey: try Books.vkey(201)), .ledger, by: .anna)
      try $0.record(RestoreConfirmed(confirms: rotation.id), .ledger, by: .bruno)
    },
    RefusalRow("ledger.restore-confirmed", "approval.same-person") {
      let proposal = try $0.record(LedgerRestored(size: 999, lostRoot: Books.fingerprint(1)), .ledger, by: .anna)
      try $0.record(RestoreConfirmed(confirms: proposal.id), .ledger, by: .anna)
    },
    RefusalRow("log.key-rotated", "ledger.log-key-invalid") {
      try $0.record(LogKeyRotated(logKey: try Books.vkey()), .ledger, by: .anna)
    },
    RefusalRow("log.key-confirmed", "proposal.unknown") {
      try $0.record(LogKeyConfirmed(confirms: $0.id()), .ledger, by: .anna)
    },
    RefusalRow("log.key-confirmed", "approval.same-person") {
      let proposal = try $0.record(LogKeyRotated(logKey: try Books.vkey(201)), .ledger, by: .anna)
      try $0.record(LogKeyConfirmed(confirms: proposal.id), .ledger, by: .anna)
    },
    RefusalRow("body.registered", "body.already-registered") { try $0.registerBody("comune", .municipality) },
    RefusalRow("body.registered", "body.name-invalid") {
      try $0.record(BodyRegistered(body: "x", form: .other, name: ""), .ledger, by: .anna)
    },
    RefusalRow("policy.adopted", "policy.invalid") {
      try $0.record(PolicyAdopted(policy: try PolicyText(bankAccounts: []).policy()), .ledger, by: .anna)
    },
    RefusalRow("policy.confirmed", "proposal.unknown") {
      let proposal = try $0.record(PolicyAdopted(policy: try PolicyText().policy()), .ledger, by: .anna)
      try $0.record(PolicyConfirmed(confirms: proposal.id), .ledger, by: .bruno)
      try $0.record(PolicyConfirmed(confirms: proposal.id), .ledger, by: .bruno)
    },
    RefusalRow("policy.confirmed", "approval.same-person") {
      let proposal = try $0.record(PolicyAdopted(policy: try PolicyText().policy()), .ledger, by: .anna)
      try $0.record(PolicyConfirmed(confirms: proposal.id), .ledger, by: .anna)
    },
    RefusalRow("period.closed", "period.not-over") { try $0.close($0.today) },
    RefusalRow("period.closed", "period.already-closed") {
      try $0.close($0.day("2026-03-01"))
      try $0.close($0.day("2026-03-01"))
    },
  ]

  /// A proof whose key is the neutral element of the curve, for which everybody can sign.
  static func pointless(_ person: Person, _ other: EnrolmentProof) -> EnrolmentProof {
    EnrolmentProof(
      expires: other.expires, member: person.id, nonce: other.nonce, proof: other.proof,
      publicKey: Base64.encode([1] + [UInt8](repeating: 0, count: 31)))
  }
}
