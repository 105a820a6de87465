public import LedgerCore

/// The fund gets back what it had paid in the tenant's place: it strengthens the reserve from which it came.
public struct RecourseRecovered: EntryBody {
  public static let kind: Kind = "guarantee.recovered"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.account = account
    self.amount = amount
  }

  public static let refusals = [GuaranteeRules.wrongState, GuaranteeRules.exceedsRecourse]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.requireRecourse(amount, of: state, context)
    try context.requireBankAccount(account)
    return try Effects { journal in
      journal.post(Chart.bank(account), Chart.recoveries(request.fund), amount)
      journal.post(Chart.result(request.fund), Chart.guaranteeReserve(request.purse), amount)
      journal.post(Chart.recourseContra, Chart.recourse(GuaranteeRules.id(context)), amount)
    }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.recourse -= amount
    state.newestOn = entry.header.effective
  }
}
