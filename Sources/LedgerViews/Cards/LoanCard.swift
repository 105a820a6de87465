import Bookkeeping
public import FinancialArithmetic
import Funds
public import LedgerCore
import LedgerSQLite

/// A loan: terms, what is owed, how late, and everybody who has signed it.
public enum LoanCard: CardView {
  public static let noun = "loan"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    guard let book = try viewer.bookkeeper.loan(stream) else { throw notThere(stream) }
    let names = try viewer.names()
    var card = Card()
    card.add("Loan", "id", .text(book.stream.key))
    card.add("File", "fileNumber", .optional(try viewer.fileNumbers()[book.stream]))
    card.add("State", "state", .code(book.standing))
    card.add("For", "borrower", .text(names.nameOrID(book.contract.borrower.id)))
    card.add("From", "from", .code(book.contract.purse, of: "purse"))
    card.add("Purpose", "purpose", .code(book.contract.purpose))
    card.add("Group", "group", .code(book.contract.group?.rawValue))
    card.add("Amount", "amount", .money(book.contract.amount))
    addTerms(of: book, names, to: &card)
    if let position = book.position { try add(position, of: book, to: &card, day: query.asOf ?? viewer.today) }
    return try CardSheet("Loan \(stream.key)", stream, card).signed(viewer)
  }

  private static func addTerms(of book: LoanBook, _ names: Names, to card: inout Card) {
    guard let terms = book.state.terms else { return }
    card.add("Pack", "pack", .text(terms.pack.name))
    card.add("Payee", "payee", .text(names.nameOrID(terms.payee)))
    card.add("Rate", "annualRatePercent", .text(terms.plan.annualRatePercent))
    card.add(
      "TAEG", "taegPercent",
      Report.Cell(json: .string("\(terms.taegPercent)"), text: "\(terms.taegPercent.display) %"))
    card.add("Approvals", "approvals", .number(book.state.approvers.signers.count))
    if let reservation = book.state.reservation { card.add("Reserved by", "reservation", .entry(reservation)) }
    let assessments = book.state.promise.assessments
    if !assessments.isEmpty { card.add("Rests on", "assessments", .list(assessments)) }
  }

  private static func add(
    _ position: LoanPosition, of book: LoanBook, to card: inout Card, day: CivilDate
  ) throws {
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
      card.add("Bucket", "bucket", .code(ageing.bucket.rawValue))
      if let next = book.nextRow {
        card.add("Next instalment", "nextDue", .day(next.due))
        card.add("Of it unpaid", "nextAmount", .money(next.unpaid))
      }
    }
    if book.state.isRescheduled {
      card.add("Rescheduled", "rescheduled", .words(book.isWatched ? "yes, on watch" : "yes"))
    }
    if let pending = book.state.pending {
      card.add("Waits for a second person", "pending", .code(name(pending.decision)))
    }
  }

  private static func name(_ decision: LoanState.Decision) -> String {
    switch decision {
    case .rescheduled: "reschedule"
    case .accelerated: "accelerate"
    case .writtenOff: "write-off"
    case .surplusReturned: "return-surplus"
    }
  }
}

extension AnnualRate {
  /// As it is shown to the borrower: one decimal, rounded half away from zero.
  public var display: String {
    FixedPoint(scaled: Int(Rounding.halfUp.divide(Int128(millionths), by: 100_000)), decimals: 1).description
  }
}

/// The schedule in force of a loan, and what of it is paid: its list alone is what programs get.
public enum LoanScheduleCard: CardView {
  public static let noun = "loan-schedule"
  public static let family = "loan"
  public static let thing = "loan"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let schedule = try schedule(viewer, stream)
    var card = Card()
    card.add("Loan", "id", .text(stream.key).about(.stream(stream)))
    var sheet = CardSheet("Schedule of loan \(stream.key)", nil, card)
    sheet.add("Schedule", "instalments", schedule)
    sheet.remarks = schedule.remarks
    return sheet
  }

  /// The instalments, with what else is owed as remarks.
  public static func schedule(_ viewer: Viewer, _ stream: StreamID) throws -> Report {
    guard let book = try viewer.bookkeeper.loan(stream) else { throw notThere(stream) }
    let position = try book.requirePosition()
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
    if book.state.version > 1 {
      report.remarks.append(
        book.state.versionSince.map { "version \(book.state.version), in force since \($0)" }
          ?? "version \(book.state.version)")
    }
    if position.beyond.total.isPositive {
      report.remarks.append("\(position.beyond.total) besides: a payment was taken back")
    }
    if position.unpaidCosts.isPositive { report.remarks.append("\(position.unpaidCosts) of costs besides") }
    if position.unallocated.isPositive { report.remarks.append("\(position.unallocated) is held for it") }
    return report
  }
}
