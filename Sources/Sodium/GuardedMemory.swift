import CSodium

/// Secret bytes between guard pages, locked out of swap where the system allows it, and zeroed when let go.
///
/// Immutable once filled (the pages turn read-only), hence safe to share between threads.
final class GuardedMemory: Sendable {
  let count: Int
  /// Safe although the compiler cannot see it: nothing writes here after the initializer.
  private nonisolated(unsafe) let memory: UnsafeMutableRawPointer

  init(count: Int, filling body: (UnsafeMutableRawBufferPointer) -> Void) throws(KeyError) {
    ensureSodium()
    guard let memory = sodium_malloc(count) else { throw .outOfMemory }
    body(UnsafeMutableRawBufferPointer(start: memory, count: count))
    guard sodium_mprotect_readonly(memory) == 0 else {
      sodium_free(memory)
      throw .outOfMemory
    }
    self.count = count
    self.memory = memory
  }

  deinit {
    sodium_free(memory)
  }

  func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: memory, count: count))
  }
}

/// Why a secret key could not be made.
public enum KeyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The secret has another length than the algorithm asks for.
  case wrongLength(expected: Int, actual: Int)
  /// The system gave no memory for the secret, or none for the key derivation.
  case outOfMemory
  /// A cost parameter of the key derivation is outside the range which libsodium accepts.
  case badParameter(String)

  public var description: String {
    switch self {
    case .wrongLength(let expected, let actual): "the secret has \(actual) bytes instead of \(expected)"
    case .outOfMemory: "the system gave no protected memory for the secret"
    case .badParameter(let name): "the parameter \(name) of the key derivation is out of range"
    }
  }
}
