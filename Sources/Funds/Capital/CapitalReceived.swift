public import LedgerCore

/// Repayable capital is in the bank.
public struct CapitalReceived: EntryBody {
  public static let kind: Kind = "capital.received"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  /// The day on which the funder wants it back, where one was agreed.
  public let due: CivilDate?
  public let fund: Slug
  /// The body that lends it.
  public let funder: Slug
  public let restriction: Slug

  public init(amount: Money, to restriction: Restriction, account: Slug, funder: Slug, due: CivilDate?) {
    self.account = account
    self.amount = amount
    self.due = due
    fund = restriction.fund
    self.funder = funder
    self.restriction = restriction.name
  }

  public static let refusals = [CapitalRules.otherTerms, MemberRules.bodyUnknown]

  private var purse: Restriction { Restriction(fund: fund, name: restriction) }

  public func admit(to state: CapitalState, in context: Admission) throws(Refusal) -> Effects {
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    try context.requireRestriction(purse)
    guard context.governing.bodies[funder] != nil else { throw MemberRules.bodyUnknown(["body": funder]) }
    if let begun = state.restriction, let lender = state.funder, begun != purse || lender != funder {
      throw CapitalRules.otherTerms(["funder": lender, "restriction": begun])
    }
    return try Effects { journal in
      journal.post(Chart.bank(account), Chart.funders, amount)
      journal.post(Chart.repayable(purse), Chart.available(purse), amount)
    }
  }

  public func apply(to state: inout CapitalState, from entry: LoggedEntry) {
    state.restriction = purse
    state.funder = funder
    state.received += amount
    state.receipts[entry.id] = amount
  }
}
