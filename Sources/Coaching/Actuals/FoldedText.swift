/// Text without capitals, accents and needless spaces, so that `Libertà`, `LIBERTÀ` and `liberta` can be compared simply.
struct FoldedText: Hashable, Sendable {
  let text: String

  init(_ original: String) {
    var folded = ""
    for scalar in original.lowercased().unicodeScalars where !(0x300...0x36F).contains(scalar.value) {
      folded += FoldedText.plain(scalar)
    }
    text = folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func contains(_ other: FoldedText) -> Bool { text.contains(other.text) }

  /// The letter of which an accented one is made, by the name that Unicode gives it: LATIN SMALL LETTER A WITH GRAVE.
  private static func plain(_ scalar: Unicode.Scalar) -> String {
    if "’‘`´".unicodeScalars.contains(scalar) { return "'" }
    guard scalar.value > 0x7F, let name = scalar.properties.name,
      let with = name.firstRange(of: " WITH "), name.hasPrefix(letter)
    else { return String(scalar) }
    let base = name[..<with.lowerBound].dropFirst(letter.count)
    return base.count <= 2 ? base.lowercased() : String(scalar)
  }

  private static let letter = "LATIN SMALL LETTER "
}
