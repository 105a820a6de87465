/// What the policy says about families.
public struct HouseholdPolicy: Codable, Sendable, Hashable {
  /// An educator's assessment binds new promises for so many days.
  public let assessmentValidDays: Int
  /// How many persons of the committee stand in where nobody has assessed; 0 lets nobody.
  public let overridePersons: Int
  /// Days for which records are kept after the last obligation has ended.
  public let retentionDays: Int

  var fault: String? {
    if assessmentValidDays < 1 { return "households: assessmentValidDays is not above zero" }
    if overridePersons == 1 || !(0...9).contains(overridePersons) {
      return "households: overridePersons is 0 or 2 to 9"
    }
    if retentionDays < 0 { return "households: retentionDays is negative" }
    return nil
  }
}
