import CSodium

/// A 32-byte secret for `SecretBox` and `KeyedHash`, kept in guarded memory and never printed.
public final class SymmetricKey: Sendable {
  /// The length of every symmetric key, in bytes.
  public static let byteCount = 32

  private let memory: GuardedMemory

  /// The key with these 32 bytes.
  public init(bytes: [UInt8]) throws(KeyError) {
    guard bytes.count == SymmetricKey.byteCount else {
      throw .wrongLength(expected: SymmetricKey.byteCount, actual: bytes.count)
    }
    memory = try GuardedMemory(count: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// A new key from the system's randomness, which never leaves guarded memory.
  public static func generate() throws(KeyError) -> SymmetricKey {
    SymmetricKey(
      memory: try GuardedMemory(count: byteCount) { randombytes_buf($0.bytePointer, $0.count) })
  }

  init(memory: GuardedMemory) {
    self.memory = memory
  }

  /// Lends the 32 bytes, for wrapping the key under another one; do not keep a copy.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try memory.withUnsafeBytes(body)
  }
}

extension SymmetricKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "SymmetricKey(<redacted>)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
