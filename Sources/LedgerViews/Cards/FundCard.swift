import Bookkeeping
import Funds
public import LedgerCore

/// A fund's statement: what each restriction holds, has promised, and may still promise.
public enum FundCard: CardView {
  public static let noun = "fund"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    guard let name = Slug(stream.key) else { throw notThere(stream) }
    let state: FundState = try viewer.bookkeeper.state(stream)
    var card = Card()
    card.add("Fund", "fund", .text(name))
    card.add("Title", "title", .text(state.title))
    var sheet = CardSheet("Fund \(name)", stream, card)
    sheet.add("Restrictions", "restrictions", try statement(viewer, of: name))
    return try sheet.signed(viewer)
  }

  /// One line for each restriction.
  public static func statement(_ viewer: Viewer, of fund: Slug) throws -> Report {
    var report = Report(columns: [
      .init("Restriction"), .init("Purposes"), .init("Available", right: true), .init("Committed", right: true),
      .init("Minimum reserve", "minimumReserve", right: true), .init("Spendable", right: true),
      .init("Pledged", right: true), .init("Lent", right: true),
      .init("Guarantee reserve", "guaranteeReserve", right: true), .init("Repayable", right: true),
    ])
    report.rows = try viewer.bookkeeper.statement(of: fund).map { purse in
      [.code(purse.restriction.name, of: "restriction"), .codes(purse.purposes)]
        + [
          purse.available, purse.committed, purse.minimumReserve, purse.spendable, purse.pledged, purse.lent,
          purse.guaranteeReserve, purse.repayable,
        ].map { .money($0) }
    }
    return report
  }
}

/// Money that changes its restriction, and who has signed it.
public enum TransferCard: CardView {
  public static let noun = "transfer"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: TransferState = try viewer.bookkeeper.state(stream)
    guard let proposal = state.proposal else { throw notThere(stream) }
    var card = Card()
    card.add("Transfer", "id", .text(stream.key))
    card.add("From", "from", .text(proposal.source))
    card.add("To", "to", .text(proposal.destination))
    card.add("Amount", "amount", .money(proposal.amount))
    card.add("State", "state", .code(state.isMade ? "made" : "proposed", of: "transfer"))
    return try CardSheet("Transfer \(stream.key)", stream, card).signed(viewer)
  }
}
