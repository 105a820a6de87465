public import LedgerCore

/// What kind of claim a creditor has on a family.
public enum DebtNature: String, Codable, Sendable, CaseIterable {
  case condominium
  case privateDebt = "private"
  case publicFee = "public-fee"
  case rent
  case tax
  case utility
}

/// What a household owes to somebody, as it stands when a plan is opened.
public struct PlanDebt: Codable, Sendable, Hashable {
  public let amount: Money
  /// What the creditor takes of one instalment at most, where the contract says so.
  public let cap: Money?
  /// Keyed hash of the contract's own number, which tells two claims of one creditor apart and nothing else.
  public let contract: Fingerprint?
  public let creditor: ULID
  /// The body that the creditor is, where it has members here.
  public let creditorBody: Slug?
  public let nature: DebtNature
  /// Lower tiers are served first.
  public let tier: Int

  public init(
    amount: Money, creditor: ULID, nature: DebtNature, tier: Int = 1, cap: Money? = nil, creditorBody: Slug? = nil,
    contract: Fingerprint? = nil
  ) {
    self.amount = amount
    self.cap = cap
    self.contract = contract
    self.creditor = creditor
    self.creditorBody = creditorBody
    self.nature = nature
    self.tier = tier
  }

  static let tiers = 1...9
}

/// A part of an amount, and the debt from which it is taken off, by its number in the plan.
public struct PlanPart: Codable, Sendable, Hashable {
  public let amount: Money
  public let debt: Int

  public init(_ amount: Money, off debt: Int) {
    self.amount = amount
    self.debt = debt
  }
}
