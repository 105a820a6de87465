public import LedgerCore

/// The books as a journal that `hledger` reads and `hledger check --strict` passes; tried with hledger 1.25.
///
/// One transaction per entry with postings, dated with the day on which it took effect. Transactions stand in log
/// order, so their dates need not ascend: `hledger check ordereddates` may complain of an entry that was recorded late.
public enum HledgerExport {
  public static func write(_ log: any LogReader, to sink: (String) throws -> Void) throws {
    let declarations = try Declarations(log)
    try sink(heading(try log.provenance))
    for commodity in declarations.commodities.sorted() { try sink("commodity \(sample(of: commodity))\n") }
    try sink("\n")
    for (account, type) in types { try sink("account \(account)  ; type:\(type)\n") }
    let typed = Set(types.map(\.account))
    for account in declarations.firstUse.keys.sorted() where !typed.contains(account.text) {
      try sink("account \(account)\n")
    }
    try log.forEachPosted { try sink(transaction($0)) }
  }

  /// The types of the classes, which every account below them takes over; bank accounts are the cash of `cashflow`.
  private static let types: [(account: String, type: String)] = [
    ("assets", "A"), ("assets:bank", "C"), ("liabilities", "L"), ("equity", "E"), ("income", "R"), ("expenses", "X"),
  ]

  private static func heading(_ provenance: String) -> String {
    """
    ; Mastro, \(provenance)
    ; One transaction per entry with postings: (id) kind, dated with the day on which it took effect.
    ; Transactions stand in the order of the log, so dates need not ascend.
    ; Accounts under memo are ordinary accounts that balance among themselves. They have no type: balancesheet,
    ; balancesheetequity and incomestatement leave them out, and `hledger balance memo` shows them.
    decimal-mark .


    """
  }

  private static func transaction(_ logged: LoggedEntry) -> String {
    let tags = logged.annotations.map { "\($0.name):\($0.value)" }.joined(separator: ", ")
    var text = "\n\(logged.header.effective) (\(logged.id)) \(logged.entry.kind)\n    ; \(tags)\n"
    for posting in logged.entry.postings.lines {
      let amount = posting.commodity.format(posting.amount)
      text += "    \(posting.account)  \(amount) \(symbol(of: posting.commodity))\n"
    }
    return text
  }

  /// A sample with a decimal mark, which the directive demands even where no decimals follow.
  private static func sample(of commodity: Commodity) -> String {
    "1000." + String(repeating: "0", count: commodity.decimals) + " " + symbol(of: commodity)
  }

  /// Unquoted where it is letters only.
  private static func symbol(of commodity: Commodity) -> String {
    let letters = commodity.text.utf8.allSatisfy { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
    return letters ? commodity.text : "\"\(commodity)\""
  }
}
