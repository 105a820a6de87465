import LedgerCore

/// What one `Ntry` gives: its lines when booked, or the reason for which it is left out.
struct CamtEntry {
  var lines: [LineDraft] = []
  var currency: String?
  var place: StatementError.Place
  var isUnbooked = false
  var isZero = false
  var usesValueDate = false
  var isUnsplitBatch = false

  init(_ entry: CamtElement, ownAccount: StatementAccount?) throws(StatementError) {
    let amountElement = try entry.require("Amt")
    self.place = amountElement.place
    guard try CamtEntry.isBooked(entry) else {
      isUnbooked = true
      return
    }
    let amount = try amountElement.amount()
    guard amount.magnitude.cents <= StatementLimits.amountCents else {
      throw amountElement.badAmount(amountElement.text, "it is beyond ten thousand millions")
    }
    let isCredit = try entry.require("CdtDbtInd").isCredit()
    self.currency = amount.currency
    guard amount.magnitude != .zero else {
      isZero = true
      return
    }
    let whole = CamtEntry.Movement(amount: isCredit ? amount.magnitude : -amount.magnitude, currency: amount.currency)
    let details = entry.children("NtryDtls").flatMap { $0.children("TxDtls") }
    var draft = try draft(of: entry, amount: whole.amount)
    guard details.count > 1 else {
      if let only = details.first { try CamtEntry.describe(&draft, entry: entry, part: only, own: ownAccount) }
      lines = [draft]
      return
    }
    guard let parts = try CamtEntry.parts(details, of: whole) else {
      isUnsplitBatch = true
      let booking = entry.line("AddtlNtryInf").map { "\($0) / " } ?? ""
      draft.description = "\(booking)\(details.count) transactions"
      lines = [draft]
      return
    }
    for (part, amount) in zip(details, parts) {
      var line = draft
      line.amount = amount
      line.sourceLine = part.line
      try CamtEntry.describe(&line, entry: entry, part: part, own: ownAccount)
      lines.append(line)
    }
  }

  private struct Movement {
    let amount: Money
    let currency: String
  }

  /// `Sts` is text in the older versions, `Sts/Cd` in the newer.
  private static func isBooked(_ entry: CamtElement) throws(StatementError) -> Bool {
    let status = try entry.require("Sts")
    let code = status.line("Cd") ?? StatementText.oneLine(status.text)
    switch code {
    case "BOOK": return true
    case "PDNG", "INFO", "FUTR": return false
    default:
      throw StatementError(
        .badValue, at: status.place, "the status '\(code ?? "")' is none of BOOK, PDNG, INFO, FUTR",
        remedy: "export the statement after the day has closed")
    }
  }

  private mutating func draft(of entry: CamtElement, amount: Money) throws(StatementError) -> LineDraft {
    var valueDate: CivilDate?
    if let value = entry.find("ValDt") { valueDate = try value.chosenDate() }
    let bookingDate: CivilDate
    if let booking = entry.find("BookgDt") {
      bookingDate = try booking.chosenDate()
    } else if let valueDate {
      bookingDate = valueDate
      usesValueDate = true
    } else {
      bookingDate = try entry.require("BookgDt").chosenDate()
    }
    var isReversal = false
    if let reversal = entry.find("RvslInd") { isReversal = try reversal.isTrue() }
    return LineDraft(
      bookingDate: bookingDate, valueDate: valueDate, amount: amount,
      bankReference: entry.reference("AcctSvcrRef"), description: entry.line("AddtlNtryInf") ?? "",
      isReversal: isReversal, sourceLine: entry.line)
  }

  /// The signed amounts of a batch's parts, when all are given in the entry's currency and add up to it exactly.
  private static func parts(_ details: [CamtElement], of whole: Movement) throws(StatementError) -> [Money]? {
    var amounts: [Money] = []
    var sum = Money.zero
    for part in details {
      guard let element = part.find("Amt") ?? part.find("AmtDtls/TxAmt/Amt"),
        element.attributes["Ccy"] == whole.currency
      else { return nil }
      let amount = try element.amount().magnitude
      guard amount != .zero, amount.cents <= StatementLimits.amountCents else { return nil }
      var isCredit = whole.amount > .zero
      if let indicator = part.find("CdtDbtInd") { isCredit = try indicator.isCredit() }
      amounts.append(isCredit ? amount : -amount)
      sum += isCredit ? amount : -amount
    }
    return sum == whole.amount ? amounts : nil
  }

  private static func describe(
    _ draft: inout LineDraft, entry: CamtElement, part: CamtElement, own: StatementAccount?
  ) throws(StatementError) {
    draft.bankReference = part.reference("Refs/AcctSvcrRef") ?? draft.bankReference
    draft.endToEndID = part.reference("Refs/EndToEndId")
    let party = CamtParty.counterparty(
      in: part, isCredit: draft.amount > .zero, isReversal: draft.isReversal, own: own)
    draft.counterpartyName = party?.name
    draft.counterpartyIBAN = party?.iban
    draft.description = try description(entry: entry, part: part)
  }

  /// Free text, structured references and booking text, each once.
  private static func description(entry: CamtElement, part: CamtElement) throws(StatementError) -> String {
    let remittance = part.find("RmtInf")
    let free = (remittance?.children("Ustrd") ?? []).compactMap { StatementText.oneLine($0.text) }
    let structured = (remittance?.children("Strd") ?? []).compactMap { $0.line("CdtrRefInf/Ref") }
    var texts: [String] = []
    let candidates = [free.joined(separator: " ")] + structured
    for text in candidates + [part.line("AddtlTxInf") ?? "", entry.line("AddtlNtryInf") ?? ""]
    where !text.isEmpty && !texts.contains(text) { texts.append(text) }
    let whole = texts.joined(separator: " / ")
    guard whole.utf8.count <= StatementLimits.textBytes else {
      throw StatementError(
        .tooLarge, at: part.place, "a description of more than \(StatementLimits.textBytes) bytes",
        remedy: "the bank's file is wrong: export it again")
    }
    return whole
  }
}

/// Who stands on the other side of a movement.
struct CamtParty {
  let name: String?
  let iban: String?

  /// The debtor of a credit, the creditor of a debit; in a reversal the roles are those of the original operation.
  ///
  /// Banks that mix the two sides up are recognised by our own account standing where the other one should.
  static func counterparty(
    in part: CamtElement, isCredit: Bool, isReversal: Bool, own: StatementAccount?
  ) -> CamtParty? {
    guard let parties = part.find("RltdPties") else { return nil }
    let debtor = CamtParty(parties, role: "Dbtr")
    let creditor = CamtParty(parties, role: "Cdtr")
    let (expected, other) = isCredit != isReversal ? (debtor, creditor) : (creditor, debtor)
    let ours = own?.description
    if let expected, expected.iban == nil || expected.iban != ours { return expected }
    if let other, let iban = other.iban, iban != ours { return other }
    return nil
  }

  private init?(_ parties: CamtElement, role: String) {
    let party = parties.find(role)
    let ultimate = parties.find("Ultmt\(role)")
    self.name =
      party?.line("Nm") ?? party?.line("Pty/Nm") ?? party?.line("Agt/FinInstnId/Nm")
      ?? ultimate?.line("Nm") ?? ultimate?.line("Pty/Nm")
    self.iban = parties.find("\(role)Acct/Id/IBAN").flatMap { StatementText.accountNumber($0.text) }
    guard name != nil || iban != nil else { return nil }
  }
}
