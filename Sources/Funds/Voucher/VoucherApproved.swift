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
  /// The household in which the beneficiary lives; absent where they live in none.
  public let household: ULID?
  public let purpose: Slug
  public let restriction: Slug

  public init(_ terms: VoucherTerms) {
    amount = terms.amount
    beneficiary = terms.beneficiary
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
    let needed = try context.approvalsNeeded(amount, for: terms.counted)
    try context.requireNothingUncovered(in: fund)
    try context.requireUncommitted(amount, of: terms.restriction)
    let isComplete = state.approvers.signers.count + 1 >= needed
    return try Effects { journal in
      if let household, household != state.terms?.household { journal.enlist(context, with: household) }
      guard isComplete else { return }
      journal.commit(terms.restriction, GrantRules.id(context), amount)
      journal.countAssistance(terms.counted, context.header.recorded.date.year, amount)
    }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) {
    state.terms = terms
    state.approvers.add(entry)
    guard entry.entry.postings.lines.contains(where: { $0.commodity == .euro }) else { return }
    state.status = .approved
    state.assistanceYear = entry.header.recorded.date.year
  }
}
