import LedgerCore
import SeededRandom

@testable import BankStatements

/// Writes a model as CAMT.053, as banks of that version do, in varying but equal ways.
struct CamtWriter {
  let version: Int

  func write(_ model: StatementModel, using random: inout SeededGenerator) -> String {
    let movements = model.lines.reduce(Money.zero) { $0 + $1.amount }
    let closing = model.opening + movements + model.error
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.0\(version)">
      <BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id>
      <Acct><Id><IBAN>\(StatementModel.ownIBAN)</IBAN></Id></Acct>
      \(balance("OPBD", model.opening))\(balance("CLBD", closing))

      """
    for line in model.lines { text += entry(line, using: &random) + "\n" }
    return text + "</Stmt></BkToCstmrStmt></Document>\n"
  }

  private func balance(_ type: String, _ amount: Money) -> String {
    CamtText.balance(type, amount.magnitude.description, sign: sign(amount), day: "2026-10-01")
  }

  private func sign(_ amount: Money) -> String { amount < .zero ? "DBIT" : "CRDT" }

  private func entry(_ line: LineDraft, using random: inout SeededGenerator) -> String {
    let onEntry = Bool.random(using: &random)
    let reference = line.bankReference.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? ""
    let amount = CamtText.amount(decimal(line.amount.magnitude, using: &random))
    let reversal = line.isReversal ? "<RvslInd>true</RvslInd>" : ""
    let status = version < 4 ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>"
    let value = line.valueDate.map { "<ValDt>\(date($0, using: &random))</ValDt>" } ?? ""
    let endToEnd = line.endToEndID ?? "NOTPROVIDED"
    return "<Ntry>\(amount)<CdtDbtInd>\(sign(line.amount))</CdtDbtInd>\(reversal)\(status)"
      + "<BookgDt>\(date(line.bookingDate, using: &random))</BookgDt>\(value)\(onEntry ? reference : "")"
      + "<NtryDtls><TxDtls><Refs>\(onEntry ? "" : reference)<EndToEndId>\(endToEnd)</EndToEndId></Refs>"
      + "\(parties(line))<RmtInf><Ustrd>\(escaped(line.description))</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
  }

  private func parties(_ line: LineDraft) -> String {
    let role = (line.amount > .zero) != line.isReversal ? "Dbtr" : "Cdtr"
    var text = ""
    if let name = line.counterpartyName {
      let inner = "<Nm>\(escaped(name))</Nm>"
      text += "<\(role)>\(version < 8 ? inner : "<Pty>\(inner)</Pty>")</\(role)>"
    }
    if let iban = line.counterpartyIBAN { text += "<\(role)Acct><Id><IBAN>\(iban)</IBAN></Id></\(role)Acct>" }
    return "<RltdPties>\(text)</RltdPties>"
  }

  private func decimal(_ amount: Money, using random: inout SeededGenerator) -> String {
    let full = amount.description
    if full.hasSuffix(".00"), Bool.random(using: &random) { return String(full.dropLast(3)) }
    if full.hasSuffix("0"), Bool.random(using: &random) { return String(full.dropLast()) }
    return Bool.random(using: &random) ? full : full + "000"
  }

  private func date(_ day: CivilDate, using random: inout SeededGenerator) -> String {
    let forms = [
      "<Dt>\(day)</Dt>", "<Dt>\(day)+02:00</Dt>", "<DtTm>\(day)T23:59:59.999+02:00</DtTm>",
      "<DtTm>\(day)T00:00:00Z</DtTm>",
    ]
    return forms.randomElement(using: &random) ?? forms[0]
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&#62;")
  }
}

/// Writes a model as CSV by the two built-in profiles.
enum CSVWriter {
  static func generic(_ model: StatementModel, using random: inout SeededGenerator) -> String {
    let delimiter = [";", ",", "\t"].randomElement(using: &random) ?? ","
    var rows = [
      ["Date", "Value date", "Amount", "Description", "Counterparty", "IBAN", "Reference", "Currency"],
      ["2000-01-01", "", model.opening.description, "Opening balance", "", "", "", "EUR"],
    ]
    for line in model.lines {
      rows.append([
        line.bookingDate.description, line.valueDate?.description ?? "", line.amount.description, line.description,
        line.counterpartyName ?? "", line.counterpartyIBAN ?? "", line.bankReference ?? "NONREF", "EUR",
      ])
    }
    rows.append(["2099-01-01", "", closing(model).description, "Closing balance", "", "", "", "EUR"])
    return rows.map { $0.map(quoted).joined(separator: delimiter) }.joined(separator: "\r\n")
  }

  static func poste(_ model: StatementModel, using random: inout SeededGenerator) -> String {
    var rows = [
      ["Data", "Valuta", "Addebiti", "Accrediti", "Descrizione operazioni"],
      ["1/1/00", ""] + columns(model.opening, "|") + ["SALDO INIZIALE"],
    ]
    for line in model.lines {
      rows.append(
        [date(line.bookingDate), line.valueDate.map(date) ?? ""] + columns(line.amount, "") + [quoted(line.description)]
      )
    }
    rows.append(["31/12/69", ""] + columns(closing(model), "") + ["|SALDO FINALE"])
    return rows.map { $0.joined(separator: ";") }.joined(separator: "\n") + "\n"
  }

  private static func closing(_ model: StatementModel) -> Money {
    model.opening + model.lines.reduce(Money.zero) { $0 + $1.amount } + model.error
  }

  private static func columns(_ amount: Money, _ odd: String) -> [String] {
    let written = grouped(amount.magnitude) + odd
    return amount < .zero ? [written, ""] : ["", written]
  }

  private static func grouped(_ amount: Money) -> String {
    var digits = String(amount.cents / 100)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    let cents = String(amount.cents % 100)
    return ([digits] + groups).joined(separator: ".") + "," + (cents.count < 2 ? "0" : "") + cents
  }

  private static func date(_ day: CivilDate) -> String {
    let year = String(day.year % 100)
    return "\(day.day)/\(day.month)/\(year.count < 2 ? "0" : "")\(year)"
  }

  private static func quoted(_ cell: String) -> String { "\"" + cell.replacing("\"", with: "\"\"") + "\"" }
}
