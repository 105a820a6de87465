/// Text without capitals, accents and needless spaces, so that `Libertà`, `LIBERTÀ` and `liberta` can be compared simply.
public struct FoldedText: Hashable, Sendable {
  public let text: String

  public init(_ original: String) {
    var folded = ""
    for scalar in original.lowercased().unicodeScalars where !(0x300...0x36F).contains(scalar.value) {
      folded += FoldedText.plain(scalar)
    }
    text = folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  public func contains(_ other: FoldedText) -> Bool { text.contains(other.text) }

  /// The letter of which an accented one is made, by the name that Unicode gives it: LATIN SMALL LETTER A WITH GRAVE.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    if let other = others[scalar] { return other }
    guard scalar.value > 0x7F, let name = scalar.properties.name,
      let with = name.firstRange(of: " WITH "), name.hasPrefix(letter)
    else { return String(scalar) }
    let base = name[..<with.lowerBound].dropFirst(letter.count)
    return base.count <= 2 ? base.lowercased() : String(scalar)
  }

  /// What Unicode does not call a letter with something.
  private static let others: [Unicode.Scalar: String] = [
    "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "ı": "i", "’": "'", "‘": "'", "`": "'", "´": "'",
  ]

  private static let letter = "LATIN SMALL LETTER "
}
