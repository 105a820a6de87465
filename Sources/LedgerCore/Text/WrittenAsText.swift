/// A value with one text form, which is also its JSON: a day, a month, a frequency.
public protocol WrittenAsText: Codable, CustomStringConvertible {
  init?(_ text: String)
  /// What a text should be, for whoever wrote another one: "a month YYYY-MM".
  static var form: String { get }
}

extension WrittenAsText {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not \(Self.form)"))
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
