public import LedgerCore

/// All balances in two columns that agree, the memorandum accounts for themselves.
public struct TrialBalance: Sendable {
  public struct Line: Sendable, Hashable {
    public let account: Account
    public let commodity: Commodity
    /// Zero where the account stands on the other side.
    public let debit: Int
    public let credit: Int
  }

  /// The sums of one commodity; they are equal, for every entry is balanced.
  public struct Total: Sendable, Hashable {
    public let commodity: Commodity
    public let debit: Int
    public let credit: Int
    public var isBalanced: Bool { debit == credit }
  }

  /// Accounts of money and property.
  public let accounts: [Line]
  public let memorandum: [Line]

  public init(_ balances: [AccountBalance]) {
    let lines = balances.filter { $0.amount != 0 }.sorted { $0.key < $1.key }.map { balance in
      Line(
        account: balance.key.account, commodity: balance.key.commodity, debit: max(balance.amount, 0),
        credit: max(-balance.amount, 0))
    }
    accounts = lines.filter { !$0.account.isMemorandum }
    memorandum = lines.filter { $0.account.isMemorandum }
  }

  public var isBalanced: Bool { (totals + memorandumTotals).allSatisfy(\.isBalanced) }
  public var totals: [Total] { TrialBalance.totals(accounts) }
  public var memorandumTotals: [Total] { TrialBalance.totals(memorandum) }

  private static func totals(_ lines: [Line]) -> [Total] {
    Dictionary(grouping: lines, by: \.commodity).map { commodity, lines in
      Total(
        commodity: commodity, debit: lines.reduce(0) { $0 + $1.debit }, credit: lines.reduce(0) { $0 + $1.credit })
    }.sorted { $0.commodity < $1.commodity }
  }
}
