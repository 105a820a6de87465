public import LedgerCore

/// A shop has taken the voucher, once: the fund now owes the shop.
public struct VoucherRedeemed: EntryBody {
  public static let kind: Kind = "voucher.redeemed"
  public static let roles: Set<Role> = [.host, .operator]
  public static let isReversible = true

  public let attestation: Attestation?
  /// The body that took it.
  public let shop: Slug

  public init(shop: Slug, attestation: Attestation?) {
    self.shop = shop
    self.attestation = attestation
  }

  public static let refusals = [VoucherRules.wrongState, VoucherRules.expired, MemberRules.bodyUnknown]

  public func admit(to state: VoucherState, in context: Admission) throws(Refusal) -> Effects {
    let terms = try VoucherRules.terms(of: state, in: .issued, context)
    if let expires = state.expires, context.effective > expires {
      throw VoucherRules.expired(["expires": expires])
    }
    guard context.governing.bodies[shop] != nil else { throw MemberRules.bodyUnknown(["body": shop]) }
    try context.requireAnotherPerson(than: state.approvers, state.issuers)
    try context.requireSound(attestation, in: state.issuers)
    return try Effects { $0.post(Chart.vouchers, Chart.payable, terms.amount) }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) {
    state.status = .redeemed
    state.shop = shop
    state.redeemers.add(entry, attestation: attestation)
  }
}

/// The treasurer pays the shop.
public struct VoucherSettled: EntryBody {
  public static let kind: Kind = "voucher.settled"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money

  public init(amount: Money, account: Slug) {
    self.amount = amount
    self.account = account
  }

  public static let refusals = [VoucherRules.wrongState, ChainRules.amountDiffers]

  public func admit(to state: VoucherState, in context: Admission) throws(Refusal) -> Effects {
    let terms = try VoucherRules.terms(of: state, in: .redeemed, context)
    guard amount == terms.amount else { throw ChainRules.amountDiffers(["given": amount, "agreed": terms.amount]) }
    try context.requireAnotherPerson(than: state.approvers, state.issuers, state.redeemers)
    try context.requireBankAccount(account)
    return try Effects { $0.post(Chart.payable, Chart.bank(account), amount) }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) { state.status = .settled }
}

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
    let year = (state.issuedOn ?? context.effective).year
    return try Effects { journal in
      journal.unspend(
        terms.restriction, terms.purpose, terms.amount, debit: Chart.vouchers,
        yearIsClosed: context.yearIsClosed(of: state.issuedOn))
      journal.discountAssistance(terms.beneficiary, year, terms.amount)
      journal.post(Chart.voucherContra, Chart.voucherTotal(terms.beneficiary, year: year), terms.amount)
    }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) { state.status = .expired }
}
