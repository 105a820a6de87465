public import LedgerCore

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

extension LineName {
  public var description: String { "\(list.rawValue):\(name)" }
}

extension LineName: WrittenAsText {
  public static var form: String { "a line such as expense:Affitto" }
}
