/// Writes small CAMT texts for tests; every part can be replaced by a wrong one.
enum CamtText {
  static func document(
    version: String = "053.001.08", head: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", _ statements: String...
  ) -> String {
    """
    \(head)
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.\(version)">
    <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>
    \(statements.joined(separator: "\n"))
    </BkToCstmrStmt>
    </Document>
    """
  }

  static func statement(
    id: String = "S1", account: String = "<Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id><Ccy>EUR</Ccy></Acct>",
    opening: String? = "10.00", closing: String? = "15.00", extra: String = "", _ entries: String...
  ) -> String {
    let first = opening.map { balance("OPBD", $0, day: "2026-10-01") } ?? ""
    let last = closing.map { balance("CLBD", $0, day: "2026-10-31") } ?? ""
    return "<Stmt><Id>\(id)</Id>\(account)\(extra)\(first)\(last)\n\(entries.joined(separator: "\n"))\n</Stmt>"
  }

  static func balance(
    _ type: String, _ amount: String, currency: String = "EUR", sign: String = "CRDT", day: String
  ) -> String {
    "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Amt Ccy=\"\(currency)\">\(amount)</Amt>"
      + "<CdtDbtInd>\(sign)</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt></Bal>"
  }

  static func entry(
    amount: String = "<Amt Ccy=\"EUR\">5.00</Amt>", sign: String = "<CdtDbtInd>CRDT</CdtDbtInd>",
    status: String = "<Sts><Cd>BOOK</Cd></Sts>", booking: String = "<BookgDt><Dt>2026-10-05</Dt></BookgDt>",
    value: String = "<ValDt><Dt>2026-10-05</Dt></ValDt>", reversal: String = "", reference: String = "",
    details: String = ""
  ) -> String {
    "<Ntry>\(amount)\(sign)\(reversal)\(status)\(booking)\(value)\(reference)"
      + "<NtryDtls>\(details)</NtryDtls><AddtlNtryInf>Booking</AddtlNtryInf></Ntry>"
  }

  static func amount(_ text: String, _ currency: String = "EUR") -> String { "<Amt Ccy=\"\(currency)\">\(text)</Amt>" }
}
