import Pages

/// A text with places to be filled: `The lowest point is {month}: {amount}.`
struct TextTemplate: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case words(String)
    case place(TextPlace)
  }

  let pieces: [Piece]

  /// Nil where a brace has no partner, a place has no name of ours, or there is nothing to read.
  init?(_ text: String) {
    guard text.contains(where: { !$0.isWhitespace }), text.first?.isWhitespace == false,
      text.last?.isWhitespace == false
    else { return nil }
    var pieces: [Piece] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}"),
        let place = TextPlace(rawValue: String(rest[rest.index(after: brace)..<end]))
      else { return nil }
      if brace > rest.startIndex { pieces.append(.words(String(rest[..<brace]))) }
      pieces.append(.place(place))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    self.pieces = pieces
  }

  /// The places in the order of their names; a text may name one twice.
  var places: [TextPlace] {
    pieces.compactMap { if case .place(let place) = $0 { place } else { nil } }.sorted { $0.rawValue < $1.rawValue }
  }

  func filled(_ values: [TextPlace: Inline]) -> Inline {
    pieces.reduce("") { line, piece in
      switch piece {
      case .words(let words): "\(line)\(Inline(words))"
      case .place(let place):
        // A test compares the places of every language, so the caller knows them all.
        "\(line)\(values[place] ?? Inline("…"))"
      }
    }
  }
}
