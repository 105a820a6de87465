public import LedgerCore

/// English words with places for what stands in them, by which a translation is found: `"Paid \(money) of \(total)"` has
/// the key `Paid {1} of {2}`.
public struct Phrase: Sendable, ExpressibleByStringInterpolation {
  public let key: String
  let values: [Inline]

  public init(_ key: String) {
    self.key = key
    values = []
  }

  public init(stringLiteral value: String) { self.init(value) }

  public init(stringInterpolation: StringInterpolation) {
    key = stringInterpolation.key
    values = stringInterpolation.values
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var key = ""
    var values: [Inline] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { key += literal }
    public mutating func appendInterpolation(_ inline: Inline) {
      values.append(inline)
      key += "{\(values.count)}"
    }
    public mutating func appendInterpolation(_ text: String) { appendInterpolation("\(text)" as Inline) }
    public mutating func appendInterpolation(_ money: Money) { appendInterpolation("\(money)" as Inline) }
    public mutating func appendInterpolation(_ day: CivilDate) { appendInterpolation("\(day)" as Inline) }
    public mutating func appendInterpolation(_ month: CivilMonth) { appendInterpolation("\(month)" as Inline) }
    public mutating func appendInterpolation(_ number: Int, as quantity: Quantity = .whole) {
      appendInterpolation("\(number, as: quantity)" as Inline)
    }
  }
}

/// The phrases of a part of the site in one language; what it lacks is said in English.
public struct Phrasebook: Sendable {
  public let language: Language
  private let texts: [String: String]
  private let missing: @Sendable (String) -> Void

  /// - Parameter missing: told each key that the language lacks, as often as somebody asks for it.
  public init(
    _ language: Language, texts: [String: String] = [:], missing: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.language = language
    self.texts = texts
    self.missing = missing
  }

  /// Reads `{"English": "translation", …}`.
  public init(
    _ language: Language, reading bytes: [UInt8], missing: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(JSONError) {
    var texts: [String: String] = [:]
    for member in try JSON.parse(bytes, form: .relaxed).object ?? [:] { texts[member.key] = member.value.string }
    self.init(language, texts: texts, missing: missing)
  }

  public func has(_ key: String) -> Bool { texts[key] != nil }

  /// These phrases, and those of another part of the site where this one has none: what every page says is written once.
  public func over(_ base: Phrasebook) -> Phrasebook {
    Phrasebook(language, texts: base.texts.merging(texts) { $1 }, missing: missing)
  }

  public func say(_ phrase: Phrase) -> Inline {
    if texts[phrase.key] == nil, language != .english { missing(phrase.key) }
    let text = texts[phrase.key] ?? phrase.key
    guard !phrase.values.isEmpty else { return Inline(text) }
    var line: Inline = ""
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{"), let end = rest[brace...].firstIndex(of: "}"),
      let number = Int(rest[rest.index(after: brace)..<end]), phrase.values.indices.contains(number - 1)
    {
      line = line + Inline(String(rest[..<brace])) + phrase.values[number - 1]
      rest = rest[rest.index(after: end)...]
    }
    return line + Inline(String(rest))
  }

  /// The words alone, where markup cannot stand.
  public func text(_ phrase: Phrase) -> String { say(phrase).text(in: language) }
}
