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

  static let belowExposure = RefusalCode(
    "reserve.below-exposure",
    "a reserve of {amount} allows guarantees of {limit}, and those of {restriction} stand at {exposure}",
    hint: "keep a larger reserve until some of them have ended; `mastro guarantee list` shows them")

  public static let refusals = [negative, SpendingRules.insufficient, belowExposure]

  public func admit(to state: FundState, in context: Admission) throws(Refusal) -> Effects {
    let restriction = Restriction(fund: context.fundName, name: restriction)
    guard amount >= .zero else { throw Self.negative(["amount": amount]) }
    try context.requireRestriction(restriction)
    let difference = amount - Money(cents: -context.balance(Chart.guaranteeReserve(restriction)))
    if difference.isPositive { try context.requireUncommitted(difference, of: restriction) }
    if difference < .zero { try requireExposureBorne(restriction, context) }
    return try Effects { $0.post(Chart.available(restriction), Chart.guaranteeReserve(restriction), difference) }
  }

  private func requireExposureBorne(_ restriction: Restriction, _ context: Admission) throws(Refusal) {
    let limit = context.governing.policy.guaranteeLimit(reserve: amount)
    let exposure = context.guaranteeExposure(restriction)
    guard exposure <= limit else {
      throw Self.belowExposure([
        "amount": amount, "limit": limit, "restriction": restriction, "exposure": exposure,
      ])
    }
  }

  public func apply(to state: inout FundState, from entry: LoggedEntry) {}
}
