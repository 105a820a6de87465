import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerSQLite

struct LoanScheduleView: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "The schedule in force, and what of it is paid.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The loan.") var loan: String

  func run() throws {
    let (book, position) = try common.open().runningLoan(named: loan)
    var report = Report(columns: [
      .init("No", "number", right: true), .init("Due"), .init("Principal", right: true), .init("Interest", right: true),
      .init("Instalment", right: true), .init("Paid", right: true), .init("Unpaid", right: true),
    ])
    let isOver = book.state.status == .closed || book.state.status == .writtenOff
    report.rows = position.rows.map { row in
      [
        .number(row.number), .day(row.due), .money(row.principal), .money(row.interest), .money(row.instalment),
        .money(book.state.status == .writtenOff ? .zero : row.paid), .money(isOver ? .zero : row.unpaid),
      ]
    }
    report.show(json: common.json)
    guard !common.json else { return }
    if book.state.version > 1 {
      Console.note("version \(book.state.version), in force since \(book.state.versionSince?.description ?? "")")
    }
    if position.beyond.total.isPositive { Console.note("\(position.beyond.total) besides: a payment was taken back") }
    if position.unpaidCosts.isPositive { Console.note("\(position.unpaidCosts) of costs besides") }
    if position.unallocated.isPositive { Console.note("\(position.unallocated) is held for it") }
  }
}

struct LoanList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "The loans and where they stand.")
  @OptionGroup var common: LedgerOptions
  @Option(help: "Only those in this state: applied, approved, accepted, running, closed, …") var state: String?
  @Flag(help: "Only those that are overdue.") var overdue = false
  @Option(help: "Count days up to this day; today otherwise.") var asOf: CivilDate?

  func run() throws {
    let bookkeeper = try common.open()
    let day = asOf ?? bookkeeper.surroundings.now.date
    let names = try bookkeeper.borrowerNames()
    let numbers = try bookkeeper.vault.fileNumbers()
    var report = Report(columns: [
      .init("Loan", "id"), .init("File", "fileNumber"), .init("State"), .init("For", "borrower"),
      .init("Amount", right: true), .init("Outstanding", right: true), .init("Overdue", right: true),
      .init("Days", "daysPastDue", right: true), .init("Bucket"), .init("Next", "nextDue"),
    ])
    report.rows = try bookkeeper.loans().compactMap { book in
      guard state == nil || book.state.status.rawValue == state else { return nil }
      let ageing = try book.ageing(asOf: day)
      guard !overdue || ageing?.overdue.isPositive == true else { return nil }
      return [
        .text(book.stream.key), .optional(numbers[book.stream]), .text(book.standing),
        .text(names[book.contract.borrower.id] ?? book.contract.borrower.id.description), .money(book.contract.amount),
        .money(book.position?.outstanding), .money(ageing?.overdue), .optional(ageing?.countedDays),
        .optional(ageing?.bucket.rawValue), .day(ageing == nil ? nil : book.nextRow?.due),
      ]
    }
    report.empty = "no loans"
    report.show(json: common.json)
  }
}

struct LoanShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A loan: terms, what is owed, how late, and everybody who has signed it.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The loan.") var loan: String
  @Option(help: "Count days up to this day; today otherwise.") var asOf: CivilDate?

  func run() throws {
    let bookkeeper = try common.open()
    let book = try bookkeeper.loan(named: loan)
    let names = try bookkeeper.borrowerNames()
    var card = Card()
    card.add("Loan", "id", .text(book.stream.key))
    card.add("File", "fileNumber", .optional(try bookkeeper.vault.fileNumbers()[book.stream]))
    card.add("State", "state", .text(book.standing))
    card.add("For", "borrower", .text(names[book.contract.borrower.id] ?? book.contract.borrower.id.description))
    card.add("From", "from", .text(book.contract.purse))
    card.add("Purpose", "purpose", .text(book.contract.purpose))
    card.add("Group", "group", .optional(book.contract.group?.rawValue))
    card.add("Amount", "amount", .money(book.contract.amount))
    if let terms = book.state.terms {
      card.add("Pack", "pack", .text(terms.pack.name))
      card.add("Payee", "payee", .text(names[terms.payee] ?? terms.payee.description))
      card.add("Rate", "annualRatePercent", .text(terms.plan.annualRatePercent))
      card.add(
        "TAEG", "taegPercent",
        Report.Cell(json: .string("\(terms.taegPercent)"), text: "\(terms.taegPercent.display) %"))
      card.add("Approvals", "approvals", .number(book.state.approvers.signers.count))
      if let reservation = book.state.reservation { card.add("Reserved by", "reservation", .text(reservation)) }
      let assessments = book.state.promise.assessments
      if !assessments.isEmpty { card.add("Rests on", "assessments", .list(assessments)) }
    }
    if let position = book.position {
      try add(position, of: book, to: &card, day: asOf ?? bookkeeper.surroundings.now.date)
    }
    try card.show(withHistoryOf: book.stream, in: bookkeeper, json: common.json)
  }

  private func add(_ position: LoanPosition, of book: LoanBook, to card: inout Card, day: CivilDate) throws {
    if position.undisbursed.isPositive { card.add("Not paid out", "undisbursed", .money(position.undisbursed)) }
    card.add("Outstanding", "outstanding", .money(position.outstanding))
    card.add("Interest owed", "interest", .money(position.interest))
    if position.unpaidCosts.isPositive { card.add("Costs owed", "costs", .money(position.unpaidCosts)) }
    if position.unallocated != .zero { card.add("Held", "unallocated", .money(position.unallocated)) }
    if position.allowance.isPositive { card.add("Allowance", "allowance", .money(position.allowance)) }
    if book.writtenOff.isPositive { card.add("Written off", "writtenOff", .money(book.writtenOff)) }
    if let ageing = try book.ageing(asOf: day) {
      card.add("Overdue", "overdue", .money(ageing.overdue))
      card.add("Days past due", "daysPastDue", .number(ageing.countedDays))
      card.add("Bucket", "bucket", .text(ageing.bucket.rawValue))
      if let next = book.nextRow {
        card.add("Next instalment", "nextDue", .day(next.due))
        card.add(
          "Of it unpaid", "nextAmount", Report.Cell(json: .integer(next.unpaid.cents), text: next.unpaid.description))
      }
    }
    if book.state.isRescheduled {
      card.add("Rescheduled", "rescheduled", .text(book.isWatched ? "yes, on watch" : "yes"))
    }
    if let pending = book.state.pending {
      card.add("Waits for a second person", "pending", .text(pending.decision.name))
    }
  }
}

extension LoanBook {
  /// Where it stands, in a word or two.
  var standing: String {
    guard state.status == .running else { return state.status.rawValue }
    if !isConfirmed { return "to be confirmed" }
    return state.isAccelerated ? "accelerated" : "running"
  }
}

extension LoanState.Decision {
  var name: String {
    switch self {
    case .rescheduled: "reschedule"
    case .accelerated: "accelerate"
    case .writtenOff: "write-off"
    case .surplusReturned: "return-surplus"
    }
  }
}

extension Bookkeeper {
  /// Names of parties and of households, where the vault still holds them.
  func borrowerNames() throws -> [ULID: String] {
    var names = try partyNames()
    for household in try households() { names[household.id] = household.name }
    return names
  }
}
