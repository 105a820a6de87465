public import LedgerCore

/// How much of a restriction stands behind its guarantees and cannot be spent; the entry posts the difference.
public struct ReserveSet: EntryBody {
  public static let kind: Kind = "reserve.set"
  public static let roles: Set<Role> = [.administrator]
  public static let isReversible = true

  /// The reserve after this entry.
  public let amount: Money
  public let restriction: Slug

  public init(amount: Money, restriction: Slug) {
    self.amount = amount
    self.restriction = restriction
  }

  static let negative = RefusalCode(
    "reserve.negative", "a reserve of {amount} is below zero", hint: "give 0 to dissolve it")

  public static let refusals = [negative, SpendingRules.insufficient]

  public func admit(to state: FundState, in context: Admission) throws(Refusal) -> Effects {
    let restriction = Restriction(fund: context.fundName, name: restriction)
    guard amount >= .zero else { throw Self.negative(["amount": amount]) }
    try context.requireRestriction(restriction)
    let difference = amount - Money(cents: -context.balance(Chart.guaranteeReserve(restriction)))
    if difference.isPositive { try context.requireUncommitted(difference, of: restriction) }
    return try Effects { $0.post(Chart.available(restriction), Chart.guaranteeReserve(restriction), difference) }
  }

  public func apply(to state: inout FundState, from entry: LoggedEntry) {}
}
