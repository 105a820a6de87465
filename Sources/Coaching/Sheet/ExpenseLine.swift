public import LedgerCore

/// Something that goes out, debts left aside.
public struct ExpenseLine: Codable, Sendable, Hashable {
  public enum Nature: String, Codable, Sendable, CaseIterable {
    /// Agreed with somebody: rent, a home mortgage, a contract.
    case fixed
    /// Needed to live: food, medicine, the way to work.
    case priority
    /// Can be less, or later; not essential in the formula.
    case flexible
  }

  /// The words in which one talks about it; statistics use COICOP.
  public enum Group: String, Codable, Sendable, CaseIterable {
    case home, utilities, food, health, transport, school, phone, clothing, children, leisure, other
  }

  public let amount: Told
  /// Division or group of COICOP 2018: `04`, `04.1`.
  public let coicop: CoicopCode
  public let frequency: Frequency
  public let group: Group
  public let name: String
  public let nature: Nature
  /// The next day on which it is due; absent: the first of the sheet's first month in which it can be.
  public let next: CivilDate?
  /// Why a flexible expense stays, or a priority one is higher than usual.
  public let reason: String?

  public init(
    name: String, group: Group, coicop: CoicopCode, amount: Told, frequency: Frequency, nature: Nature,
    next: CivilDate? = nil, reason: String? = nil
  ) {
    self.amount = amount
    self.coicop = coicop
    self.frequency = frequency
    self.group = group
    self.name = name
    self.nature = nature
    self.next = next
    self.reason = reason
  }

  public var isEssential: Bool { nature != .flexible }
}
