/// A universally unique, lexicographically sortable identifier: 48 bits of milliseconds, 80 bits of randomness.
///
/// Its text is 26 characters of Crockford's base 32, upper case only. Source: github.com/ulid/spec.
public struct ULID: Hashable, Sendable, Comparable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// - Parameter randomness: ten bytes.
  public init(milliseconds: Int, randomness: [UInt8]) {
    precondition(randomness.count == 10, "an ULID takes ten random bytes")
    precondition(milliseconds >= 0 && milliseconds < 1 << 48, "an ULID takes 48 bits of milliseconds")
    var low: UInt64 = 0
    for byte in randomness[2...] { low = low << 8 | UInt64(byte) }
    high = UInt64(milliseconds) << 16 | UInt64(randomness[0]) << 8 | UInt64(randomness[1])
    self.low = low
  }

  public init?(_ text: some StringProtocol) {
    var copy = String(text)
    guard let value = copy.withUTF8({ ULID(bytes: $0) }) else { return nil }
    self = value
  }

  /// Reads exactly the 26 characters of the text form.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 26, bytes[0] <= UInt8(ascii: "7") else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for byte in bytes {
      let value = ULID.values[Int(byte)]
      guard value < 32 else { return nil }
      high = high << 5 | low >> 59
      low = low << 5 | UInt64(value)
    }
    self.high = high
    self.low = low
  }

  public static func < (left: ULID, right: ULID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  /// The 16 bytes, most significant first.
  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * UInt64($0))) }
      + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * UInt64($0))) }
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()
}

extension ULID {
  public var description: String {
    var high = high
    var low = low
    var characters = [UInt8](repeating: 0, count: 26)
    for place in stride(from: 25, through: 0, by: -1) {
      characters[place] = ULID.alphabet[Int(low & 31)]
      low = low >> 5 | high << 59
      high >>= 5
    }
    return String(decoding: characters, as: UTF8.self)
  }
}

extension ULID: WrittenAsText {
  public static var form: String { "an ULID" }
}
