/// A 32-byte hash value, stored inline so that millions of them cost no allocation.
public struct Digest: Hashable, Sendable {
  /// The length of every digest, in bytes.
  public static let byteCount = 32

  @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64)

  static let zero = Digest(words: (0, 0, 0, 0))

  @inlinable
  init(words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = words
  }

  /// A digest which a C function writes; the closure must fill all 32 bytes.
  @inline(__always)
  init(writing body: (UnsafeMutablePointer<UInt8>) -> Void) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { buffer in
      body(buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
    }
    self.words = words
  }

  /// The digest with these 32 bytes; nil for any other length.
  @inlinable
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.byteCount else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    self.words = words
  }

  /// The digest written as exactly 64 lower-case hexadecimal digits, the form of ledger and key ids.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// The digest written in strict, padded Base64 (44 characters), the form of roots and commitments.
  public init?(base64: String) {
    guard let bytes = Base64.decode(base64) else { return nil }
    self.init(bytes: bytes)
  }

  @inlinable
  public static func == (left: Digest, right: Digest) -> Bool {
    left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
      && left.words.3 == right.words.3
  }

  @inlinable
  public func hash(into hasher: inout Swift.Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }

  /// Lends the 32 bytes without copying them to the heap.
  @inlinable
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try Swift.withUnsafeBytes(of: words, body)
  }

  /// The 32 bytes as an array.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// 64 lower-case hexadecimal digits.
  public var hex: String { withUnsafeBytes { Hex.encode($0) } }

  /// Standard padded Base64, 44 characters.
  public var base64: String { withUnsafeBytes { Base64.encode($0) } }
}

extension Digest: CustomStringConvertible {
  public var description: String { hex }
}
