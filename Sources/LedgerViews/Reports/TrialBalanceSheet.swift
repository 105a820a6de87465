import Bookkeeping
import LedgerCore

/// Every balance as a debit or a credit; memorandum accounts for themselves.
public enum TrialBalanceSheet: ReportView {
  public static let name = "trial-balance"
  public static let title: Wording = "Trial balance"
  public static let audience = ReportAudience.members

  public static func sheet(_ desk: ReportDesk) throws -> ReportSheet {
    let balance = try desk.reader.trialBalance()
    var sheet = blank(desk)
    sheet.table("Accounts", "accounts", report(balance.accounts), totals: totals(balance.totals))
    sheet.table(
      "Memorandum accounts", "memorandum", report(balance.memorandum), totals: totals(balance.memorandumTotals))
    if !balance.isBalanced { sheet.finding = "debits and credits differ: run `mastro verify`" }
    return sheet
  }

  private static func report(_ lines: [TrialBalance.Line]) -> Report {
    var report = Report(columns: [
      .init("Account"), .init("Debit", right: true), .init("Credit", right: true), .init("Commodity"),
    ])
    report.rows = lines.map { line in
      [
        .account(line.account), line.debit == 0 ? .none : .amount(line.debit, line.commodity),
        line.credit == 0 ? .none : .amount(line.credit, line.commodity), .code(line.commodity),
      ]
    }
    report.empty = "every balance is zero"
    return report
  }

  /// Euros alone: other commodities do not add up with them.
  private static func totals(_ totals: [TrialBalance.Total]) -> [Report.Cell] {
    guard let euro = totals.first(where: { $0.commodity == .euro }) else { return [] }
    return [.words("Total"), .amount(euro.debit, .euro), .amount(euro.credit, .euro), .code(Commodity.euro)]
  }
}
