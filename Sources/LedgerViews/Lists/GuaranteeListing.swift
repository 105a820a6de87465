import Bookkeeping
import Funds
import LedgerCore

/// The guarantees and where they stand.
public enum GuaranteeListing: ListView {
  public static let noun = "guarantee"
  public static let title: Wording = "Guarantees"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let names = try viewer.names()
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: [
      .init("Guarantee", "id"), .init("File", "fileNumber"), .init("State"), .init("Tenant"), .init("Landlord"),
      .init("From"), .init("Cap", right: true), .init("Residual", right: true),
      .init("Open claims", "openClaims", right: true), .init("To pay", "unpaid", right: true),
      .init("Recourse", right: true), .init("End"),
    ])
    report.rows = try viewer.bookkeeper.all(GuaranteeState.self).compactMap { found in
      guard let request = found.state.request, query.keeps(found.stream, state: found.state.status.rawValue) else {
        return nil
      }
      return [
        .id(of: found.stream), .optional(numbers[found.stream]), .code(found.state.status.rawValue, of: "guarantee"),
        .text(names.nameOrID(request.household)), .text(names.nameOrID(request.landlord)),
        .code(request.purse, of: "purse"),
        .money(request.terms.cap), .money(found.state.residual),
        .number(found.state.claims.filter { $0.status == .open }.count), .money(found.state.unpaid),
        .money(found.state.recourse), .day(request.terms.end),
      ]
    }
    report.empty = "no guarantees"
    return report
  }
}
