import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Sodium

struct LoanDisburse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disburse", abstract: "Pay out a tranche to the agreed payee; with the first, the agreed fee is due.",
    discussion: "Where the money leaves later than the terms say, interest is computed again from that day.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "Amount; the next tranche of the terms otherwise.") var amount: AmountText?
  @Option(help: "Bank account from which it is paid.") var account: Slug
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func run() throws {
    let desk = try Desk(write)
    let book = try desk.bookkeeper.loan(named: subject)
    guard let terms = book.state.terms else {
      throw ProgramRefusals.nothingPaidOut(["loan": book.stream.key, "state": book.state.status.rawValue])
    }
    let isFirst = book.state.status != .running
    let amount = try amount?.money(locale) ?? next(terms, book.state)
    let schedule = isFirst ? try book.computing { try later(terms, on: desk.effective) } : nil
    var requests = [
      try desk.request(
        LoanDisbursed(amount: amount, payee: terms.payee, account: account, schedule: schedule), stream: book.stream)
    ]
    if isFirst, terms.fee.isPositive {
      requests.append(
        try desk.also(LoanCostCharged(amount: terms.fee, nature: .agreedFee, due: desk.effective), book.stream))
    }
    try desk.record(requests)
  }

  private func next(_ terms: LoanTerms, _ state: LoanState) -> Money {
    let tranches = terms.plan.tranches ?? []
    guard state.status == .running else { return terms.plan.principal - tranches.reduce(.zero) { $0 + $1.amount } }
    return tranches.first.map { min($0.amount, state.undisbursed) } ?? state.undisbursed
  }

  /// The schedule from the day on which the money leaves; nil where the approved one will do.
  private func later(_ terms: LoanTerms, on day: CivilDate) throws -> Schedule? {
    let plan = terms.plan
    guard day > plan.disbursed, terms.schedule.totals.interest.isPositive else { return nil }
    guard terms.schedule.rows.allSatisfy({ $0.due > day }) else { return nil }
    let schedule = try ScheduleTerms(
      method: plan.method, principal: plan.principal, annualRatePercent: plan.annualRatePercent,
      dayCount: plan.dayCount, disbursed: day, due: .given(terms.schedule.rows.map(\.due)), pause: plan.pause,
      interestOnly: plan.interestOnly, rounding: plan.rounding, decimals: plan.decimals,
      roundInstalmentTo: plan.roundInstalmentTo, tranches: plan.tranches
    ).schedule()
    return schedule.totals.interest <= terms.schedule.totals.interest ? schedule : nil
  }
}

struct LoanCancelTranche: Step {
  static let configuration = CommandConfiguration(
    commandName: "cancel-tranche", abstract: "What is not paid out yet will not be; the schedule repays the rest.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "Amount; everything that is not paid out otherwise.") var amount: AmountText?
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: LoanState) throws -> LoanTrancheCancelled {
    let (book, position) = try desk.bookkeeper.runningLoan(named: subject)
    let amount = try amount?.money(locale) ?? state.undisbursed
    let schedule = try book.computing {
      try book.newSchedule(position, on: desk.effective).afterRepaying(
        amount, keepingInstalment: false, carried: position.interest)
    }
    return LoanTrancheCancelled(amount: amount, carried: position.interest, schedule: schedule)
  }
}

struct LoanAccrue: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accrue", abstract: "Accrue the interest that is due, of one loan or of all.",
    discussion: "Once a month for all loans is enough: `mastro loan repay` accrues what it needs by itself.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan; all of them otherwise.") var subject: String?
  @Flag(help: "Also for the days since the last instalment: at the end of a year.") var closing = false

  func run() throws {
    let desk = try Desk(write)
    let books = try subject.map { [try desk.bookkeeper.loan(named: $0)] } ?? desk.bookkeeper.loans()
    let requests = try books.filter { $0.state.status == .running && $0.isConfirmed }.compactMap { book in
      try book.accruing(through: desk.effective, closing: closing).map { try desk.also($0.entry, book.stream) }
    }
    guard !requests.isEmpty else { return Console.note("no interest is due through \(desk.effective)") }
    try desk.record(Array(requests.prefix(Ledger.largestSubmission)))
  }
}

struct LoanCharge: Step {
  static let configuration = CommandConfiguration(commandName: "charge", abstract: "Charge a cost besides interest.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "Amount.") var amount: AmountText
  @Option(name: .customLong("for"), help: "agreed-fee, reminder, returned-payment or legal.") var nature:
    LoanCost.Nature
  @Option(help: "Day on which it is due; the day of the entry otherwise.") var due: CivilDate?
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: LoanState) throws -> LoanCostCharged {
    LoanCostCharged(amount: try amount.money(locale), nature: nature, due: due ?? desk.effective)
  }
}

