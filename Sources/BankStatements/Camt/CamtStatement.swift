import LedgerCore

/// Collects one `Stmt` or `Rpt` while the file is read, and checks it as a whole at its end.
struct CamtStatement {
  let kind: StatementKind
  private var entries: [CamtEntry] = []
  private(set) var lineCount = 0
  private var account: StatementAccount?

  init(kind: StatementKind) { self.kind = kind }

  /// `head` holds the statement's children read so far; the account stands before the entries.
  mutating func add(_ entry: CamtElement, head: CamtElement) throws(StatementError) {
    if account == nil { account = try CamtStatement.account(of: head) }
    let entry = try CamtEntry(entry, ownAccount: account)
    lineCount += entry.lines.count
    entries.append(entry)
  }

  func finish(_ element: CamtElement, numbering: inout LineNumbering) throws(StatementError) -> BankStatement {
    let account = try CamtStatement.account(of: element)
    let balances = try CamtBalances(element)
    let currency = try currency(of: element, balances: balances)
    let lines = numbering.number(entries.flatMap(\.lines), account: account)
    let page = try CamtStatement.page(of: element)
    let period = element.find("FrToDt")
    var dates: [CivilDate?] = []
    for name in ["Fr", "To"] {
      let bound = period?.find("\(name)DtTm") ?? period?.find("\(name)Dt")
      if let bound { dates.append(try bound.date()) } else { dates.append(nil) }
    }
    guard let id = try StatementText.oneLine(element.require("Id").text) else {
      throw StatementError(
        .missing, at: element.place, "Id is empty", remedy: "the bank's file is incomplete: export it again")
    }
    return BankStatement(
      id: id, kind: kind, account: account, currency: currency, from: dates[0], to: dates[1], page: page,
      opening: balances.opening?.balance, closing: balances.closing?.balance, lines: lines,
      proof: BalanceProof.of(opening: balances.opening?.balance, closing: balances.closing?.balance, lines: lines),
      warnings: warnings(page: page))
  }

  private func warnings(page: StatementPage?) -> [StatementWarning] {
    var warnings: [StatementWarning] = []
    if kind == .report { warnings.append(.intradayReport) }
    if let page, !page.isLast { warnings.append(.notLastPage(number: page.number)) }
    func count(_ property: (CamtEntry) -> Bool, _ warning: (Int) -> StatementWarning) {
      let number = entries.count(where: property)
      if number > 0 { warnings.append(warning(number)) }
    }
    count(\.isUnbooked) { .unbookedExcluded(count: $0) }
    count(\.isZero) { .zeroAmountsExcluded(count: $0) }
    count(\.usesValueDate) { .valueDateAsBookingDate(count: $0) }
    count(\.isUnsplitBatch) { .batchesNotSplit(count: $0) }
    return warnings
  }

  private static func account(of element: CamtElement) throws(StatementError) -> StatementAccount {
    let id = try element.require("Acct/Id")
    if let iban = id.find("IBAN").flatMap({ StatementText.accountNumber($0.text) }) { return .iban(iban) }
    if let other = id.find("Othr/Id").flatMap({ StatementText.accountNumber($0.text) }) { return .other(other) }
    throw StatementError(
      .missing, at: id.place, "neither IBAN nor Othr/Id", remedy: "the bank's file is incomplete: export it again")
  }

  private static func page(of element: CamtElement) throws(StatementError) -> StatementPage? {
    guard let page = element.find("StmtPgntn") ?? element.find("RptPgntn") else { return nil }
    let number = try page.require("PgNb")
    guard let value = StatementText.oneLine(number.text).flatMap({ Int($0) }), value > 0 else {
      throw StatementError(
        .badValue, at: number.place, "'\(number.text)' is not a page number",
        remedy: "the bank's file is wrong: export it again")
    }
    return StatementPage(number: value, isLast: try page.require("LastPgInd").isTrue())
  }

  /// The account's currency, which every balance and entry that counts must share.
  private func currency(of element: CamtElement, balances: CamtBalances) throws(StatementError) -> String {
    var amounts = [balances.opening, balances.closing].compactMap { $0 }.map { ($0.currency, $0.place) }
    for entry in entries { if let currency = entry.currency { amounts.append((currency, entry.place)) } }
    let declared = element.find("Acct/Ccy")
    guard let currency = declared.flatMap({ StatementText.oneLine($0.text) }) ?? amounts.first?.0 else {
      throw StatementError(
        .missing, at: element.place, "no currency: neither Acct/Ccy nor an amount",
        remedy: "the statement is empty: nothing needs importing")
    }
    let place = declared?.place ?? element.place
    guard CurrencyCode.isWellFormed(currency) else {
      throw StatementError(
        .currency, at: place, "'\(currency)' is not a currency code",
        remedy: "the bank's file is wrong: export it again")
    }
    try CurrencyCode.requireCents(currency, at: place)
    for (other, place) in amounts where other != currency {
      throw StatementError(
        .currency, at: place, "an amount in \(other) in a statement of an account in \(currency)",
        remedy: "one statement has one currency: ask the bank for a correct file")
    }
    return currency
  }
}

/// The opening and closing booked balance among a statement's `Bal` elements.
struct CamtBalances {
  struct Stated {
    let balance: DatedBalance
    let currency: String
    let place: StatementError.Place
  }

  private(set) var opening: Stated?
  private(set) var closing: Stated?

  /// `OPBD`, or `PRCD` (the closing balance of the period before) where that is missing; and `CLBD`.
  ///
  /// Available, interim and expected balances prove nothing and are not read. Of several balances of one type the
  /// earliest opens and the latest closes.
  init(_ statement: CamtElement) throws(StatementError) {
    var ofType: [String: [Stated]] = [:]
    for element in statement.children("Bal") {
      guard let type = element.line("Tp/CdOrPrtry/Cd"), ["OPBD", "PRCD", "CLBD"].contains(type) else { continue }
      ofType[type, default: []].append(try CamtBalances.read(element))
    }
    opening = try CamtBalances.single(ofType["OPBD"] ?? ofType["PRCD"] ?? [], earliest: true)
    closing = try CamtBalances.single(ofType["CLBD"] ?? [], earliest: false)
  }

  private static func read(_ element: CamtElement) throws(StatementError) -> Stated {
    let amountElement = try element.require("Amt")
    let amount = try amountElement.amount()
    guard amount.magnitude.cents <= StatementLimits.balanceCents else {
      throw amountElement.badAmount(amountElement.text, "it is beyond what a ledger can hold")
    }
    let isCredit = try element.require("CdtDbtInd").isCredit()
    let date = try element.require("Dt").chosenDate()
    return Stated(
      balance: DatedBalance(date: date, amount: isCredit ? amount.magnitude : -amount.magnitude),
      currency: amount.currency, place: amountElement.place)
  }

  private static func single(_ stated: [Stated], earliest: Bool) throws(StatementError) -> Stated? {
    let dates = stated.map(\.balance.date)
    guard let date = earliest ? dates.min() : dates.max() else { return nil }
    let candidates = stated.filter { $0.balance.date == date }
    guard let chosen = candidates.first else { return nil }
    for other in candidates where other.balance != chosen.balance || other.currency != chosen.currency {
      throw StatementError(
        .contradiction, at: other.place, "a second balance of this type on \(date) with another amount",
        remedy: "the bank's file contradicts itself: ask for a correct one")
    }
    return chosen
  }
}
