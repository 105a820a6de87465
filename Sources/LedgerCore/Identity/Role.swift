/// In which quality a person signs; each entry kind names the roles that may sign it.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Members, policy, period closing.
  case administrator
  /// Reads everything, witnesses.
  case auditor
  /// Approves.
  case committee
  /// Accepts plans, claims guarantees.
  case creditor
  /// Budgets.
  case educator
  /// Confirms service hours, redeems vouchers.
  case host
  /// Accepts its own agreements.
  case household
  /// Requests and case work.
  case `operator`
  /// Money in and out.
  case treasurer

  public static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
}
