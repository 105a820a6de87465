/// The order of member names in RFC 8785 §3.2.3 (UTF-16 code units), computed on UTF-8 bytes.
///
/// Byte order and UTF-16 order differ in one place only: scalars above U+FFFF are surrogate pairs (D800…DFFF) in UTF-16
/// and so come before U+E000…U+FFFF, while their UTF-8 lead bytes (F0…F4) come after EE and EF.
enum KeyOrder {
  enum Comparison {
    case ascending, same, descending
  }

  static func compare(_ lhs: String, _ rhs: String) -> Comparison {
    withBytes(of: lhs) { lhs in
      withBytes(of: rhs) { rhs in compare(lhs, rhs) }
    }
  }

  static func compare(_ lhs: UnsafeRawBufferPointer, _ rhs: UnsafeRawBufferPointer) -> Comparison {
    let shared = min(lhs.count, rhs.count)
    var index = 0
    while index < shared {
      let left = lhs[index], right = rhs[index]
      if left != right { return weight(left) < weight(right) ? .ascending : .descending }
      index += 1
    }
    if lhs.count == rhs.count { return .same }
    return lhs.count < rhs.count ? .ascending : .descending
  }

  static func areIdentical(_ lhs: String, _ rhs: String) -> Bool {
    guard lhs.utf8.count == rhs.utf8.count else { return false }
    return compare(lhs, rhs) == .same
  }

  static func hash(_ string: String, into hasher: inout Hasher) {
    hasher.combine(string.utf8.count)
    withBytes(of: string) { hasher.combine(bytes: $0) }
  }

  /// The bytes of a string without a copy; a string that is not stored as UTF-8 is copied first.
  static func withBytes<Result>(of string: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if let result = string.utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) { return result }
    return Array(string.utf8).withUnsafeBytes(body)
  }

  @inline(__always)
  private static func weight(_ byte: UInt8) -> UInt8 {
    byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
  }
}
