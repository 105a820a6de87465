/// Lower-case hexadecimal: one text form for each byte string, so that ids compare as text.
public enum Hex {
  private static let digits: StaticString = "0123456789abcdef"

  /// Two lower-case digits for each byte.
  public static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { output in
      var position = 0
      for byte in bytes {
        output[position] = digits.utf8Start[Int(byte >> 4)]
        output[position + 1] = digits.utf8Start[Int(byte & 0x0f)]
        position += 2
      }
      return position
    }
  }

  /// Two lower-case digits for each byte.
  public static func encode(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { encode($0) }
  }

  /// The bytes; nil for an odd length or any character but `0`-`9` and `a`-`f`.
  public static func decode(_ text: String) -> [UInt8]? {
    let count = text.utf8.count
    guard count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count / 2)
    var high: UInt8?
    for character in text.utf8 {
      guard let nibble = value(of: character) else { return nil }
      if let upper = high {
        bytes.append(upper << 4 | nibble)
        high = nil
      } else {
        high = nibble
      }
    }
    return bytes
  }

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
