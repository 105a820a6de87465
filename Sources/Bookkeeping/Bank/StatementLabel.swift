import BankStatements

/// What the vault remembers about where a statement came from: its format, and the account as the bank names it.
///
/// Written as `camt.053; account=IT60X0542811101000000123456`, or `csv` where the file does not name its account.
struct StatementLabel: Hashable, Sendable {
  let format: String
  let account: String?

  init(_ statement: BankStatement) {
    account = statement.account?.description
    format =
      switch statement.kind {
      case .report: "camt.052"
      case .statement: account == nil ? "csv" : "camt.053"
      }
  }

  init(parsing text: String) {
    let parts = text.split(separator: StatementLabel.separator, maxSplits: 1)
    format = parts.first.map(String.init) ?? ""
    account = parts.count == 2 ? String(parts[1]) : nil
  }

  private static let separator = "; account="

  var text: String { account.map { format + StatementLabel.separator + $0 } ?? format }
}
