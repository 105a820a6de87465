import CSodium

/// An Ed25519 private key (RFC 8032), kept in guarded memory and never printed.
public final class SigningKey: Sendable {
  /// The length of the seed from which the key pair is derived, in bytes.
  public static let seedByteCount = 32

  /// The public half.
  public let publicKey: PublicKey

  private let memory: GuardedMemory

  /// The key pair of a 32-byte seed (RFC 8032, section 5.1.5); equal seeds give equal keys and signatures.
  public init(seed: [UInt8]) throws(KeyError) {
    guard seed.count == SigningKey.seedByteCount else {
      throw .wrongLength(expected: SigningKey.seedByteCount, actual: seed.count)
    }
    var publicKey = Digest.zero
    memory = try GuardedMemory(count: SigningKey.secretByteCount) { secret in
      publicKey = Digest { output in
        _ = crypto_sign_seed_keypair(output, secret.bytePointer, seed)
      }
    }
    self.publicKey = PublicKey(storage: publicKey)
  }

  private init(memory: GuardedMemory, publicKey: PublicKey) {
    self.memory = memory
    self.publicKey = publicKey
  }

  /// A new key pair from the system's randomness, which never leaves guarded memory.
  public static func generate() throws(KeyError) -> SigningKey {
    var publicKey = Digest.zero
    let memory = try GuardedMemory(count: secretByteCount) { secret in
      publicKey = Digest { output in
        _ = crypto_sign_keypair(output, secret.bytePointer)
      }
    }
    return SigningKey(memory: memory, publicKey: PublicKey(storage: publicKey))
  }

  /// The signature over exactly these bytes; deterministic, as RFC 8032 has it.
  public func sign(_ message: UnsafeRawBufferPointer) -> Signature {
    Signature { output in
      memory.withUnsafeBytes { secret in
        _ = crypto_sign_detached(
          output.bytePointer, nil, message.bytePointer, UInt64(message.count), secret.bytePointer)
      }
    }
  }

  /// The signature over exactly these bytes.
  public func sign(_ message: [UInt8]) -> Signature {
    message.withUnsafeBytes { sign($0) }
  }

  /// Lends the 32-byte seed, for sealing it into a key file; do not keep a copy.
  public func withSeed<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try memory.withUnsafeBytes { secret throws(Failure) in
      try body(UnsafeRawBufferPointer(rebasing: secret[..<SigningKey.seedByteCount]))
    }
  }

  /// libsodium keeps the seed and the public key side by side.
  private static let secretByteCount = 64
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "SigningKey(publicKey: \(publicKey), seed: <redacted>)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }
}
