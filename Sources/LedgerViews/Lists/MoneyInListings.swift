import Bookkeeping
import Funds
import LedgerCore

/// The contributions and where they stand.
public enum ContributionListing: ListView {
  public static let noun = "contribution"
  public static let title: Wording = "Contributions"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let names = try viewer.partyNames()
    // A donor who was forgotten has no name; that is another thing than a name which the reader may not see.
    let forgotten =
      viewer.sight == .everything ? Set(try viewer.bookkeeper.parties().filter { $0.name == nil }.map(\.id)) : []
    var report = Report(columns: [
      .init("Contribution", "id"), .init("To"), .init("Donor"), .init("Pledged, open", "outstanding", right: true),
      .init("Received", right: true), .init("Refunded", right: true), .init("State"),
    ])
    report.rows = try viewer.bookkeeper.all(ContributionState.self).compactMap { found in
      guard let restriction = found.state.restriction, query.keeps(found.stream) else { return nil }
      let state = found.state
      return [
        .id(of: found.stream), .text(restriction),
        .optional(state.donor.map { forgotten.contains($0) ? "" : names.nameOrID($0) }),
        .money(try viewer.bookkeeper.outstanding(of: state)),
        .money(state.received - (try viewer.bookkeeper.bounced(state.receipts))), .money(state.refunded),
        state.refundApproved.map { .words("refund of \($0) approved") }
          ?? (state.isConditional ? .words("conditional") : .text("")),
      ]
    }
    report.empty = "no contributions yet"
    return report
  }
}

/// Repayable capital and what is still owed.
public enum CapitalListing: ListView {
  public static let noun = "capital"
  public static let title: Wording = "Repayable capital"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    var report = Report(columns: [
      .init("Capital", "id"), .init("Funder"), .init("To"), .init("Received", right: true),
      .init("Owed", right: true), .init("State"),
    ])
    report.rows = try viewer.bookkeeper.all(CapitalState.self).compactMap { found in
      guard let restriction = found.state.restriction, query.keeps(found.stream) else { return nil }
      return [
        .id(of: found.stream), .optional(found.state.funder), .text(restriction), .money(found.state.received),
        .money(found.state.owed - (try viewer.bookkeeper.bounced(found.state.receipts))),
        found.state.returnApproved.map { .words("return of \($0) approved") } ?? .text(""),
      ]
    }
    report.empty = "no repayable capital"
    return report
  }
}
