/// The encodings in which banks write their files; each byte is read as exactly one meaning or the file is refused.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case latin1 = "iso-8859-1"
  case latin9 = "iso-8859-15"
  case windows1252 = "windows-1252"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// The encoding of a byte order mark at the start, and the mark's length.
  static func byteOrderMark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// The whole text; a byte that does not belong to the encoding, or a NUL, refuses the file and names the line.
  public func decode(_ bytes: some Collection<UInt8>) throws(StatementError) -> String {
    let text: String
    switch self {
    case .utf8: text = try decodeUTF8(bytes)
    case .utf16LittleEndian, .utf16BigEndian: text = try decodeUTF16(Array(bytes))
    case .latin1, .latin9, .windows1252: text = try decodeSingleBytes(bytes)
    }
    if let nul = text.utf8.firstIndex(of: 0) {
      let line = TextEncoding.line(after: text.utf8[..<nul])
      throw StatementError(
        .malformed, at: .line(line), "a NUL character", remedy: "export the statement again: this file is damaged")
    }
    return text
  }

  private func decodeUTF8(_ bytes: some Collection<UInt8>) throws(StatementError) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var line = 1
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { line += scalar == "\n" ? 1 : 0 }
    throw undecodable(line: line)
  }

  private func decodeUTF16(_ bytes: [UInt8]) throws(StatementError) -> String {
    let low = self == .utf16LittleEndian ? 0 : 1
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8
    }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      throw undecodable(line: 1 + units.count(where: { $0 == 10 }))
    }
    return text
  }

  private func decodeSingleBytes(_ bytes: some Collection<UInt8>) throws(StatementError) -> String {
    var scalars = String.UnicodeScalarView()
    var line = 1
    for byte in bytes {
      guard let scalar = scalar(for: byte) else { throw undecodable(line: line) }
      if byte == 10 { line += 1 }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private func scalar(for byte: UInt8) -> Unicode.Scalar? {
    switch self {
    case .latin9: TextEncoding.latin9Differences[byte] ?? Unicode.Scalar(byte)
    case .windows1252 where (0x80...0x9F).contains(byte): TextEncoding.windows1252Block[Int(byte) - 0x80]
    case .latin1, .windows1252, .utf8, .utf16LittleEndian, .utf16BigEndian: Unicode.Scalar(byte)
    }
  }

  private func undecodable(line: Int) -> StatementError {
    StatementError(
      .encoding, at: .line(line), "a byte that is not \(rawValue)",
      remedy: "the file is not in the encoding it should have: export it again, or name its encoding in the profile")
  }

  static func line(after text: some Collection<UInt8>) -> Int { 1 + text.count(where: { $0 == 10 }) }

  private static let latin9Differences: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]

  /// 0x80 to 0x9F of Windows-1252; five bytes have no meaning.
  private static let windows1252Block: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]
}
