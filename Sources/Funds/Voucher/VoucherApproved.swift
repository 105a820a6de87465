public import LedgerCore

/// The committee approves a voucher that is too large for one person to issue; the money is committed.
public struct VoucherApproved: EntryBody {
  public static let kind: Kind = "voucher.approved"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  public let amount: Money
  public let beneficiary: ULID
  public let fund: Slug
  public let purpose: Slug
  public let restriction: Slug

  public init(_ terms: VoucherTerms) {
    amount = terms.amount
    beneficiary = terms.beneficiary
    fund = terms.restriction.fund
    purpose = terms.purpose
    restriction = terms.restriction.name
  }

  private var terms: VoucherTerms {
    VoucherTerms(
      amount: amount, beneficiary: beneficiary, purpose: purpose, restriction: Restriction(fund: fund, name: restriction))
  }

  public static let refusals = [VoucherRules.wrongState]

  public func admit(to state: VoucherState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else {
      throw VoucherRules.wrongState(["voucher": context.header.stream.key, "state": state.status.rawValue])
    }
    try VoucherRules.check(terms, context)
    try context.requireNothingUncovered(in: fund)
    try context.requireUncommitted(amount, of: terms.restriction)
    return try Effects { $0.commit(terms.restriction, GrantRules.id(context), amount) }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) {
    state.status = .approved
    state.terms = terms
    state.approvers.add(entry)
  }
}
