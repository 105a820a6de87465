public import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore

/// The loans, what is out and how late it is.
public enum LoanListing: ListView {
  public static let noun = "loan"
  public static let title: Wording = "Loans"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let day = query.asOf ?? viewer.today
    let names = try viewer.names()
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: [
      .init("Loan", "id"), .init("File", "fileNumber"), .init("State"), .init("For", "borrower"),
      .init("Amount", right: true), .init("Outstanding", right: true), .init("Overdue", right: true),
      .init("Days", "daysPastDue", right: true), .init("Bucket"), .init("Next", "nextDue"),
    ])
    report.rows = try viewer.bookkeeper.loans().compactMap { book in
      guard query.keeps(book.stream, state: book.state.status.rawValue) else { return nil }
      let ageing = try book.ageing(asOf: day)
      guard !query.onlyOverdue || ageing?.overdue.isPositive == true else { return nil }
      return [
        .id(of: book.stream), .optional(numbers[book.stream]), .code(book.standing),
        .text(names.nameOrID(book.contract.borrower.id)), .money(book.contract.amount),
        .money(book.position?.outstanding), .money(ageing?.overdue), .optional(ageing?.countedDays),
        .code(ageing?.bucket.rawValue), .day(ageing == nil ? nil : book.nextRow?.due),
      ]
    }
    report.empty = "no loans"
    return report
  }
}

extension LoanBook {
  /// Where it stands, in a word or two.
  public var standing: String {
    guard state.status == .running else { return state.status.rawValue }
    if !isConfirmed { return "to be confirmed" }
    return state.isAccelerated ? "accelerated" : "running"
  }
}
