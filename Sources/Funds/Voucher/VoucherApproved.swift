public import LedgerCore

/// One person of the committee approves a voucher that is too large for one person to issue; the last one that the
/// policy's steps need commits the money.
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
      amount: amount, beneficiary: beneficiary, purpose: purpose,
      restriction: Restriction(fund: fund, name: restriction))
  }

  public static let refusals = [VoucherRules.wrongState, VoucherRules.termsDiffer, Approvals.abovePolicy]

  public func admit(to state: VoucherState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else {
      throw VoucherRules.wrongState(["voucher": context.header.stream.key, "state": state.status.rawValue])
    }
    try VoucherRules.check(terms, context)
    if let begun = state.terms {
      try VoucherRules.requireSame(terms, as: begun)
      try context.requireAnotherPerson(than: state.approvers)
    }
    let needed = try context.approvalsNeeded(amount, for: beneficiary)
    try context.requireNothingUncovered(in: fund)
    try context.requireUncommitted(amount, of: terms.restriction)
    guard state.approvers.signers.count + 1 >= needed else { return .none }
    return try Effects { journal in
      journal.commit(terms.restriction, GrantRules.id(context), amount)
      journal.countAssistance(beneficiary, context.header.recorded.date.year, amount)
    }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) {
    state.terms = terms
    state.approvers.add(entry)
    guard !entry.entry.postings.lines.isEmpty else { return }
    state.status = .approved
    state.assistanceYear = entry.header.recorded.date.year
  }
}
