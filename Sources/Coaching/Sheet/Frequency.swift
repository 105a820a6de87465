public import LedgerCore

/// How often money comes or goes in a year.
///
/// One text form everywhere (sheets, bank rules, command line): `weekly`, `fortnightly`, `four-weekly`, `monthly`,
/// `two-monthly`, `quarterly`, `half-yearly`, `yearly`, `months:06,12` (named months, rising), `monthly+13` (a salary
/// paid once more in December) and `monthly+14` (once more in June or July too), `once`.
public enum Frequency: Sendable, Hashable {
  case weekly
  case fortnightly
  case fourWeekly
  case monthly
  case twoMonthly
  case quarterly
  case halfYearly
  case yearly
  /// Calendar months, 1 to 12, rising.
  case months([Int])
  /// Every month, and once more in December.
  case thirteenSalaries
  /// Every month, and once more in June and in December.
  case fourteenSalaries
  /// A single time: neither an income nor an expense of an ordinary month.
  case once

  /// Payments in a year of twelve months: 52 weekly ones, also where a calendar year has 53 pay days.
  public var perYear: Int {
    switch self {
    case .weekly: 52
    case .fortnightly: 26
    case .fourWeekly: 13
    case .monthly: 12
    case .twoMonthly: 6
    case .quarterly: 4
    case .halfYearly: 2
    case .yearly: 1
    case .months(let months): months.count
    case .thirteenSalaries: 13
    case .fourteenSalaries: 14
    case .once: 0
    }
  }

  private static let words: [(Frequency, String)] = [
    (.weekly, "weekly"), (.fortnightly, "fortnightly"), (.fourWeekly, "four-weekly"), (.monthly, "monthly"),
    (.twoMonthly, "two-monthly"), (.quarterly, "quarterly"), (.halfYearly, "half-yearly"), (.yearly, "yearly"),
    (.thirteenSalaries, "monthly+13"), (.fourteenSalaries, "monthly+14"), (.once, "once"),
  ]

  /// Nil where there is no such frequency.
  public init?(_ text: String) {
    if let known = Frequency.words.first(where: { $0.1 == text }) {
      self = known.0
      return
    }
    guard text.hasPrefix("months:") else { return nil }
    let parts = text.dropFirst("months:".count).split(separator: ",", omittingEmptySubsequences: false)
    let months = parts.compactMap { $0.utf8.count == 2 && $0.utf8.allSatisfy(Frequency.isDigit) ? Int($0) : nil }
    guard months.count == parts.count, months.allSatisfy((1...12).contains),
      zip(months, months.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    self = .months(months)
  }

  /// `Int` would read a sign too.
  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Every word, for messages.
  public static let forms = words.map(\.1) + ["months:06,12"]
}

extension Frequency {
  public var description: String {
    if case .months(let months) = self {
      return "months:" + months.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ",")
    }
    return Frequency.words.first { $0.0 == self }?.1 ?? ""
  }
}

extension Frequency: WrittenAsText {
  public static var form: String { "a frequency; there are " + forms.joined(separator: ", ") }
}
