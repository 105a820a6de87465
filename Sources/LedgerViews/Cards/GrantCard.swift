import Bookkeeping
import Funds
public import LedgerCore

/// A grant, and everybody who has signed it.
public enum GrantCard: CardView {
  public static let noun = "grant"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: GrantState = try viewer.bookkeeper.state(stream)
    guard let request = state.request else { throw notThere(stream) }
    let names = try viewer.partyNames()
    var card = Card()
    card.add("Grant", "id", .text(stream.key))
    card.add("State", "state", .code(state.status.rawValue))
    card.add("Amount", "amount", .money(request.amount))
    card.add("From", "from", .code(request.purse, of: "purse"))
    card.add("Purpose", "purpose", .code(request.purpose))
    card.add("For", "beneficiary", .text(names.nameOrID(request.beneficiary)))
    card.add(
      "Household", "household",
      .optional(request.household).about(request.household.map { .stream(StreamID("household", $0)) }))
    card.add("Payee", "payee", .text(names.nameOrID(request.payee)))
    card.add("Approvals", "approvals", .number(state.approvers.signers.count))
    card.add("Returned", "returned", .money(state.returned))
    card.add("To be ratified", "awaitsRatification", .flag(state.awaitsRatification, "yes"))
    return try CardSheet("Grant \(stream.key)", stream, card).signed(viewer)
  }
}

/// A voucher, and everybody who has signed it.
public enum VoucherCard: CardView {
  public static let noun = "voucher"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: VoucherState = try viewer.bookkeeper.state(stream)
    guard let terms = state.terms else { throw notThere(stream) }
    let names = try viewer.partyNames()
    var card = Card()
    card.add("Voucher", "id", .text(stream.key))
    card.add("State", "state", .code(state.status.rawValue))
    card.add("Amount", "amount", .money(terms.amount))
    card.add("From", "from", .code(terms.restriction, of: "purse"))
    card.add("Purpose", "purpose", .code(terms.purpose))
    card.add("For", "beneficiary", .text(names.nameOrID(terms.beneficiary)))
    card.add(
      "Household", "household",
      .optional(terms.household).about(terms.household.map { .stream(StreamID("household", $0)) }))
    card.add("Issued", "issuedOn", .day(state.issuedOn))
    card.add("Expires", "expires", .day(state.expires))
    card.add("Shop", "shop", .optional(state.shop))
    return try CardSheet("Voucher \(stream.key)", stream, card).signed(viewer)
  }
}
