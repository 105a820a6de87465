/// The lists of a sheet.
public enum LineList: String, Sendable, Codable, CaseIterable {
  case income, expense, debt, envelope

  /// Whether money comes in by it.
  public var comesIn: Bool { self == .income }
}

/// One line of a sheet by its list and name, as commands and rules write it: `income:Stipendio`, `debt:Enel`.
public struct LineName: Sendable, Hashable {
  public let list: LineList
  public let name: String

  public init(_ list: LineList, _ name: String) {
    self.list = list
    self.name = name
  }

  /// Nil where the list does not exist or the name is empty; the name may hold colons itself.
  public init?(_ text: some StringProtocol) {
    guard let colon = text.firstIndex(of: ":"), let list = LineList(rawValue: String(text[..<colon])) else {
      return nil
    }
    let name = text[text.index(after: colon)...]
    guard !name.isEmpty else { return nil }
    self.init(list, String(name))
  }
}

extension LineName: CustomStringConvertible {
  public var description: String { "\(list.rawValue):\(name)" }
}

extension LineName: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let line = LineName(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a line such as expense:Affitto"))
    }
    self = line
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
