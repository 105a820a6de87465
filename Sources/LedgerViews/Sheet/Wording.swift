public import LedgerCore
public import Pages

/// English words of a view with the figures, days and names that stand in them.
///
/// Written as a string: `"since \(day)"`. Its key `since {1}` is what a reader's language is looked up by, so that the
/// command line and a page in another language say the same thing. What is computed and no word of ours, such as a name,
/// has the key `{1}` and is never translated.
public struct Wording: Sendable, Hashable, ExpressibleByStringInterpolation {
  indirect enum Argument: Sendable, Hashable {
    case text(String)
    /// A code of the ledger in a member such as `purpose`, with what the command line says for it.
    case code(String, of: String, english: String)
    case wording(Wording)
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

  /// A code of the ledger, such as a purpose: pages have words for it.
  ///
  /// - Parameter english: what the command line says; its capital is that of the words, too.
  public init(code: some CustomStringConvertible, of member: String, english: String? = nil) {
    let code = code.description
    self.init(key: "{1}", arguments: [.code(code, of: member, english: english ?? code)])
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
    public mutating func appendInterpolation(_ wording: Wording) { append(.wording(wording)) }

    private mutating func append(_ argument: Argument) {
      arguments.append(argument)
      key += "{\(arguments.count)}"
    }
  }
}

extension Wording {
  /// One after the other, with commas between them.
  static func list(_ wordings: [Wording]) -> Wording {
    guard let first = wordings.first else { return "" }
    return wordings.dropFirst().reduce(first) { "\($0), \($1)" }
  }

  /// Whether there is a word of ours in it.
  public var isTranslated: Bool { key != "{1}" && !key.isEmpty }

  /// As the command line says it.
  public var english: String { text({ $0 }, code: { $2 }) }

  /// In a reader's language, with figures and days as programs write them: for titles, where markup cannot stand.
  ///
  /// - Parameter code: the words for a code in a member, and what the command line says for it.
  public func text(
    _ say: (String) -> String, code: (_ code: String, _ member: String, _ english: String) -> String = { $2 }
  ) -> String {
    pieces(say).reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .argument(.text(let words)): text += words
      case .argument(.code(let raw, let member, let english)): text += code(raw, member, english)
      case .argument(.wording(let wording)): text += wording.text(say, code: code)
      case .argument(.number(let number)): text += String(number)
      case .argument(.money(let money)): text += money.description
      case .argument(.day(let day)): text += day.description
      case .argument(.month(let month)): text += month.description
      }
    }
  }

  /// In a reader's language, with figures and days as that language writes them.
  public func inline(
    _ say: (String) -> String, code: (_ code: String, _ member: String, _ english: String) -> String = { $2 }
  ) -> Inline {
    pieces(say).reduce("") { line, piece in
      switch piece {
      case .words(let words): "\(line)\(Inline(words))"
      case .argument(.text(let words)): "\(line)\(words)"
      case .argument(.code(let raw, let member, let english)): "\(line)\(Inline(code(raw, member, english)))"
      case .argument(.wording(let wording)): "\(line)\(wording.inline(say, code: code))"
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
      case .text, .code, .number: false
      case .wording(let wording): wording.isWrittenByLanguage
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