struct LoanRepay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repay", abstract: "Record money that came in for a loan; interest that is due is accrued with it.",
    discussion: """
      mastro loan repay LOAN 106.62 --account main --as teo
      The oldest instalment is paid first, in it costs, interest, principal. What nothing needs yet is held.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "Amount.") var amount: AmountText
  @Option(help: "Bank account it arrived in.") var account: Slug
  @Option(help: "Document by which the fund consents that principal is paid first.") var principalFirst: String?
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func run() throws {
    let desk = try Desk(write)
    let ready = try LoanReady(desk, subject)
    let amount = try amount.money(locale)
    let consent = try principalFirst.map { Fingerprint(SHA256.hash(try Files.read($0))) }
    let rule = ready.position.allocation(of: amount, on: desk.effective, order: LoanRepaid.order(consent: consent))
    let repaid = LoanRepaid(amount: amount, account: account, allocation: rule.payment, consent: consent)
    let recorded = try desk.record(ready.requests + [desk.request(repaid, stream: ready.book.stream)])
    guard !recorded.isEmpty else { return }
    if rule.surplus.isPositive { Console.note("\(rule.surplus) is held for instalments to come") }
    if ready.position.owed == rule.payment.total, ready.book.state.undisbursed == .zero {
      Console.note("nothing is owed any more: `mastro loan close` ends the loan")
    }
  }
}

struct LoanPrepay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepay", abstract: "Record money that pays before it is due; a new schedule repays what is left.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "Amount; everything that is owed otherwise.") var amount: AmountText?
  @Option(help: "Bank account it arrived in.") var account: Slug
  @Flag(help: "Leave the instalments as they are and end sooner; otherwise the days stay and the instalments fall.")
  var keepInstalment = false
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func run() throws {
    let desk = try Desk(write)
    let ready = try LoanReady(desk, subject, closing: true)
    let held = max(.zero, ready.position.unallocated)
    let amount = try amount?.money(locale) ?? max(.zero, ready.position.owed - held)
    let rule = ready.position.prepayment(of: amount + held, on: desk.effective)
    let left = ready.position.outstanding + ready.position.undisbursed - rule.payment.principal
    let schedule =
      left.isPositive
      ? try ready.book.computing {
        try ready.book.newSchedule(ready.position, on: desk.effective).afterRepaying(
          rule.payment.principal, keepingInstalment: keepInstalment)
      } : nil
    let prepaid = LoanPrepaid(
      amount: amount, held: held, account: account, allocation: rule.payment, schedule: schedule)
    let recorded = try desk.record(ready.requests + [desk.request(prepaid, stream: ready.book.stream)])
    if !recorded.isEmpty, schedule == nil {
      Console.note("nothing is owed any more: `mastro loan close` ends the loan")
    }
  }
}

struct LoanApplySurplus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply-surplus", abstract: "Pay what has fallen due with money that is held.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String

  func run() throws {
    let desk = try Desk(write)
    let ready = try LoanReady(desk, subject, applying: false)
    let entry = ready.book.applyingSurplus(on: desk.effective)?.entry ?? LoanUnallocatedApplied(allocation: .none)
    try desk.record(ready.requests + [desk.request(entry, stream: ready.book.stream)])
  }
}

struct LoanReturnSurplus: Step {
  static let configuration = CommandConfiguration(
    commandName: "return-surplus", abstract: "Give back money that is held; it leaves when a second person signs.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "Amount; everything that is held otherwise.") var amount: AmountText?
  @Option(help: "Bank account from which it is paid.") var account: Slug
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: LoanState) throws -> LoanSurplusReturned {
    let (_, position) = try desk.bookkeeper.runningLoan(named: subject)
    return LoanSurplusReturned(amount: try amount?.money(locale) ?? position.unallocated, account: account)
  }

  func remark(on entry: Entry) -> String? {
    entry.postings.lines.isEmpty ? "a second person must sign the same before the money leaves" : nil
  }
}

struct LoanClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "End a loan on which nothing is owed, or all of them.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String?
  @Flag(help: "Every running loan on which nothing is owed, paid out or held.") var allSettled = false

  func run() throws {
    guard (subject == nil) == allSettled else { throw ValidationError("name a loan, or give --all-settled") }
    let desk = try Desk(write)
    if let subject {
      try desk.record(LoanClosed(), stream: desk.bookkeeper.loan(named: subject).stream)
      return
    }
    let settled = try desk.bookkeeper.loans().filter { book in
      guard book.state.status == .running, book.isConfirmed, let position = book.position else { return false }
      return position.owed == .zero && position.unallocated == .zero && position.undisbursed == .zero
    }
    guard !settled.isEmpty else { return Console.note("no running loan is settled") }
    try desk.record(settled.map { try desk.also(LoanClosed(), $0.stream) })
  }
}

/// A loan with all that must be recorded before money can be spread: interest that is due, and money that is held.
struct LoanReady {
  private(set) var book: LoanBook
  private(set) var requests: [EntryRequest] = []

  init(_ desk: Desk, _ subject: String, closing: Bool = false, applying: Bool = true) throws {
    book = try desk.bookkeeper.runningLoan(named: subject).book
    if let (entry, later) = book.accruing(through: desk.effective, closing: closing) {
      requests.append(try desk.also(entry, book.stream))
      book = later
    }
    if applying, let (entry, later) = book.applyingSurplus(on: desk.effective) {
      requests.append(try desk.also(entry, book.stream))
      book = later
    }
  }

  var position: LoanPosition {
    guard let position = book.position else {
      preconditionFailure("a loan without a position was taken for a running one")
    }
    return position
  }
}

extension LoanBook {
  func newSchedule(_ position: LoanPosition, on day: CivilDate) throws -> NewSchedule {
    guard let new = NewSchedule(state, position, on: day) else {
      throw ProgramRefusals.nothingPaidOut(["loan": stream.key, "state": state.status.rawValue])
    }
    return new
  }
}

extension Desk {
  /// An entry that goes with the command's main one, under an id of its own.
  func also<Body: EntryBody>(_ body: Body, _ stream: StreamID) throws -> EntryRequest {
    try request(body, stream: stream, id: bookkeeper.surroundings.newID())
  }
}
