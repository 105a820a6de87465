import CSodium

/// A hash that only the holder of a key can compute, for looking up sealed values without storing them readable.
public enum KeyedHash {
  /// Keyed BLAKE2b (RFC 7693) with a 32-byte output.
  public static func blake2b(key: SymmetricKey, message: [UInt8]) -> Digest {
    ensureSodium()
    return Digest { output in
      key.withUnsafeBytes { keyBytes in
        _ = crypto_generichash(
          output, Digest.byteCount, message, UInt64(message.count), keyBytes.bytePointer, keyBytes.count)
      }
    }
  }
}
