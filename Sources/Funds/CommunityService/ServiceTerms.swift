public import LedgerCore

/// What hours of service repay, and at what rate; frozen when the household has accepted it, and never shown to the host.
public struct ServiceTerms: Sendable, Hashable {
  public let debt: ServiceDebt
  public let hourlyRate: Money
  public let monthlyCap: Money
  /// Restriction that admits service and bears what the hours are worth; nil where the creditor waives it.
  public let purse: Restriction?
  /// Council regulation, by its name in the policy.
  public let regulation: Slug?
  public let totalCap: Money

  public init(
    debt: ServiceDebt, hourlyRate: Money, monthlyCap: Money, totalCap: Money, purse: Restriction? = nil,
    regulation: Slug? = nil
  ) {
    self.debt = debt
    self.hourlyRate = hourlyRate
    self.monthlyCap = monthlyCap
    self.purse = purse
    self.regulation = regulation
    self.totalCap = totalCap
  }

  /// The creditor who must say themselves that they waive.
  public var waivingCreditor: ULID? { purse == nil ? debt.creditor : nil }
}

/// The debt that hours repay.
public enum ServiceDebt: Sendable, Hashable {
  /// A loan of the fund.
  case loan(ULID)
  /// A creditor's claim in an arrears plan of the ledger.
  case plan(ULID, creditor: ULID, nature: DebtNature)
  /// A creditor's claim that is in no plan: the ledger keeps as much of it in mind as hours may repay.
  case claim(creditor: ULID, nature: DebtNature)

  public var creditor: ULID? {
    switch self {
    case .loan: nil
    case .plan(_, let creditor, _), .claim(let creditor, _): creditor
    }
  }

  public var nature: DebtNature? {
    switch self {
    case .loan: nil
    case .plan(_, _, let nature), .claim(_, let nature): nature
    }
  }

  /// The stream of the debt that has one: its own entry there takes the credit off it.
  public var stream: StreamID? {
    switch self {
    case .loan(let id): StreamID("loan", id)
    case .plan(let id, _, _): StreamID("plan", id)
    case .claim: nil
    }
  }
}

extension ServiceDebt: Codable {
  private enum CodingKeys: String, CodingKey { case creditor, id, kind, nature }
  private enum Form: String, Codable { case claim, loan, plan }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    switch try members.decode(Form.self, forKey: .kind) {
    case .loan: self = .loan(try members.decode(ULID.self, forKey: .id))
    case .plan:
      self = .plan(
        try members.decode(ULID.self, forKey: .id), creditor: try members.decode(ULID.self, forKey: .creditor),
        nature: try members.decode(DebtNature.self, forKey: .nature))
    case .claim:
      self = .claim(
        creditor: try members.decode(ULID.self, forKey: .creditor),
        nature: try members.decode(DebtNature.self, forKey: .nature))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encodeIfPresent(creditor, forKey: .creditor)
    try members.encodeIfPresent(stream?.ulid, forKey: .id)
    switch self {
    case .loan: try members.encode(Form.loan, forKey: .kind)
    case .plan: try members.encode(Form.plan, forKey: .kind)
    case .claim: try members.encode(Form.claim, forKey: .kind)
    }
    try members.encodeIfPresent(nature, forKey: .nature)
  }
}
