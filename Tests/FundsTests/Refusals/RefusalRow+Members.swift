import Funds
import LedgerCore
import Sodium

extension Books {
  func proof(_ person: Person, device: UInt8 = 1, expires: Instant? = nil) throws -> EnrolmentProof {
    try person.proof(device: device, ledger: try ledgerID(), expires: expires ?? clock.adding(seconds: 3_600))
  }

  @discardableResult
  func propose(
    _ person: Person = .nino, _ proof: EnrolmentProof? = nil, roles: [Role] = [.operator], bodies: [Slug] = []
  ) throws -> LoggedEntry {
    try record(
      MemberEnrolled(try proof ?? self.proof(person), roles: roles, bodies: bodies, party: nil, record: nil), .ledger,
      by: .anna)
  }

  @discardableResult
  func addKey(_ person: Person, device: UInt8, by signer: Person? = nil) throws -> LoggedEntry {
    try record(MemberKeyAdded(try proof(person, device: device)), .ledger, by: signer ?? person)
  }

  func removeKey(_ person: Person, device: UInt8, by signer: Person? = nil) throws -> LoggedEntry {
    try record(
      MemberKeyRemoved(member: person.id, key: try person.key(device: device).publicKey.keyID), .ledger,
      by: signer ?? person)
  }

  func changeRoles(
    _ person: Person, _ roles: [Role], bodies: [Slug] = [], by signer: Person = .anna
  ) throws -> LoggedEntry {
    try record(
      MemberRolesChanged(member: person.id, roles: roles, bodies: bodies), .ledger, by: signer, as: .administrator)
  }

  func confirm(_ proposal: LoggedEntry, by person: Person = .bruno) throws {
    try record(MemberConfirmed(confirms: proposal.id), .ledger, by: person)
  }
}

