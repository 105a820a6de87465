public import LedgerCore

/// Text inside a line, with the figures and names that stand in it.
///
/// Written as a string: `"\(paid) paid to \(name) on \(day)"`. Amounts and days appear as the page's language writes
/// them; what is interpolated is isolated, so a name in another script cannot turn the rest of the line around.
public struct Inline: Sendable, Hashable, ExpressibleByStringInterpolation {
  indirect enum Piece: Sendable, Hashable {
    case plain(String)
    /// Text that is not ours, such as a name.
    case foreign(String)
    case figure(Int, Quantity)
    case day(CivilDate)
    case month(CivilMonth)
    case strong(Inline)
    case other(Inline, Language)
    /// A line of its own below; in another language where one is named.
    case below(Inline, Language?)
    /// The same words in another language, smaller.
    case beside(Inline, Language)
    case link(Inline, WebPath)
    /// Digests, ids and other texts of machines.
    case code(String)
  }

  let pieces: [Piece]

  init(pieces: [Piece]) { self.pieces = pieces }

  public init(_ text: String) { pieces = [.plain(text)] }
  public init(stringLiteral value: String) { self.init(value) }
  public init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  /// The same words as a part in another language, as on a bilingual page.
  public func written(in language: Language) -> Inline { Inline(pieces: [.other(self, language)]) }

  /// The line with the same words in another language below it, smaller: nothing has to be looked for elsewhere.
  public func over(_ other: Inline, in language: Language) -> Inline {
    Inline(pieces: pieces + [.below(other, language)])
  }

  /// The same, on the same line: for headings and labels.
  public func beside(_ other: Inline, in language: Language) -> Inline {
    Inline(pieces: pieces + [.plain(" "), .beside(other, language)])
  }

  /// The line with a detail below it, smaller.
  public func over(_ detail: Inline) -> Inline { Inline(pieces: pieces + [.below(detail, nil)]) }

  /// A link to another page of the same site.
  public static func link(_ text: Inline, to path: WebPath) -> Inline { Inline(pieces: [.link(text, path)]) }

  /// A digest, an id, or another text of machines: never mirrored, and breaking anywhere.
  public static func code(_ text: String) -> Inline { Inline(pieces: [.code(text)]) }

  /// A name, or another text that is not ours.
  public static func name(_ text: String) -> Inline { Inline(pieces: [.foreign(text)]) }

  public static func + (left: Inline, right: Inline) -> Inline { Inline(pieces: left.pieces + right.pieces) }

  /// Collects the parts of an interpolated line.
  public struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    public init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(interpolationCount * 2 + 1) }

    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.plain(literal)) }
    }
    public mutating func appendInterpolation(_ text: String) { pieces.append(.foreign(text)) }
    public mutating func appendInterpolation(_ money: Money) { pieces.append(.figure(money.cents, .euro)) }
    public mutating func appendInterpolation(_ number: Int, as quantity: Quantity = .whole) {
      pieces.append(.figure(number, quantity))
    }
    public mutating func appendInterpolation(_ day: CivilDate) { pieces.append(.day(day)) }
    public mutating func appendInterpolation(_ month: CivilMonth) { pieces.append(.month(month)) }
    public mutating func appendInterpolation(_ inline: Inline) { pieces += inline.pieces }
    public mutating func appendInterpolation(strong inline: Inline) { pieces.append(.strong(inline)) }
  }
}

extension Inline {
  func markup(in language: Language) -> Markup { .all(pieces.map { $0.markup(in: language) }) }

  /// The words alone, where markup cannot stand; without what stands below in another language.
  public func text(in language: Language) -> String { pieces.map { $0.text(in: language) }.joined() }
}

extension Markup {
  fileprivate static func isolated(_ inline: Inline, in other: Language) -> Markup {
    .element(
      .bdi, [Attribute(.lang, other.tag), Attribute(.dir, other.direction.rawValue)], [inline.markup(in: other)])
  }

  /// Text that is not ours: isolated, and written in the direction of its own first letter.
  static func foreign(_ text: String) -> Markup { .element(.bdi, [Attribute(.dir, "auto")], text) }

  /// A figure, isolated from the text around it: an amount is never mirrored, words such as hours follow their script.
  static func figure(_ written: String, _ quantity: Quantity) -> Markup {
    let direction = quantity == .minutes ? [] : [Attribute(.dir, Direction.leftToRight.rawValue)]
    return .element(.bdi, [.class("figure")] + direction, written)
  }
}

extension Inline.Piece {
  func markup(in language: Language) -> Markup {
    switch self {
    case .plain(let text): .text(text)
    case .foreign(let text): .foreign(text)
    case .figure(let value, let quantity): .figure(language.write(value, quantity), quantity)
    case .day(let day): .element(.time, [Attribute(.datetime, day.description)], language.write(day))
    case .month(let month):
      .element(.time, [Attribute(.datetime, month.description)], language.writeMonth(month.firstDay))
    case .strong(let inline): .element(.strong, [], [inline.markup(in: language)])
    case .other(let inline, let other):
      .element(
        .span, [Attribute(.lang, other.tag), Attribute(.dir, other.direction.rawValue)], [inline.markup(in: other)])
    case .below(let inline, let other?):
      // The line begins where the lines around it begin, and runs in its own direction inside.
      .element(.span, [.class("below")], [.isolated(inline, in: other)])
    case .beside(let inline, let other): .element(.span, [.class("beside")], [.isolated(inline, in: other)])
    case .below(let inline, nil): .element(.span, [.class("below")], [inline.markup(in: language)])
    case .link(let text, let path): .element(.a, [Attribute(.href, path.text)], [text.markup(in: language)])
    case .code(let text):
      .element(.bdi, [.class("code"), Attribute(.dir, Direction.leftToRight.rawValue)], [.element(.code, [], text)])
    }
  }

  func text(in language: Language) -> String {
    switch self {
    case .plain(let text), .foreign(let text): text
    case .figure(let value, let quantity): language.write(value, quantity)
    case .day(let day): language.write(day)
    case .month(let month): language.writeMonth(month.firstDay)
    case .strong(let inline): inline.text(in: language)
    case .other(let inline, let other): inline.text(in: other)
    case .below, .beside: ""
    case .link(let text, _): text.text(in: language)
    case .code(let text): text
    }
  }
}
