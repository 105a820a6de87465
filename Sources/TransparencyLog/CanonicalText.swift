import Sodium

/// The small pieces of which C2SP texts are made, each read in its one allowed form.
enum CanonicalText {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")

  /// A non-negative decimal without sign or leading zeros; nil also beyond `Int.max`.
  static func decimal(_ digits: some Collection<UInt8>) -> Int? {
    guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      guard !overflows, !carries else { return nil }
      value = sum
    }
    return value
  }

  /// Strict Base64.
  static func base64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    text.withUnsafeBytes { Base64.decode($0) }
  }

  /// Strict Base64 of exactly 32 bytes.
  static func digest(_ text: ArraySlice<UInt8>) -> Digest? {
    base64(text).flatMap { Digest(bytes: $0) }
  }

  /// The lines of a text that ends in a newline, without their newlines; nil when the last line has none.
  static func lines(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    guard text.last == newline else { return nil }
    return text.dropLast().split(separator: newline, omittingEmptySubsequences: false)
  }

  /// The rest of a line that starts with a prefix.
  static func rest(of line: ArraySlice<UInt8>, after prefix: StaticString) -> ArraySlice<UInt8>? {
    let prefix = UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
    return line.starts(with: prefix) ? line.dropFirst(prefix.count) : nil
  }
}
