/// The text of an XML file, decoded by us and free of markup that could make the parser fetch or expand anything.
///
/// Decoding here and not in the parser gives every encoding the same strictness. A document type is refused before
/// parsing, for it is where entities are declared; none of the banks' formats has one.
struct XMLText {
  /// Without byte order mark and XML declaration; lines count as in the file.
  let text: String

  init(_ bytes: [UInt8]) throws(StatementError) {
    let mark = TextEncoding.byteOrderMark(of: bytes)
    let body = bytes.dropFirst(mark?.length ?? 0)
    let guessed = mark?.encoding ?? XMLText.unmarkedUTF16(body)
    let encoding = try XMLText.reconcile(guessed, declared: XMLText.declaredEncoding(body))
    let decoded = try encoding.decode(body)
    self.text = XMLText.withoutDeclaration(decoded)
    try XMLText.refuseDocumentType(text)
  }

  private static func unmarkedUTF16(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
    if bytes.starts(with: [0x3C, 0]) { return .utf16LittleEndian }
    if bytes.starts(with: [0, 0x3C]) { return .utf16BigEndian }
    return nil
  }

  /// The value of `encoding="…"` in the XML declaration, in lower case.
  private static func declaredEncoding(_ bytes: ArraySlice<UInt8>) -> String? {
    let head = String(decoding: bytes.prefix(400).filter { $0 < 128 && $0 != 0 }, as: UTF8.self)
    guard head.hasPrefix("<?xml"), let close = head.firstRange(of: "?>")?.lowerBound,
      let key = head[..<close].firstRange(of: "encoding")?.upperBound
    else { return nil }
    let value = head[key..<close].drop { $0 == " " || $0 == "=" }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    return value.dropFirst().prefix { $0 != quote }.lowercased()
  }

  private static func reconcile(
    _ found: TextEncoding?, declared: String?
  ) throws(StatementError) -> TextEncoding {
    guard let declared else { return found ?? .utf8 }
    let isUTF16 = found == .utf16LittleEndian || found == .utf16BigEndian
    switch declared {
    case "utf-16", "utf-16le", "utf-16be", "ucs-2", "iso-10646-ucs-2":
      guard isUTF16, let found else { throw contradiction(declared) }
      return found
    case "utf-8", "utf8", "us-ascii", "ascii":
      guard !isUTF16 else { throw contradiction(declared) }
      return .utf8
    default:
      guard let encoding = singleByte[declared] else {
        throw StatementError(
          .encoding, at: .line(1), "the encoding '\(declared)' is not supported",
          remedy: "export the statement in UTF-8 or ISO-8859-1")
      }
      guard found == nil else { throw contradiction(declared) }
      return encoding
    }
  }

  private static let singleByte: [String: TextEncoding] = [
    "iso-8859-1": .latin1, "iso8859-1": .latin1, "iso_8859-1": .latin1, "latin1": .latin1,
    "iso-8859-15": .latin9, "latin9": .latin9, "windows-1252": .windows1252, "cp1252": .windows1252,
  ]

  private static func contradiction(_ declared: String) -> StatementError {
    StatementError(
      .encoding, at: .line(1), "the file declares '\(declared)' and its bytes are written otherwise",
      remedy: "export the statement again, or correct the encoding named in its first line")
  }

  private static func withoutDeclaration(_ text: String) -> String {
    guard text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>")?.upperBound else { return text }
    return String(repeating: "\n", count: text[..<end].utf8.count(where: { $0 == 10 })) + text[end...]
  }

  /// Walks what may stand before the root element: white space, comments, processing instructions.
  private static func refuseDocumentType(_ text: String) throws(StatementError) {
    let bytes = text.utf8
    var rest = bytes[...]
    while true {
      rest = rest.drop { [9, 10, 13, 32].contains($0) }
      if rest.starts(with: "<!--".utf8) {
        guard let end = text[rest.startIndex...].firstRange(of: "-->")?.upperBound else { return }
        rest = bytes[end...]
      } else if rest.starts(with: "<?".utf8) {
        guard let end = text[rest.startIndex...].firstRange(of: "?>")?.upperBound else { return }
        rest = bytes[end...]
      } else if rest.starts(with: "<!".utf8) {
        throw StatementError(
          .forbiddenMarkup, at: .line(TextEncoding.line(after: bytes[..<rest.startIndex])),
          "a document type declaration, which no bank statement needs and which can hide an attack",
          remedy: "do not use this file; download the statement from the bank again")
      } else {
        return
      }
    }
  }
}
