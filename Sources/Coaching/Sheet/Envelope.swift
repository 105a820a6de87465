public import LedgerCore

/// Money put by for something that comes once: it is set aside in equal parts until it is due (a sinking fund).
public struct Envelope: Codable, Sendable, Hashable {
  /// What lies in it already.
  public let balance: WrittenAmount
  public let due: CivilMonth
  public let name: String
  public let target: WrittenAmount

  public init(name: String, target: Money, balance: Money, due: CivilMonth) {
    self.balance = WrittenAmount(balance)
    self.due = due
    self.name = name
    self.target = WrittenAmount(target)
  }
}

/// What the family wants to reach.
public struct Goal: Codable, Sendable, Hashable {
  public let amount: WrittenAmount?
  public let by: CivilMonth?
  /// In the family's words.
  public let name: String
  public let saved: WrittenAmount?

  public init(name: String, amount: Money? = nil, by: CivilMonth? = nil, saved: Money? = nil) {
    self.amount = amount.map(WrittenAmount.init)
    self.by = by
    self.name = name
    self.saved = saved.map(WrittenAmount.init)
  }
}
