public import LedgerCore

/// Something was paid: by the family to the creditor, by the family to the fund, or by the fund itself.
public struct PlanPaid: EntryBody {
  public static let kind: Kind = "plan.paid"
  public static let roles: Set<Role> = [.treasurer, .operator, .creditor]
  public static let isReversible = true

  /// Which way the money took.
  public enum Way: Sendable, Hashable {
    /// From the family to the creditor: the SHA-256 of the receipt.
    case direct(Fingerprint)
    /// From the family to this bank account of the fund, which passes it on.
    case held(Slug)
    /// By a loan or a grant of the fund: the entry that paid it.
    case source(ULID)
  }

  public let amount: Money
  /// Whose debts it pays; empty where the fund holds the money first.
  public let parts: [PlanPart]
  public let way: Way

  public init(_ amount: Money, parts: [PlanPart], _ way: Way) {
    self.amount = amount
    self.parts = parts
    self.way = way
  }

  public static let refusals = [
    PlanRules.wrongState, PlanRules.partsInvalid, PlanRules.debtUnknown, PlanRules.exceedsDebt,
    PlanRules.sourceUnknown, PlanRules.sourceTaken, PlanRules.exceedsSource,
  ]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    let household = try PlanRules.household(of: state, in: PlanState.Status.open, context)
    switch way {
    case .held(let account): return try hold(account, state, context)
    case .direct:
      let creditor = try PlanRules.check(parts, sum: amount, of: state, context)
      if context.header.role == .creditor {
        try context.requireVoice(ofCreditor: creditor, in: state, attestation: nil)
      }
      return try Effects { $0.discharge(parts, of: state, household: household) }
    case .source(let entry):
      let creditor = try PlanRules.check(parts, sum: amount, of: state, context)
      try requireRole(.treasurer, .operator, in: context)
      let source = try PlanRules.source(entry, paying: creditor, for: household, context)
      guard amount <= source.paid else {
        throw PlanRules.exceedsSource(["amount": amount, "paid": source.paid, "entry": entry])
      }
      return try Effects(claims: [source.pin]) { $0.discharge(parts, of: state, household: household) }
    }
  }

  private func hold(_ account: Slug, _ state: PlanState, _ context: Admission) throws(Refusal) -> Effects {
    try requireRole(.treasurer, in: context)
    try context.requirePositive(amount)
    guard parts.isEmpty else { throw PlanRules.partsInvalid(["amount": amount]) }
    guard PlanRules.held(context) + amount <= state.outstanding else {
      throw PlanRules.exceedsDebt([
        "amount": amount, "outstanding": state.outstanding - PlanRules.held(context), "creditor": "all of them",
      ])
    }
    try context.requireBankAccount(account)
    return try Effects { $0.post(Chart.bank(account), Chart.held(PlanRules.id(context)), amount) }
  }

  /// Some ways are recorded by those who keep the money.
  private func requireRole(_ roles: Role..., in context: Admission) throws(Refusal) {
    guard roles.contains(context.header.role) else {
      throw FundGovernance.roleNotAllowed([
        "kind": Self.kind, "role": context.header.role.rawValue,
        "roles": roles.map(\.rawValue).joined(separator: ", "),
      ])
    }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) { state.credit(parts) }
}

extension PlanPaid.Way: Codable {
  private enum CodingKeys: String, CodingKey { case account, evidence, source }

  public init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    if let account = try members.decodeIfPresent(Slug.self, forKey: .account) {
      self = .held(account)
    } else if let evidence = try members.decodeIfPresent(Fingerprint.self, forKey: .evidence) {
      self = .direct(evidence)
    } else {
      self = .source(try members.decode(ULID.self, forKey: .source))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .direct(let evidence): try members.encode(evidence, forKey: .evidence)
    case .held(let account): try members.encode(account, forKey: .account)
    case .source(let entry): try members.encode(entry, forKey: .source)
    }
  }
}
