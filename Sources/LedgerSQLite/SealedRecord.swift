public import Sodium

/// Personal data as the vault keeps it, and the commitment by which the log refers to it without telling it.
///
/// `commitment = SHA-256("mastro-sealed-v1\0" ‖ salt32 ‖ plaintext)`; salt and plaintext are encrypted together with
/// XChaCha20-Poly1305, with `"mastro-vault-v1\0" ‖ commitment` as associated data. Without the salt nobody can test
/// whether a name that they guess stands behind a commitment.
public struct SealedRecord: Hashable, Sendable {
  public let commitment: Digest
  /// Nonce, then the encrypted salt and plaintext.
  public let bytes: [UInt8]

  static let saltByteCount = 32
  private static let commitmentDomain = Array("mastro-sealed-v1\0".utf8)
  private static let sealingDomain = Array("mastro-vault-v1\0".utf8)

  public init(commitment: Digest, bytes: [UInt8]) {
    self.commitment = commitment
    self.bytes = bytes
  }

  /// Seals a plaintext with a fresh salt and nonce.
  public init(sealing plaintext: [UInt8], key: SymmetricKey, random: any RandomSource) throws {
    let salt = random.bytes(SealedRecord.saltByteCount)
    let nonce = random.bytes(SecretBox.nonceByteCount)
    commitment = SealedRecord.commitment(salt: salt, plaintext: plaintext)
    bytes =
      nonce
      + (try SecretBox.seal(
        salt + plaintext, key: key, nonce: nonce, associatedData: SealedRecord.associatedData(commitment)))
  }

  /// The plaintext, which is certain to be what the commitment was made from.
  public func open(key: SymmetricKey) throws -> [UInt8] {
    let nonce = Array(bytes.prefix(SecretBox.nonceByteCount))
    let content = try SecretBox.open(
      Array(bytes.dropFirst(SecretBox.nonceByteCount)), key: key, nonce: nonce,
      associatedData: SealedRecord.associatedData(commitment))
    let salt = Array(content.prefix(SealedRecord.saltByteCount))
    let plaintext = Array(content.dropFirst(SealedRecord.saltByteCount))
    guard salt.count == SealedRecord.saltByteCount,
      SealedRecord.commitment(salt: salt, plaintext: plaintext) == commitment
    else { throw SecretBox.Failure.notAuthentic }
    return plaintext
  }

  private static func commitment(salt: [UInt8], plaintext: [UInt8]) -> Digest {
    SHA256.hash(commitmentDomain + salt + plaintext)
  }

  private static func associatedData(_ commitment: Digest) -> [UInt8] { sealingDomain + commitment.bytes }
}
