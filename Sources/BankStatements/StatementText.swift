/// Text as banks write it: padded, broken over lines, with fillers for what they do not know.
enum StatementText {
  /// One line: white space at the ends removed, inside collapsed to one space; nil when nothing is left.
  static func oneLine(_ text: String) -> String? {
    let words = text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// A reference, or nil where the bank wrote a word that means there is none.
  static func reference(_ text: String) -> String? {
    guard let reference = oneLine(text), !fillers.contains(reference.uppercased()) else { return nil }
    return reference
  }

  /// An account number without spaces and in upper case, so that one account has one spelling.
  static func accountNumber(_ text: String) -> String? {
    let compact = String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    return compact.isEmpty ? nil : compact.uppercased()
  }

  private static let fillers: Set<String> = [
    "NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NOT AVAILABLE", "NONREF", "NOREF", "NONE", "N/A", "NA", "-",
  ]
}
