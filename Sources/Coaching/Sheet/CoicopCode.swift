public import LedgerCore

/// A division or group of the Classification of Individual Consumption According to Purpose (United Nations, 2018):
/// two digits, or two and one: `04`, `04.1`.
public struct CoicopCode: Sendable, Hashable, WrittenAsText {
  public let description: String

  public var division: String { String(description.prefix(2)) }

  /// The groups of the divisions 01 to 13, those of a household's own consumption.
  static let groups = [
    "123", "1234", "12", "12345", "123456", "1234", "1234", "123", "12345678", "12345", "12", "12", "1239",
  ]

  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].utf8.count == 2, parts[0].utf8.allSatisfy(Frequency.isDigit),
      let division = Int(parts[0]),
      (1...CoicopCode.groups.count).contains(division)
    else { return nil }
    if parts.count == 2 {
      guard parts[1].utf8.count == 1, CoicopCode.groups[division - 1].contains(parts[1]) else { return nil }
    }
    description = text
  }

  public static let form = "a division or group of COICOP 2018, such as 04 or 04.1"
}
