/// How wide a text will be, without knowing the font: estimates that err on the wide side.
enum TextFitting {
  static let size = 13
  static let smallSize = 12
  static let lineHeight = 16

  /// Pixels, rounded up.
  static func width(_ text: some StringProtocol, size: Int = size) -> Int {
    (text.unicodeScalars.reduce(0) { $0 + thousandths($1) } * size + 999) / 1000
  }

  /// Thousandths of the font's size.
  private static func thousandths(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", "’", "\u{00A0}", " ", "\u{202F}": 310
    case "f", "r", "t", "(", ")", "-", "/": 420
    case "m", "w", "M", "W", "@", "%": 930
    case "0"..."9": 600
    case "a"..."z": 590
    case "A"..."Z": 730
    case "\u{0300}"..."\u{036F}", "\u{064B}"..."\u{065F}", "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}",
      "\u{2066}"..."\u{2069}":
      0
    case "\u{0600}"..."\u{06FF}": 620
    case "\u{2E80}"..."\u{9FFF}", "\u{AC00}"..."\u{D7AF}", "\u{FF00}"..."\u{FFEF}", "\u{1F000}"..."\u{1FAFF}": 1050
    default: 680
    }
  }

  /// The text cut at spaces into lines that fit; what is too long ends in an ellipsis, and stands whole in the table.
  static func wrap(_ text: String, width: Int, lines most: Int, size: Int = size) -> [String] {
    var lines: [String] = []
    var line = ""
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    for (index, word) in words.enumerated() {
      let longer = line.isEmpty ? word : line + " " + word
      if self.width(longer, size: size) <= width || line.isEmpty {
        line = longer
      } else if lines.count + 1 == most {
        return lines + [shorten(([line] + words[index...]).joined(separator: " "), width: width, size: size)]
      } else {
        lines.append(shorten(line, width: width, size: size))
        line = word
      }
    }
    return lines + [shorten(line, width: width, size: size)]
  }

  /// The text, or as much of it as fits with an ellipsis.
  static func shorten(_ text: String, width: Int, size: Int = size) -> String {
    guard self.width(text, size: size) > width else { return text }
    var kept = text
    while !kept.isEmpty && self.width(kept + "…", size: size) > width { kept.removeLast() }
    while kept.last?.isWhitespace == true { kept.removeLast() }
    return kept + "…"
  }
}
