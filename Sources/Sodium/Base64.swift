/// Standard Base64 with padding (RFC 4648, section 4), in its one canonical form.
///
/// Signed bytes travel in this encoding, so a byte string must have a single text: unused trailing bits that are not
/// zero, missing or superfluous padding, and any other character (white space too) are refused.
public enum Base64 {
  /// The length of the text for this many bytes.
  @inlinable
  public static func encodedCount(_ byteCount: Int) -> Int {
    (byteCount + 2) / 3 * 4
  }

  /// The text of these bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { encode($0) }
  }

  /// The text of these bytes.
  public static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: encodedCount(bytes.count)) { output in
      write(bytes, to: UnsafeMutableRawBufferPointer(output))
      return encodedCount(bytes.count)
    }
  }

  /// Appends the text of these bytes to a byte string, for building an envelope in one buffer.
  public static func encode(into text: inout [UInt8], _ bytes: UnsafeRawBufferPointer) {
    let start = text.count
    text.append(contentsOf: repeatElement(0, count: encodedCount(bytes.count)))
    text.withUnsafeMutableBytes { buffer in
      write(bytes, to: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
    }
  }

  /// Appends the text of these bytes to a byte string.
  public static func encode(into text: inout [UInt8], _ bytes: [UInt8]) {
    bytes.withUnsafeBytes { encode(into: &text, $0) }
  }

  /// The bytes of a text; nil unless the text is exactly what `encode` writes for them.
  public static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { decode(UnsafeRawBufferPointer($0)) }
  }

  /// The bytes of a text; nil unless the text is exactly what `encode` writes for them.
  public static func decode(_ text: [UInt8]) -> [UInt8]? {
    text.withUnsafeBytes { decode($0) }
  }

  /// The bytes of a text; nil unless the text is exactly what `encode` writes for them.
  public static func decode(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    guard text.count > 0 else { return [] }
    let padding = paddingCount(text)
    let byteCount = text.count / 4 * 3 - padding
    var isCanonical = false
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { output, initializedCount in
      isCanonical = read(text, padding: padding, into: UnsafeMutableRawBufferPointer(output))
      initializedCount = isCanonical ? byteCount : 0
    }
    return isCanonical ? bytes : nil
  }

  private static func paddingCount(_ text: UnsafeRawBufferPointer) -> Int {
    guard text[text.count - 1] == pad else { return 0 }
    return text[text.count - 2] == pad ? 2 : 1
  }

  private static let pad = UInt8(ascii: "=")
  private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// Two characters for each 12-bit value, low byte first in memory.
  private static let pairs: [UInt16] = (0..<4096).map { value in
    let first = UInt16(alphabet.utf8Start[value >> 6])
    let second = UInt16(alphabet.utf8Start[value & 0x3f])
    return (first | second << 8).littleEndian
  }

  /// The 6-bit value of each byte; 0x80 marks a byte outside the alphabet.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: invalid, count: 256)
    for value in 0..<64 { values[Int(alphabet.utf8Start[value])] = UInt8(value) }
    return values
  }()
  private static let invalid: UInt8 = 0x80

  private static func write(_ bytes: UnsafeRawBufferPointer, to text: UnsafeMutableRawBufferPointer) {
    guard let input = bytes.baseAddress, let output = text.baseAddress, bytes.count > 0 else { return }
    pairs.withUnsafeBufferPointer { table in
      let table = table.baseAddress.unsafelyUnwrapped
      var read = 0
      var written = 0
      while read + 3 <= bytes.count {
        let group = group24(input, read)
        output.storeBytes(of: table[Int(group >> 12)], toByteOffset: written, as: UInt16.self)
        output.storeBytes(of: table[Int(group & 0xfff)], toByteOffset: written + 2, as: UInt16.self)
        read += 3
        written += 4
      }
      let rest = bytes.count - read
      guard rest > 0 else { return }
      let first = UInt32(input.load(fromByteOffset: read, as: UInt8.self)) << 16
      let second = rest == 2 ? UInt32(input.load(fromByteOffset: read + 1, as: UInt8.self)) << 8 : 0
      let group = first | second
      output.storeBytes(of: table[Int(group >> 12)], toByteOffset: written, as: UInt16.self)
      let third = rest == 2 ? alphabet.utf8Start[Int(group >> 6 & 0x3f)] : pad
      output.storeBytes(of: third, toByteOffset: written + 2, as: UInt8.self)
      output.storeBytes(of: pad, toByteOffset: written + 3, as: UInt8.self)
    }
  }

  @inline(__always)
  private static func group24(_ input: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    let first = UInt32(input.load(fromByteOffset: offset, as: UInt8.self))
    let second = UInt32(input.load(fromByteOffset: offset + 1, as: UInt8.self))
    let third = UInt32(input.load(fromByteOffset: offset + 2, as: UInt8.self))
    return first << 16 | second << 8 | third
  }

  /// Decodes into a buffer of the exact size; false when the text is not canonical.
  private static func read(
    _ text: UnsafeRawBufferPointer, padding: Int, into bytes: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard let input = text.baseAddress, let output = bytes.baseAddress else { return false }
    return values.withUnsafeBufferPointer { table in
      let table = table.baseAddress.unsafelyUnwrapped
      let fullEnd = padding == 0 ? text.count : text.count - 4
      var seen: UInt8 = 0
      var written = 0
      var position = 0
      while position < fullEnd {
        let first = table[Int(input.load(fromByteOffset: position, as: UInt8.self))]
        let second = table[Int(input.load(fromByteOffset: position + 1, as: UInt8.self))]
        let third = table[Int(input.load(fromByteOffset: position + 2, as: UInt8.self))]
        let fourth = table[Int(input.load(fromByteOffset: position + 3, as: UInt8.self))]
        seen |= first | second | third | fourth
        output.storeBytes(of: first << 2 | second >> 4, toByteOffset: written, as: UInt8.self)
        output.storeBytes(of: second << 4 | third >> 2, toByteOffset: written + 1, as: UInt8.self)
        output.storeBytes(of: third << 6 | fourth, toByteOffset: written + 2, as: UInt8.self)
        position += 4
        written += 3
      }
      guard padding > 0 else { return seen & invalid == 0 }
      let first = table[Int(input.load(fromByteOffset: position, as: UInt8.self))]
      let second = table[Int(input.load(fromByteOffset: position + 1, as: UInt8.self))]
      seen |= first | second
      output.storeBytes(of: first << 2 | second >> 4, toByteOffset: written, as: UInt8.self)
      if padding == 2 { return seen & invalid == 0 && second & 0x0f == 0 }
      let third = table[Int(input.load(fromByteOffset: position + 2, as: UInt8.self))]
      seen |= third
      output.storeBytes(of: second << 4 | third >> 2, toByteOffset: written + 1, as: UInt8.self)
      return seen & invalid == 0 && third & 0x03 == 0
    }
  }
}
