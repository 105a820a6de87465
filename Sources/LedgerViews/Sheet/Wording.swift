public import LedgerCore
public import Pages

/// English words of a view with the figures, days and names that stand in them.
///
/// Written as a string: `"since \(day)"`. Its key `since {1}` is what a reader's language is looked up by, so that the
/// command line and a page in another language say the same thing. What is computed and no word of ours, such as a name,
/// has the key `{1}` and is never translated.
public struct Wording: Sendable, Hashable, ExpressibleByStringInterpolation {
  enum Argument: Sendable, Hashable {
    case text(String)
    case number(Int)
    case money(Money)
    case day(CivilDate)
    case month(CivilMonth)
  }

  /// The English words with `{1}`, `{2}`, … where something is put in.
  public let key: String
  let arguments: [Argument]

  private init(key: String, arguments: [Argument]) {
    self.key = key
    self.arguments = arguments
  }

  public init(stringLiteral value: String) { self.init(key: value, arguments: []) }
  public init(stringInterpolation: StringInterpolation) {
    self.init(key: stringInterpolation.key, arguments: stringInterpolation.arguments)
  }

  /// Words of ours that were put together: the heading of a member, a code with its unit.
  public init(key: String) { self.init(key: key, arguments: []) }

  /// A name, a number or another text that no language changes.
  public init(verbatim text: some CustomStringConvertible) {
    self.init(key: "{1}", arguments: [.text(text.description)])
  }

  /// Collects words and what stands in them.
  public struct StringInterpolation: StringInterpolationProtocol {
    var key = ""
    var arguments: [Argument] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { key += literal }
    public mutating func appendInterpolation(_ text: some CustomStringConvertible) { append(.text(text.description)) }
    public mutating func appendInterpolation(_ number: Int) { append(.number(number)) }
    public mutating func appendInterpolation(_ money: Money) { append(.money(money)) }
    public mutating func appendInterpolation(_ day: CivilDate) { append(.day(day)) }
    public mutating func appendInterpolation(_ month: CivilMonth) { append(.month(month)) }

    private mutating func append(_ argument: Argument) {
      arguments.append(argument)
      key += "{\(arguments.count)}"
    }
  }
}

extension Wording {
  /// Whether there is a word of ours in it.
  public var isTranslated: Bool { key != "{1}" && !key.isEmpty }

  /// As the command line says it.
  public var english: String { text { $0 } }

  /// In a reader's language, with figures and days as programs write them: for titles, where markup cannot stand.
  public func text(_ say: (String) -> String) -> String {
    pieces(say).reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .argument(.text(let words)): text += words
      case .argument(.number(let number)): text += String(number)
      case .argument(.money(let money)): text += money.description
      case .argument(.day(let day)): text += day.description
      case .argument(.month(let month)): text += month.description
      }
    }
  }

  /// In a reader's language, with figures and days as that language writes them.
  public func inline(_ say: (String) -> String) -> Inline {
    pieces(say).reduce("") { line, piece in
      switch piece {
      case .words(let words): "\(line)\(Inline(words))"
      case .argument(.text(let words)): "\(line)\(words)"
      case .argument(.number(let number)): "\(line)\(number)"
      case .argument(.money(let money)): "\(line)\(money)"
      case .argument(.day(let day)): "\(line)\(day)"
      case .argument(.month(let month)): "\(line)\(month)"
      }
    }
  }

  /// Whether a page would write it in another way than a title does.
  var isWrittenByLanguage: Bool {
    arguments.contains { argument in
      switch argument {
      case .money, .day, .month: true
      case .text, .number: false
      }
    }
  }

  private enum Piece {
    case words(String)
    case argument(Argument)
  }

  /// The words between the places, and what belongs in each; a place without an argument stays as it is.
  private func pieces(_ say: (String) -> String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = (isTranslated ? say(key) : key)[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}"),
        let number = Int(rest[rest.index(after: open)..<close]), arguments.indices.contains(number - 1)
      else { break }
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      pieces.append(.argument(arguments[number - 1]))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    return pieces
  }
}
