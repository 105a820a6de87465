import CSodium

/// An Ed25519 public key (RFC 8032), 32 bytes stored inline.
///
/// Any 32 bytes make a value; whoever enrols a key asks `isValidPoint` first.
public struct PublicKey: Hashable, Sendable {
  /// The length of every public key, in bytes.
  public static let byteCount = 32

  private var storage: Digest

  init(storage: Digest) {
    self.storage = storage
  }

  /// The key with these 32 bytes; nil for any other length.
  public init?(bytes: some Collection<UInt8>) {
    guard let storage = Digest(bytes: bytes) else { return nil }
    self.storage = storage
  }

  /// The key written in strict, padded Base64, the form of `publicKey` in entries.
  public init?(base64: String) {
    guard let storage = Digest(base64: base64) else { return nil }
    self.storage = storage
  }

  /// Lends the 32 bytes.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBytes(body)
  }

  /// The 32 bytes as an array.
  public var bytes: [UInt8] { storage.bytes }

  /// Standard padded Base64, 44 characters.
  public var base64: String { storage.base64 }

  /// The SHA-256 of the 32 bytes: an envelope's `keyid`.
  public var keyID: Digest { withUnsafeBytes { SHA256.hash($0) } }

  /// Whether the bytes are a canonical point of the prime-order subgroup that is not of small order.
  ///
  /// A key of small order verifies signatures that nobody made, so such a key is refused at enrolment.
  public var isValidPoint: Bool {
    ensureSodium()
    return withUnsafeBytes { crypto_core_ed25519_is_valid_point($0.bytePointer) == 1 }
  }

  /// Whether this key made the signature over exactly these bytes.
  public func isValid(_ signature: Signature, for message: UnsafeRawBufferPointer) -> Bool {
    ensureSodium()
    return signature.withUnsafeBytes { signatureBytes in
      withUnsafeBytes { keyBytes in
        crypto_sign_verify_detached(
          signatureBytes.bytePointer, message.bytePointer, UInt64(message.count), keyBytes.bytePointer) == 0
      }
    }
  }

  /// Whether this key made the signature over exactly these bytes.
  public func isValid(_ signature: Signature, for message: [UInt8]) -> Bool {
    message.withUnsafeBytes { isValid(signature, for: $0) }
  }
}

extension PublicKey: CustomStringConvertible {
  public var description: String { base64 }
}
