public import LedgerCore

/// The books as a file that `bean-check` accepts; tried with beancount 2.3.5.
///
/// One transaction per entry with postings, dated with the day on which it took effect; accounts and commodities bear
/// the names of `BeancountName`. Beancount sorts by date itself and keeps the order of the log within a day.
public enum BeancountExport {
  public static func write(_ log: any LogReader, to sink: (String) throws -> Void) throws {
    let declarations = try Declarations(log)
    try sink(heading(try log.provenance))
    let openings = declarations.firstUse.map { (date: $0.value, account: $0.key) }
    for (date, account) in openings.sorted(by: { ($0.date, $0.account) < ($1.date, $1.account) }) {
      try sink("\(date) open \(BeancountName.account(account))\n")
    }
    try log.forEachPosted { try sink(transaction($0)) }
  }

  private static func heading(_ provenance: String) -> String {
    """
    ; Mastro, \(provenance)
    ; One transaction per entry with postings, in the order of the log, dated with the day on which it took effect.
    ; Equity:Memo holds memorandum accounts: they balance among themselves and are no part of the balance sheet.
    ; A part of an account that begins with X- is written as it is; other parts have a capital put first.
    option "title" "Mastro, \(provenance)"
    option "operating_currency" "EUR"


    """
  }

  private static func transaction(_ logged: LoggedEntry) -> String {
    var text = "\n\(logged.header.effective) * \"\(logged.entry.kind)\"\n"
    for (name, value) in logged.annotations { text += "  \(name): \"\(value)\"\n" }
    for posting in logged.entry.postings.lines {
      let amount = posting.commodity.format(posting.amount)
      let commodity = BeancountName.commodity(posting.commodity)
      text += "  \(BeancountName.account(posting.account))  \(amount) \(commodity)\n"
    }
    return text
  }
}
