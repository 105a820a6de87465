/// How text enters a page: as HTML and as XML alike, so that either parser reads the same.
enum Escaping {
  /// Content of an element. Quotation marks stay as they are, which the stylesheet needs.
  static func text(_ text: String) -> String { escape(text, quotes: false) }

  /// Content of an attribute between double quotes.
  static func attribute(_ text: String) -> String { escape(text, quotes: true) }

  private static func escape(_ text: String, quotes: Bool) -> String {
    var written = ""
    written.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": written += "&amp;"
      case "<": written += "&lt;"
      case ">": written += "&gt;"
      case "\"" where quotes: written += "&quot;"
      case "'" where quotes: written += "&#39;"
      case "\t", "\n", "\r": written += quotes || scalar == "\r" ? " " : String(scalar)
      default: written.unicodeScalars.append(isCharacter(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return written
  }

  /// What XML 1.0 calls a character, less the C1 controls, which HTML reads as something else.
  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD: true
    case 0x1_0000...0x10_FFFF: scalar.value & 0xFFFE != 0xFFFE
    default: false
    }
  }
}
