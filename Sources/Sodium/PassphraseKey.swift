import CSodium

/// Turns a passphrase into a key, slowly: Argon2id (RFC 9106, version 1.3).
public enum PassphraseKey {
  /// The length of the salt, in bytes.
  public static let saltByteCount = 16
  /// Passes over the memory in libsodium's MODERATE setting.
  public static let moderateOpsLimit = 3
  /// Bytes of memory in libsodium's MODERATE setting: 256 MiB.
  public static let moderateMemLimitBytes = 268_435_456

  /// The key of a passphrase; write the salt and both limits beside what the key seals.
  ///
  /// Fails as `outOfMemory` when the machine cannot give `memLimitBytes`.
  public static func derive(
    passphrase: [UInt8], salt: [UInt8], opsLimit: Int, memLimitBytes: Int
  ) throws(KeyError) -> SymmetricKey {
    ensureSodium()
    guard salt.count == saltByteCount else { throw .wrongLength(expected: saltByteCount, actual: salt.count) }
    guard opsLimit >= 1, opsLimit <= Int(UInt32.max) else { throw .badParameter("opsLimit") }
    guard memLimitBytes >= 8_192, memLimitBytes <= 4_398_046_510_080 else { throw .badParameter("memLimitBytes") }
    var isDerived = false
    let memory = try GuardedMemory(count: SymmetricKey.byteCount) { key in
      passphrase.withUnsafeBytes { passphrase in
        passphrase.bytePointer.withMemoryRebound(to: CChar.self, capacity: passphrase.count) { characters in
          isDerived =
            crypto_pwhash(
              key.bytePointer, UInt64(key.count), characters, UInt64(passphrase.count), salt, UInt64(opsLimit),
              memLimitBytes, crypto_pwhash_ALG_ARGON2ID13) == 0
        }
      }
    }
    guard isDerived else { throw .outOfMemory }
    return SymmetricKey(memory: memory)
  }
}
