public import LedgerCore
import Sodium

/// An administrator proposes a new member, who has proved to hold the key; a second administrator confirms.
public struct MemberEnrolled: EntryBody {
  public static let kind: Kind = "member.enrolled"
  public static let roles: Set<Role> = [.administrator]

  public let bodies: [Slug]
  public let expires: Instant
  public let member: ULID
  public let nonce: String
  /// The member's own party record, where there is one.
  public let party: ULID?
  public let proof: String
  public let publicKey: String
  /// Commitment of the sealed record with the name.
  public let record: Fingerprint?
  public let roles: [Role]

  public init(_ proof: EnrolmentProof, roles: [Role], bodies: [Slug], party: ULID?, record: Fingerprint?) {
    self.bodies = bodies.sorted()
    expires = proof.expires
    member = proof.member
    nonce = proof.nonce
    self.party = party
    self.proof = proof.proof
    publicKey = proof.publicKey
    self.record = record
    self.roles = roles.sorted()
  }

  static let alreadyMember = RefusalCode(
    "member.already-enrolled", "{member} is already a member, or waits for confirmation",
    hint: "`mastro member list` shows the members; `mastro member add-key` adds a device")

  public static let refusals =
    [alreadyMember, MemberRules.rolesInvalid, MemberRules.bodyUnknown] + EnrolmentProof.refusals

  private var enrolment: EnrolmentProof {
    EnrolmentProof(expires: expires, member: member, nonce: nonce, proof: proof, publicKey: publicKey)
  }

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    let waiting = state.proposals.values.contains { proposal in
      if case .enrol(let waiting) = proposal.change { waiting.id == member } else { false }
    }
    guard state.members[member] == nil, !waiting else { throw Self.alreadyMember(["member": member]) }
    try MemberRules.check(roles: roles, bodies: bodies, in: state)
    if let party { try context.requireParty(party) }
    let key = try enrolment.verified(
      ledger: context.header.ledger, origin: state.origin, recorded: context.header.recorded)
    guard !state.knows(key.keyID) else {
      throw EnrolmentProof.alreadyEnrolled(["key": key.keyID.hex.prefix(16)])
    }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    guard let key = PublicKey(base64: publicKey) else { return }
    let enrolled = Member(
      id: member, roles: roles, bodies: bodies,
      keys: [key.keyID: .init(publicKey: key, from: entry.position, until: nil)], party: party,
      record: record?.digest)
    state.propose(.enrol(enrolled), by: entry)
  }
}
