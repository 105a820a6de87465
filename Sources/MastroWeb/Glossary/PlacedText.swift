import Pages

/// A text with places to be filled: `Bank account {account}`.
struct PlacedText: Sendable, Hashable {
  private enum Piece: Sendable, Hashable {
    case words(String)
    case place(String)
  }

  private let pieces: [Piece]

  /// A brace without a partner stands for itself.
  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      pieces.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    self.pieces = pieces
  }

  /// The names of its places, each once.
  var places: Set<String> {
    Set(pieces.compactMap { if case .place(let name) = $0 { name } else { nil } })
  }

  func filled(_ value: (String) -> Inline) -> Inline {
    pieces.reduce("") { line, piece in
      switch piece {
      case .words(let words): "\(line)\(Inline(words))"
      case .place(let name): "\(line)\(value(name))"
      }
    }
  }
}
