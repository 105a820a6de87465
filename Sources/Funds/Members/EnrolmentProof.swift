public import LedgerCore
public import Sodium

/// A person's proof that they hold the private half of a key: their signature over an enrolment statement.
public struct EnrolmentProof: Codable, Sendable, Hashable {
  public static let payloadType = "application/vnd.mastro.enrolment+json"

  public let expires: Instant
  public let member: ULID
  /// Base64 of 16 to 32 random bytes.
  public let nonce: String
  /// Base64 of the signature.
  public let proof: String
  /// Base64 of the 32 bytes.
  public let publicKey: String

  public init(expires: Instant, member: ULID, nonce: String, proof: String, publicKey: String) {
    self.expires = expires
    self.member = member
    self.nonce = nonce
    self.proof = proof
    self.publicKey = publicKey
  }

  /// Proves possession of `key` for one member of one ledger.
  /// - Parameter ledger: the leaf hash of the genesis entry; nil for the two administrators who open the ledger.
  public init(signing key: SigningKey, member: ULID, ledger: Digest?, origin: String, nonce: [UInt8], expires: Instant)
  {
    let publicKey = key.publicKey.base64
    let nonce = Base64.encode(nonce)
    let statement = EnrolmentProof.statement(
      expires: expires, ledger: ledger, member: member, nonce: nonce, origin: origin, publicKey: publicKey)
    self.init(
      expires: expires, member: member, nonce: nonce, proof: key.sign(statement).base64, publicKey: publicKey)
  }

  static let pointInvalid = RefusalCode(
    "key.not-a-point", "the public key is not a point of the prime-order group",
    hint: "make a new key with `mastro key new`")
  static let alreadyEnrolled = RefusalCode(
    "key.already-enrolled", "the key {key} is already enrolled, or waits to be",
    hint: "every device and every person has a key of its own: `mastro key new`")
  static let proofInvalid = RefusalCode(
    "enrolment.proof-invalid", "the proof does not show that {member} holds the key, for this ledger",
    hint: "ask the person for a new request: `mastro key export NAME --request`")
  static let proofExpired = RefusalCode(
    "enrolment.expired", "the proof expired on {expires}", hint: "ask the person for a new request")

  static let refusals = [proofInvalid, pointInvalid, proofExpired, alreadyEnrolled]

  /// Checks form, point, signature and expiry, and gives the key.
  public func verified(ledger: Digest?, origin: String, recorded: Instant) throws(Refusal) -> PublicKey {
    guard let key = PublicKey(base64: publicKey), let signature = Signature(base64: proof),
      let random = Base64.decode(nonce), (16...32).contains(random.count)
    else { throw EnrolmentProof.proofInvalid(["member": member]) }
    guard key.isValidPoint else { throw EnrolmentProof.pointInvalid() }
    let statement = EnrolmentProof.statement(
      expires: expires, ledger: ledger, member: member, nonce: nonce, origin: origin, publicKey: publicKey)
    guard key.isValid(signature, for: statement) else { throw EnrolmentProof.proofInvalid(["member": member]) }
    guard recorded <= expires else { throw EnrolmentProof.proofExpired(["expires": expires]) }
    return key
  }

  /// The bytes that are signed: DSSE's pre-authentication encoding of the canonical statement.
  private static func statement(
    expires: Instant, ledger: Digest?, member: ULID, nonce: String, origin: String, publicKey: String
  ) -> [UInt8] {
    var object: JSONObject = [
      "expires": .string(expires.description), "member": .string(member.description), "nonce": .string(nonce),
      "origin": .string(origin), "publicKey": .string(publicKey),
    ]
    if let ledger { object["ledger"] = .string(ledger.hex) }
    return Envelope.preAuthenticationEncoding(type: payloadType, payload: JSON.object(object).canonicalBytes)
  }
}
