import Bookkeeping
import Funds
public import LedgerCore

/// A contribution: who has given, what came of what was promised, and who has signed.
public enum ContributionCard: CardView {
  public static let noun = "contribution"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: ContributionState = try viewer.bookkeeper.state(stream)
    guard let restriction = state.restriction else { throw notThere(stream) }
    let names = try viewer.partyNames()
    var card = Card()
    card.add("Contribution", "id", .text(stream.key))
    card.add("To", "to", .text(restriction))
    card.add("Donor", "donor", .optional(state.donor.map { names.nameOrID($0) }))
    card.add("Pledged, open", "outstanding", .money(try viewer.bookkeeper.outstanding(of: state)))
    card.add("Received", "received", .money(state.received - (try viewer.bookkeeper.bounced(state.receipts))))
    card.add("Refunded", "refunded", .money(state.refunded))
    if let refund = state.refundApproved { card.add("Refund approved", "refundApproved", .money(refund)) }
    card.add("Conditional", "conditional", .flag(state.isConditional, "yes"))
    return try CardSheet("Contribution \(stream.key)", stream, card).signed(viewer)
  }
}

/// Repayable capital: what is still owed to its funder, and who has signed.
public enum CapitalCard: CardView {
  public static let noun = "capital"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: CapitalState = try viewer.bookkeeper.state(stream)
    guard let restriction = state.restriction else { throw notThere(stream) }
    var card = Card()
    card.add("Capital", "id", .text(stream.key))
    card.add("Funder", "funder", .optional(state.funder))
    card.add("To", "to", .text(restriction))
    card.add("Received", "received", .money(state.received))
    card.add("Owed", "owed", .money(state.owed - (try viewer.bookkeeper.bounced(state.receipts))))
    if let returned = state.returnApproved { card.add("Return approved", "returnApproved", .money(returned)) }
    return try CardSheet("Repayable capital \(stream.key)", stream, card).signed(viewer)
  }
}
