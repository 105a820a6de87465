public import LedgerCore

/// Nobody has redeemed it in time: its money is available again.
public struct VoucherExpired: EntryBody {
  public static let kind: Kind = "voucher.expired"
  public static let roles: Set<Role> = [.operator, .treasurer]
  public static let isReversible = true

  public init() {}

  public static let refusals = [VoucherRules.wrongState, VoucherRules.notExpired]

  public func admit(to state: VoucherState, in context: Admission) throws(Refusal) -> Effects {
    let terms = try VoucherRules.terms(of: state, in: .issued, context)
    if let expires = state.expires, context.effective <= expires {
      throw VoucherRules.notExpired(["expires": expires])
    }
    let year = state.assistanceYear ?? context.header.recorded.date.year
    return try Effects { journal in
      journal.unspend(
        terms.restriction, terms.purpose, terms.amount, debit: Chart.vouchers,
        yearIsClosed: context.yearIsClosed(of: state.issuedOn))
      journal.discountAssistance(terms.counted, year, terms.amount)
      journal.post(Chart.voucherContra, Chart.voucherTotal(terms.counted, year: year), terms.amount)
    }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) { state.status = .expired }
}
