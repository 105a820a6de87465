/// An Ed25519 signature (RFC 8032), 64 bytes stored inline.
public struct Signature: Hashable, Sendable {
  /// The length of every signature, in bytes.
  public static let byteCount = 64

  private var halves: (Digest, Digest)

  /// The signature with these 64 bytes; nil for any other length.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Signature.byteCount else { return nil }
    self.init { $0.copyBytes(from: bytes) }
  }

  /// The signature written in strict, padded Base64 (88 characters), the form of `sig` in envelopes.
  public init?(base64: String) {
    guard let bytes = Base64.decode(base64) else { return nil }
    self.init(bytes: bytes)
  }

  /// A signature which a C function writes; the closure must fill all 64 bytes.
  init(writing body: (UnsafeMutableRawBufferPointer) -> Void) {
    var halves = (Digest.zero, Digest.zero)
    withUnsafeMutableBytes(of: &halves) { body($0) }
    self.halves = halves
  }

  public static func == (left: Signature, right: Signature) -> Bool {
    left.halves.0 == right.halves.0 && left.halves.1 == right.halves.1
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(halves.0)
    hasher.combine(halves.1)
  }

  /// Lends the 64 bytes.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try Swift.withUnsafeBytes(of: halves, body)
  }

  /// The 64 bytes as an array.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// Standard padded Base64, 88 characters.
  public var base64: String { withUnsafeBytes { Base64.encode($0) } }
}

extension Signature: CustomStringConvertible {
  public var description: String { base64 }
}
