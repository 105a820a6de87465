/// What kind of meeting stands behind an entry (UNI 11402, services of financial education).
public enum SessionType: String, Codable, Sendable, CaseIterable {
  case information
  case training
  /// Objective advice: on the family's own figures, by somebody who sells nothing.
  case advice
}
