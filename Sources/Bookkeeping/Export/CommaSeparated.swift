public import LedgerCore

/// The books as comma-separated values for a spreadsheet or a database: a header, then a row per posting in log order.
///
/// RFC 4180 with a difference: lines end with LF, not CRLF, so that text tools find no stray character in the last
/// column. `amount` is an integer in the commodity's smallest unit (cents, minutes), `decimal` the same amount as
/// people write it, with a full stop.
public enum CommaSeparatedExport {
  public static let columns = [
    "position", "id", "recorded", "effective", "kind", "stream", "actor", "role", "on_behalf_of", "account",
    "commodity", "amount", "decimal",
  ]

  public static func write(_ log: any LogReader, to sink: (String) throws -> Void) throws {
    try sink(row(columns))
    try log.forEachPosted { try sink(rows($0)) }
  }

  private static func rows(_ logged: LoggedEntry) -> String {
    let header = logged.header
    let common = [
      String(logged.position), header.id.description, header.recorded.description, header.effective.description,
      header.kind.text, header.stream.text, header.actor.description, header.role.rawValue,
      header.onBehalfOf?.text ?? "",
    ]
    let start = common.map(quoted).joined(separator: ",") + ","
    return logged.entry.postings.lines.map { posting in
      let amount = posting.commodity.format(posting.amount)
      return start + row([posting.account.text, posting.commodity.text, String(posting.amount), amount])
    }.joined()
  }

  public static func row(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") + "\n" }

  /// Today's grammars need no quotes; a wider one would break the file without them.
  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
