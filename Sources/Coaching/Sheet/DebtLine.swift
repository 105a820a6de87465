public import LedgerCore

/// What the family owes, and what of it already runs as instalments. A home mortgage is an expense, like rent.
public struct DebtLine: Codable, Sendable, Hashable {
  /// Which creditors come first.
  public enum Tier: Int, Codable, Sendable, CaseIterable {
    /// Home, light and heat, food, what keeps the children.
    case priority = 1
    case other = 2
  }

  /// What is overdue.
  public let arrears: Told?
  /// True where the instalment is withheld from a salary or pension, or attached by a court.
  public let atSource: Bool?
  public let balance: Told
  public let creditor: String
  /// The instalment that runs already; absent where nothing is being paid.
  public let instalment: Told?
  /// How often the instalment is paid; absent: monthly.
  public let frequency: Frequency?
  /// The next day on which it is due.
  public let next: CivilDate?
  /// The loan or plan of the ledger from which the line comes by itself.
  public let stream: StreamID?
  public let tier: Tier

  public init(
    creditor: String, balance: Told, tier: Tier, instalment: Told? = nil, frequency: Frequency? = nil,
    arrears: Told? = nil, atSource: Bool = false, next: CivilDate? = nil, stream: StreamID? = nil
  ) {
    self.arrears = arrears
    self.atSource = atSource ? true : nil
    self.balance = balance
    self.creditor = creditor
    self.frequency = frequency
    self.instalment = instalment
    self.next = next
    self.stream = stream
    self.tier = tier
  }
}
