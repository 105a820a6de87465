public import LedgerCore

/// Somebody holds a voucher: the fund owes its value to whichever shop takes it.
public struct VoucherIssued: EntryBody {
  public static let kind: Kind = "voucher.issued"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  public let amount: Money
  public let beneficiary: ULID
  /// The last day on which it can be redeemed.
  public let expires: CivilDate
  public let fund: Slug
  /// The household in which the beneficiary lives; absent where they live in none.
  public let household: ULID?
  public let purpose: Slug
  public let restriction: Slug

  public init(_ terms: VoucherTerms, expires: CivilDate) {
    amount = terms.amount
    beneficiary = terms.beneficiary
    self.expires = expires
    fund = terms.restriction.fund
    household = terms.household
    purpose = terms.purpose
    restriction = terms.restriction.name
  }

  private var terms: VoucherTerms {
    VoucherTerms(
      amount: amount, beneficiary: beneficiary, purpose: purpose,
      restriction: Restriction(fund: fund, name: restriction), household: household)
  }

  public static let refusals = [
    VoucherRules.wrongState, VoucherRules.termsDiffer, VoucherRules.needsApproval, VoucherRules.expired,
  ]

  public func admit(to state: VoucherState, in context: Admission) throws(Refusal) -> Effects {
    let year = state.assistanceYear ?? context.header.recorded.date.year
    if state.status == .approved, let approved = state.terms {
      try VoucherRules.requireSame(terms, as: approved)
      try context.requireAnotherPerson(than: state.approvers)
    } else {
      guard state.status == .new else {
        throw VoucherRules.wrongState(["voucher": context.header.stream.key, "state": state.status.rawValue])
      }
      try VoucherRules.check(terms, context)
      let total = amount + context.total(of: terms.counted) { Chart.voucherTotal($0, year: year) }
      let limit = context.governing.policy.voucherApprovalAbove
      guard total <= limit else {
        throw VoucherRules.needsApproval(["total": total, "year": year, "limit": limit])
      }
      try context.requireNothingUncovered(in: fund)
      try context.requireUncommitted(amount, of: terms.restriction)
    }
    guard expires >= context.effective else { throw VoucherRules.expired(["expires": expires]) }
    return try Effects { journal in
      if state.status == .approved {
        journal.release(terms.restriction, GrantRules.id(context), amount)
      } else {
        journal.countAssistance(terms.counted, year, amount)
        if let household, household != state.terms?.household { journal.enlist(context, with: household) }
      }
      journal.spend(terms.restriction, purpose, amount, credit: Chart.vouchers)
      journal.post(Chart.voucherTotal(terms.counted, year: year), Chart.voucherContra, amount)
    }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) {
    state.status = .issued
    state.terms = terms
    state.expires = expires
    state.issuedFor = entry.header.onBehalfOf
    state.issuedOn = entry.header.effective
    state.assistanceYear = state.assistanceYear ?? entry.header.recorded.date.year
    state.issuers.add(entry)
  }
}
