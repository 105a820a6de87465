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
    if context.header.role == .host, context.governing.members[context.signer]?.bodies.contains(shop) != true {
      throw FundGovernance.bodyNotRepresented(["member": context.signer, "body": shop])
    }
    try context.requireAnotherPerson(than: state.approvers, state.issuers, attesting: attestation)
    try context.requireDisinterested(in: terms.beneficiary)
    try context.requireSound(attestation, in: state.issuers, approvers: state.approvers)
    return try Effects { $0.post(Chart.vouchers, Chart.payable, terms.amount) }
  }

  public func apply(to state: inout VoucherState, from entry: LoggedEntry) {
    state.status = .redeemed
    state.shop = shop
    state.redeemers.add(entry, attestation: attestation)
  }
}
