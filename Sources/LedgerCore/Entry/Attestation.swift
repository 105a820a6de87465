/// A signature on paper that an operator vouches for: many parties never hold a key.
public struct Attestation: Codable, Sendable, Hashable {
  /// How somebody signed.
  public enum Medium: String, Codable, Sendable, CaseIterable {
    case signedPaper = "signed-paper"
    case certifiedMail = "certified-mail"
    case recordedCall = "recorded-call"
  }

  /// Who signed.
  public let party: ULID
  public let medium: Medium
  /// SHA-256 of the document, which is kept outside the ledger.
  public let documentDigest: Fingerprint

  public init(party: ULID, medium: Medium, documentDigest: Fingerprint) {
    self.party = party
    self.medium = medium
    self.documentDigest = documentDigest
  }
}
