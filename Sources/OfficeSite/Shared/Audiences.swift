import LedgerCore
import MastroWeb

/// Who works on which pages.
enum Office {
  static let treasurers: Audience = .roles([.treasurer])
  static let administrators: Audience = .roles([.administrator])
  static let both: Audience = .roles([.administrator, .treasurer])
  /// Whoever approves that money goes back.
  static let approvers: Audience = .roles([.administrator, .committee])
  /// Whoever works with the fund's own figures.
  static let staff: Audience = .roles([.administrator, .committee, .operator, .treasurer])
  /// Families find their devices on a page of their own.
  static let everybodyButFamilies: Audience = .roles(Set(Role.allCases).subtracting([.household]))
  /// Whoever may look at the fund's own figures.
  static let readers: Audience = .roles([.administrator, .auditor, .committee, .operator, .treasurer])
}
