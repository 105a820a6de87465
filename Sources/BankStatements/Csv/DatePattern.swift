public import LedgerCore

/// How a bank writes days: `dd/MM/yyyy`, `d/M/yy`, `yyyy-MM-dd`.
///
/// `d` and `M` read one or two digits, `dd` and `MM` exactly two. Two-digit years 00–69 are 2000–2069, 70–99 are
/// 1970–1999, as POSIX has it.
public struct DatePattern: Hashable, Sendable {
  public let text: String
  private let parts: [Part]

  private enum Part: Hashable {
    case day(padded: Bool)
    case month(padded: Bool)
    case year
    case shortYear
    case separator(UInt8)
  }

  /// Nil unless day, month and year stand in it once each, parted by one of `/`, `-`, `.`, or by nothing when padded.
  public init?(_ text: String) {
    var parts: [Part] = []
    var rest = text.utf8[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      switch String(decoding: run, as: UTF8.self) {
      case "d": parts.append(.day(padded: false))
      case "dd": parts.append(.day(padded: true))
      case "M": parts.append(.month(padded: false))
      case "MM": parts.append(.month(padded: true))
      case "yy": parts.append(.shortYear)
      case "yyyy": parts.append(.year)
      case "/", "-", ".": parts.append(.separator(first))
      default: return nil
      }
      rest = rest.dropFirst(run.count)
    }
    func count(_ matches: (Part) -> Bool) -> Int { parts.count(where: matches) }
    let days = count { $0 == .day(padded: true) || $0 == .day(padded: false) }
    let months = count { $0 == .month(padded: true) || $0 == .month(padded: false) }
    guard days == 1, months == 1, count({ $0 == .year || $0 == .shortYear }) == 1 else { return nil }
    for (part, next) in zip(parts, parts.dropFirst()) where part == .day(padded: false) || part == .month(padded: false)
    {
      guard case .separator = next else { return nil }
    }
    self.text = text
    self.parts = parts
  }

  /// The day that a text names, nil where it is none of this form.
  public func date(_ written: String) -> CivilDate? {
    var rest = written.utf8[...]
    var year = 0
    var month = 0
    var day = 0
    for part in parts {
      switch part {
      case .separator(let mark):
        guard rest.popFirst() == mark else { return nil }
      case .day(let padded):
        guard let number = DatePattern.number(&rest, digits: padded ? 2...2 : 1...2) else { return nil }
        day = number
      case .month(let padded):
        guard let number = DatePattern.number(&rest, digits: padded ? 2...2 : 1...2) else { return nil }
        month = number
      case .year:
        guard let number = DatePattern.number(&rest, digits: 4...4) else { return nil }
        year = number
      case .shortYear:
        guard let number = DatePattern.number(&rest, digits: 2...2) else { return nil }
        year = number < 70 ? 2000 + number : 1900 + number
      }
    }
    return rest.isEmpty ? CivilDate(year: year, month: month, day: day) : nil
  }

  private static func number(_ rest: inout Substring.UTF8View, digits: ClosedRange<Int>) -> Int? {
    let run = rest.prefix(digits.upperBound).prefix { (48...57).contains($0) }
    guard run.count >= digits.lowerBound else { return nil }
    rest = rest.dropFirst(run.count)
    return run.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
