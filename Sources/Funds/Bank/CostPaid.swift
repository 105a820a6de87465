public import LedgerCore

/// The stream `cost/<id>`.
public struct CostState: SingleEntryState {
  public static let family = "cost"
  public static let keyForm = StreamKeyForm.ulid
  public var isRecorded = false
  public init() {}
}

/// The bank has taken a fee or a tax: a fact that is recorded even where nothing is left to pay it with.
public struct CostPaid: EntryBody {
  public static let kind: Kind = "cost.paid"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true
  public static let observesBank = true

  /// What a bank takes by itself; whatever a person decides to buy is not among them.
  public enum Nature: String, Codable, Sendable, CaseIterable {
    case bankFee = "bank-fee"
    case stampDuty = "stamp-duty"
    case interest
    case levy
  }

  public let account: Slug
  public let amount: Money
  /// The fund whose free money bears it.
  public let fund: Slug
  public let nature: Nature

  public init(amount: Money, nature: Nature, fund: Slug, account: Slug) {
    self.account = account
    self.amount = amount
    self.fund = fund
    self.nature = nature
  }

  public static let refusals = [SingleEntryRules.again]

  public func admit(to state: CostState, in context: Admission) throws(Refusal) -> Effects {
    try SingleEntryRules.check(state, context)
    try context.requirePositive(amount)
    try context.requireBankAccount(account)
    let free = Restriction(fund: fund, name: Restriction.freeName)
    try context.requireRestriction(free)
    return try Effects { journal in
      journal.post(Chart.operating(fund), Chart.bank(account), amount)
      journal.post(Chart.available(free), Chart.result(fund), amount)
    }
  }

  public func apply(to state: inout CostState, from entry: LoggedEntry) { state.isRecorded = true }
}
