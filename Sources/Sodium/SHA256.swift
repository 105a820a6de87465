import CSodium

/// SHA-256 (FIPS 180-4): the hash of leaves, nodes, keys and commitments.
public enum SHA256 {
  /// The hash of a whole message.
  public static func hash(_ message: UnsafeRawBufferPointer) -> Digest {
    ensureSodium()
    return Digest { output in
      _ = crypto_hash_sha256(output, message.bytePointer, UInt64(message.count))
    }
  }

  /// The hash of a whole message.
  public static func hash(_ message: [UInt8]) -> Digest {
    message.withUnsafeBytes { hash($0) }
  }

  /// Hashes a message given in pieces, so that the pieces need not be joined first.
  ///
  /// A value: a copy continues on its own, which lets many messages share one hashed prefix.
  public struct Hasher {
    private var state = crypto_hash_sha256_state()

    /// Starts an empty message.
    public init() {
      ensureSodium()
      crypto_hash_sha256_init(&state)
    }

    /// Appends a piece to the message.
    public mutating func update(_ piece: UnsafeRawBufferPointer) {
      crypto_hash_sha256_update(&state, piece.bytePointer, UInt64(piece.count))
    }

    /// Appends a piece to the message.
    public mutating func update(_ piece: [UInt8]) {
      piece.withUnsafeBytes { update($0) }
    }

    /// Appends one byte to the message.
    public mutating func update(_ byte: UInt8) {
      withUnsafeBytes(of: byte) { update($0) }
    }

    /// The hash of everything appended; the hasher itself stays as it is and may go on.
    public func finalize() -> Digest {
      var last = state
      return Digest { output in
        _ = crypto_hash_sha256_final(&last, output)
      }
    }
  }
}
