public import LedgerCore

/// Who may speak for a side of an agreement: the person, or an operator who attests what the person signed.
enum Voice {
  static let notTheirs = RefusalCode(
    "voice.not-theirs", "{person} is not one of those who agree here",
    hint:
      "the person signs with a key of their own, or an operator attests their signature: --attest-for NAME --document FILE"
  )
  static let otherParty = RefusalCode(
    "voice.other-party", "{party} is not one of those who agree here", hint: "attest for somebody who takes part")

  static let all = [notTheirs, otherParty]
}

extension Admission {
  /// The signer speaks for one of `parties` (or for their `body`), or attests what one of them has signed on paper.
  func requireVoice(
    of parties: Set<ULID>, body: Slug? = nil, attestation: Attestation?, in chain: Persons = Persons(),
    approvers: Persons = Persons()
  ) throws(Refusal) {
    if let attestation {
      guard parties.contains(attestation.party) else { throw Voice.otherParty(["party": attestation.party]) }
      return try requireSound(attestation, in: chain, approvers: approvers)
    }
    let member = governing.members[signer]
    if let body, header.onBehalfOf == body { return }
    guard let own = member?.party, parties.contains(own) else { throw Voice.notTheirs(["person": signer]) }
  }

  /// Somebody of the family as it is now signs, or an operator attests it.
  ///
  /// - Parameter signers: those who have signed the other side: none of them speaks for the family, or attests that
  ///   somebody else does.
  public func requireVoice(
    ofFamily household: ULID, attestation: Attestation?, besides signers: Set<ULID>
  ) throws(Refusal) {
    var others = Persons()
    others.everyone = signers
    others.signers = signers
    try requireVoice(of: family(of: household), attestation: attestation, approvers: others)
    try requireAnotherPerson(than: others, attesting: attestation)
  }
}
