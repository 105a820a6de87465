public import LedgerCore

/// The people behind one step of a chain: the signer, the signer's own party, and whoever an attestation speaks for.
///
/// Four eyes are counted over these sets, so nobody is two persons by having two keys or by signing for a friend.
public struct Persons: Sendable, Hashable {
  public internal(set) var everyone: Set<ULID> = []
  /// Who attested for whom.
  public internal(set) var attested: [ULID: ULID] = [:]
  /// The signers alone.
  public internal(set) var signers: Set<ULID> = []

  public init() {}

  /// People who did not sign a step of their own but count as part of it.
  init(_ people: ULID?...) { everyone = Set(people.compactMap { $0 }) }

  static let samePerson = RefusalCode(
    "approval.same-person", "{person} has already signed another step of this chain",
    hint: "ask a different person to sign this step")
  static let bothSides = RefusalCode(
    "attestation.both-sides", "{person} has already attested another side of this chain",
    hint: "ask another operator to attest this side")
  static let attestationNotAllowed = RefusalCode(
    "attestation.not-allowed", "the policy does not let anybody attest {kind}",
    hint: "the person must sign with a key of their own, or the policy must allow it")

  static let refusals = [samePerson, bothSides, attestationNotAllowed]

  mutating func add(_ entry: LoggedEntry, attestation: Attestation? = nil) {
    signers.insert(entry.actor)
    everyone.insert(entry.actor)
    if let attestation {
      everyone.insert(attestation.party)
      attested[entry.actor] = attestation.party
    }
  }

  mutating func formUnion(_ other: Persons) {
    everyone.formUnion(other.everyone)
    signers.formUnion(other.signers)
    attested.merge(other.attested) { first, _ in first }
  }
}

extension Admission {
  /// The signer, and whoever they attest for, must be nobody of an earlier step, also not by their own party record.
  func requireAnotherPerson(than earlier: Persons..., attesting attestation: Attestation? = nil) throws(Refusal) {
    var mine = identities(of: [signer])
    if let attestation { mine.insert(attestation.party) }
    for persons in earlier {
      guard identities(of: persons.everyone).isDisjoint(with: mine) else {
        throw Persons.samePerson(["person": signer])
      }
    }
  }

  /// The signer must not be one of those who gain by the entry.
  func requireDisinterested(in gaining: ULID...) throws(Refusal) {
    guard identities(of: [signer]).isDisjoint(with: gaining) else { throw Persons.samePerson(["person": signer]) }
  }

  /// Nobody approves a chain in which they have attested a side.
  func requireAttestedNothing(in chain: Persons) throws(Refusal) {
    guard identities(of: Set(chain.attested.keys)).isDisjoint(with: identities(of: [signer])) else {
      throw Persons.bothSides(["person": signer])
    }
  }

  /// People under all their names: members, and the parties that they are.
  private func identities(of people: Set<ULID>) -> Set<ULID> {
    let members = governing.members
    return people.union(people.compactMap { members[$0]?.party })
  }

  /// An attestation must be allowed, speak for a known party, and not be the signer's second side of the chain.
  ///
  /// - Parameter approvers: nobody attests what they approve.
  func requireSound(
    _ attestation: Attestation?, in chain: Persons, approvers: Persons = Persons()
  ) throws(Refusal) {
    guard let attestation else { return }
    guard governing.policy.attestable.contains(header.kind) else {
      throw Persons.attestationNotAllowed(["kind": header.kind])
    }
    try requireParty(attestation.party)
    let mine = identities(of: [signer])
    let otherSides = chain.attested.filter { $0.value != attestation.party }.map(\.key)
    guard identities(of: approvers.signers.union(otherSides)).isDisjoint(with: mine) else {
      throw Persons.bothSides(["person": signer])
    }
    try requireDisinterested(in: attestation.party)
  }
}
