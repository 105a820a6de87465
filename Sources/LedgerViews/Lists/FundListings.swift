import Bookkeeping
import Funds
import LedgerCore

/// The funds that are open.
public enum FundListing: ListView {
  public static let noun = "fund"
  public static let title: Wording = "Funds"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    var report = Report(columns: [.init("Fund"), .init("Title"), .init("Restrictions")])
    report.rows = try viewer.bookkeeper.all(FundState.self).filter(\.state.isOpen).map {
      [.id(of: $0.stream), .text($0.state.title), .list($0.state.restrictions.keys.sorted())]
    }
    report.empty = "no funds yet: `mastro fund open NAME --title TITLE` opens one"
    return report
  }
}

/// The transfers, and those that wait for a second person.
public enum TransferListing: ListView {
  public static let noun = "transfer"
  public static let title: Wording = "Transfers"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    var report = Report(columns: [
      .init("Transfer", "id"), .init("From"), .init("To"), .init("Amount", right: true), .init("State"),
    ])
    report.rows = try viewer.bookkeeper.all(TransferState.self).compactMap { found in
      guard let proposal = found.state.proposal, query.keeps(found.stream) else { return nil }
      return [
        .id(of: found.stream), .text(proposal.source), .text(proposal.destination), .money(proposal.amount),
        .code(found.state.isMade ? "made" : "proposed", of: "transfer"),
      ]
    }
    return report
  }
}

/// The closings of periods, oldest first.
public enum PeriodListing: ListView {
  public static let noun = "period"
  public static let title: Wording = "Closed periods"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    var report = Report(columns: [.init("Through"), .init("Position", right: true)])
    report.rows = try viewer.bookkeeper.governing().closings.map { [.day($0.through), .number($0.position)] }
    report.empty = "no period is closed"
    return report
  }
}
