import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite

/// The grants and where they stand.
public enum GrantListing: ListView {
  public static let noun = "grant"
  public static let title: Wording = "Grants"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let names = try viewer.partyNames()
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: [
      .init("Grant", "id"), .init("File", "fileNumber"), .init("State"), .init("Amount", right: true), .init("From"),
      .init("Purpose"), .init("For", "beneficiary"), .init("Payee"), .init("Approvals", right: true),
    ])
    report.rows = try viewer.bookkeeper.all(GrantState.self).compactMap { found in
      guard let request = found.state.request, query.keeps(found.stream, state: found.state.status.rawValue) else {
        return nil
      }
      return [
        .id(of: found.stream), .optional(numbers[found.stream]),
        found.state.awaitsRatification ? .words("paid, to be ratified") : .code(found.state.status.rawValue),
        .money(request.amount), .code(request.purse, of: "purse"), .code(request.purpose),
        .text(names.nameOrID(request.beneficiary)), .text(names.nameOrID(request.payee)),
        .number(found.state.approvers.signers.count),
      ]
    }
    report.empty = "no grants"
    return report
  }
}

/// The vouchers and where they stand.
public enum VoucherListing: ListView {
  public static let noun = "voucher"
  public static let title: Wording = "Vouchers"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let names = try viewer.partyNames()
    var report = Report(columns: [
      .init("Voucher", "id"), .init("State"), .init("Amount", right: true), .init("For", "beneficiary"),
      .init("From"), .init("Expires"), .init("Shop"),
    ])
    report.rows = try viewer.bookkeeper.all(VoucherState.self).compactMap { found in
      guard let terms = found.state.terms, query.keeps(found.stream, state: found.state.status.rawValue) else {
        return nil
      }
      return [
        .id(of: found.stream), .code(found.state.status.rawValue), .money(terms.amount),
        .text(names.nameOrID(terms.beneficiary)), .code(terms.restriction, of: "purse"), .day(found.state.expires),
        .optional(found.state.shop),
      ]
    }
    report.empty = "no vouchers"
    return report
  }
}
