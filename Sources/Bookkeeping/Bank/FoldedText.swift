/// Text without capitals and accents, so that `Libertà`, `LIBERTA'` and `liberta` can be compared simply.
struct FoldedText: Hashable, Sendable {
  let text: String

  init(_ original: String) {
    var folded = ""
    for scalar in original.lowercased().unicodeScalars {
      if (0x300...0x36F).contains(scalar.value) { continue }
      folded += FoldedText.plain[scalar] ?? String(scalar)
    }
    text = folded
  }

  func contains(_ other: FoldedText) -> Bool { text.contains(other.text) }

  /// Letters of western and central European languages; what is not here is compared as it is.
  private static let plain: [Unicode.Scalar: String] = {
    let groups: [(String, String)] = [
      ("àáâãäåāăą", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"),
      ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"), ("ñńņňŉ", "n"), ("òóôõöøōŏő", "o"), ("ŕŗř", "r"),
      ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"), ("æ", "ae"),
      ("œ", "oe"), ("ß", "ss"), ("þ", "th"), ("’‘`´", "'"), ("\u{A0}", " "),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (letters, plain) in groups { for letter in letters.unicodeScalars { table[letter] = plain } }
    return table
  }()
}