extension RefusalRow {
  static let members: [RefusalRow] = [
    RefusalRow("member.enrolled", "member.already-enrolled") { try $0.propose(.olga, try $0.proof(.olga, device: 2)) },
    RefusalRow("member.enrolled", "member.already-enrolled") {
      try $0.propose()
      try $0.propose(.nino, try $0.proof(.nino, device: 2))
    },
    RefusalRow("member.enrolled", "member.roles-invalid") { try $0.propose(roles: []) },
    RefusalRow("member.enrolled", "member.roles-invalid") { try $0.propose(roles: [.operator, .operator]) },
    RefusalRow("member.enrolled", "body.unknown") { try $0.propose(bodies: ["nowhere"]) },
    RefusalRow("member.enrolled", "party.unknown") {
      try $0.record(
        MemberEnrolled(try $0.proof(.nino), roles: [.host], bodies: [], party: Party.unknown, record: nil), .ledger,
        by: .anna)
    },
    RefusalRow("member.enrolled", "enrolment.proof-invalid") {
      try $0.propose(.nino, try Person.nino.proof(ledger: nil, expires: $0.clock.adding(seconds: 3_600)))
    },
    RefusalRow("member.enrolled", "key.not-a-point") { try $0.propose(.nino, pointless(.nino, try $0.proof(.nino))) },
    RefusalRow("member.enrolled", "enrolment.expired") {
      try $0.propose(.nino, try $0.proof(.nino, expires: $0.clock))
    },
    RefusalRow("member.enrolled", "key.already-enrolled") {
      let twin = EnrolmentProof(
        signing: try Person.olga.key(), member: Person.nino.id, ledger: try $0.ledgerID(), origin: Books.origin,
        nonce: [UInt8](repeating: 1, count: 16), expires: $0.clock.adding(seconds: 3_600))
      try $0.propose(.nino, twin)
    },
    RefusalRow("member.roles-changed", "member.unknown") { _ = try $0.changeRoles(.nino, [.host]) },
    RefusalRow("member.roles-changed", "member.roles-invalid") { _ = try $0.changeRoles(.olga, []) },
    RefusalRow("member.roles-changed", "body.unknown") { _ = try $0.changeRoles(.olga, [.host], bodies: ["nowhere"]) },
    RefusalRow("member.roles-changed", "member.last-administrators") { _ = try $0.changeRoles(.anna, [.host]) },
    RefusalRow("member.key-added", "member.unknown") { _ = try $0.addKey(.nino, device: 2, by: .anna) },
    RefusalRow("member.key-added", "role.not-allowed") { _ = try $0.addKey(.olga, device: 2, by: .teo) },
    RefusalRow("member.key-added", "enrolment.proof-invalid") {
      try $0.record(
        MemberKeyAdded(
          try Person.olga.proof(device: 2, ledger: SHA256.hash([1]), expires: $0.clock.adding(seconds: 3_600))),
        .ledger, by: .olga)
    },
    RefusalRow("member.key-added", "key.not-a-point") {
      try $0.record(MemberKeyAdded(pointless(.olga, try $0.proof(.olga))), .ledger, by: .olga)
    },
    RefusalRow("member.key-added", "enrolment.expired") {
      try $0.record(MemberKeyAdded(try $0.proof(.olga, device: 2, expires: $0.clock)), .ledger, by: .olga)
    },
    RefusalRow("member.key-added", "key.already-enrolled") { _ = try $0.addKey(.olga, device: 1) },
    RefusalRow("member.key-removed", "member.unknown") { _ = try $0.removeKey(.nino, device: 1, by: .anna) },
    RefusalRow("member.key-removed", "role.not-allowed") { _ = try $0.removeKey(.olga, device: 1, by: .teo) },
    RefusalRow("member.key-removed", "key.not-in-use") { _ = try $0.removeKey(.olga, device: 2) },
    RefusalRow("member.key-removed", "key.last") { _ = try $0.removeKey(.olga, device: 1) },
    RefusalRow("member.revoked", "member.unknown") {
      try $0.record(MemberRevoked(member: Person.nino.id, compromisedSince: nil), .ledger, by: .anna)
    },
    RefusalRow("member.revoked", "member.last-administrators") {
      try $0.record(MemberRevoked(member: Person.bruno.id, compromisedSince: nil), .ledger, by: .anna)
    },
    RefusalRow("member.revoked", "member.compromised-position") {
      try $0.record(MemberRevoked(member: Person.olga.id, compromisedSince: $0.size), .ledger, by: .anna)
    },
    RefusalRow("member.confirmed", "proposal.unknown") {
      let proposal = try $0.propose()
      try $0.confirm(proposal)
      try $0.confirm(proposal)
    },
    RefusalRow("member.confirmed", "approval.same-person") { try $0.confirm(try $0.propose(), by: .anna) },
    RefusalRow("member.confirmed", "approval.same-person") {
      try $0.confirm(try $0.changeRoles(.bruno, [.administrator, .treasurer]))
    },
    RefusalRow("member.confirmed", "member.unknown") {
      let proposal = try $0.changeRoles(.olga, [.host])
      try $0.record(MemberRevoked(member: Person.olga.id, compromisedSince: nil), .ledger, by: .anna)
      try $0.confirm(proposal)
    },
    RefusalRow("member.confirmed", "member.last-administrators") {
      try $0.confirm(try $0.changeRoles(.olga, [.administrator, .operator]))
      let bruno = try $0.changeRoles(.bruno, [.host], by: .olga)
      try $0.confirm(try $0.changeRoles(.olga, [.operator]))
      try $0.confirm(bruno, by: .anna)
    },
    RefusalRow("member.confirmed", "key.last") {
      _ = try $0.addKey(.olga, device: 2)
      let proposal = try $0.removeKey(.olga, device: 1, by: .anna)
      _ = try $0.removeKey(.olga, device: 2)
      try $0.confirm(proposal)
    },
    RefusalRow("member.confirmed", "key.not-in-use") {
      _ = try $0.addKey(.olga, device: 2)
      let proposal = try $0.removeKey(.olga, device: 2, by: .anna)
      _ = try $0.removeKey(.olga, device: 2)
      try $0.confirm(proposal)
    },
  ]
}
