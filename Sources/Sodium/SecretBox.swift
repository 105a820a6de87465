import CSodium

/// Seals bytes with XChaCha20-Poly1305 (IETF construction): secret, and bound to associated data that stays readable.
public enum SecretBox {
  /// The length of the nonce, in bytes; long enough to be drawn at random for every sealing.
  public static let nonceByteCount = 24
  /// How many bytes longer the sealed form is than the plaintext.
  public static let overheadByteCount = 16

  /// Why a box was not sealed or opened.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The nonce has another length than 24 bytes.
    case wrongNonceLength(Int)
    /// The sealed bytes are shorter than the authentication tag.
    case tooShort(Int)
    /// Wrong key or nonce, or the sealed bytes or the associated data were changed; the cipher cannot tell which.
    case notAuthentic

    public var description: String {
      switch self {
      case .wrongNonceLength(let count): "the nonce has \(count) bytes instead of \(SecretBox.nonceByteCount)"
      case .tooShort(let count): "\(count) bytes are too few for a sealed box"
      case .notAuthentic: "the box does not open: wrong key, or its content or header was changed"
      }
    }
  }

  /// The sealed form of the plaintext; a nonce must never be used twice with one key.
  public static func seal(
    _ plaintext: [UInt8], key: SymmetricKey, nonce: [UInt8], associatedData: [UInt8] = []
  ) throws(Failure) -> [UInt8] {
    ensureSodium()
    guard nonce.count == nonceByteCount else { throw .wrongNonceLength(nonce.count) }
    return [UInt8](unsafeUninitializedCapacity: plaintext.count + overheadByteCount) { buffer, count in
      let output = UnsafeMutableRawBufferPointer(buffer).bytePointer
      var written: UInt64 = 0
      key.withUnsafeBytes { keyBytes in
        _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
          output, &written, plaintext, UInt64(plaintext.count), associatedData,
          UInt64(associatedData.count), nil, nonce, keyBytes.bytePointer)
      }
      count = Int(written)
    }
  }

  /// The plaintext of a sealed form, given the very key, nonce and associated data of the sealing.
  public static func open(
    _ sealed: [UInt8], key: SymmetricKey, nonce: [UInt8], associatedData: [UInt8] = []
  ) throws(Failure) -> [UInt8] {
    ensureSodium()
    guard nonce.count == nonceByteCount else { throw .wrongNonceLength(nonce.count) }
    guard sealed.count >= overheadByteCount else { throw .tooShort(sealed.count) }
    var isAuthentic = false
    let plaintext = [UInt8](unsafeUninitializedCapacity: sealed.count - overheadByteCount) { buffer, count in
      var written: UInt64 = 0
      isAuthentic = key.withUnsafeBytes { keyBytes in
        crypto_aead_xchacha20poly1305_ietf_decrypt(
          buffer.baseAddress, &written, nil, sealed, UInt64(sealed.count), associatedData,
          UInt64(associatedData.count), nonce, keyBytes.bytePointer) == 0
      }
      count = isAuthentic ? Int(written) : 0
    }
    guard isAuthentic else { throw .notAuthentic }
    return plaintext
  }
}
