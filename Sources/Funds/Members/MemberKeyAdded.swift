public import LedgerCore
import Sodium

/// A further device of a member: at once when the member signs it with a key they hold, otherwise when confirmed.
public struct MemberKeyAdded: EntryBody {
  public static let kind: Kind = "member.key-added"
  public static let roles: Set<Role> = Set(Role.allCases)

  public let expires: Instant
  public let member: ULID
  public let nonce: String
  public let proof: String
  public let publicKey: String

  public init(_ proof: EnrolmentProof) {
    expires = proof.expires
    member = proof.member
    nonce = proof.nonce
    self.proof = proof.proof
    publicKey = proof.publicKey
  }

  public static let refusals = [MemberRules.unknown] + EnrolmentProof.refusals

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    _ = try MemberRules.member(member, in: state)
    try MemberKeyRemoved.requireOwnOrAdministrator(member, context)
    let enrolment = EnrolmentProof(
      expires: expires, member: member, nonce: nonce, proof: proof, publicKey: publicKey)
    let key = try enrolment.verified(
      ledger: context.header.ledger, origin: state.origin, recorded: context.header.recorded)
    guard !state.knows(key.keyID) else {
      throw EnrolmentProof.alreadyEnrolled(["key": key.keyID.hex.prefix(16)])
    }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    guard let key = PublicKey(base64: publicKey) else { return }
    let change = LedgerState.Change.addKey(member: member, key)
    if entry.actor == member { state.put(change, inForceAt: entry.position) } else { state.propose(change, by: entry) }
  }
}
