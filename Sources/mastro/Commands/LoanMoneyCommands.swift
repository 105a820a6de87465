import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerViews
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
    let movement = try book.disbursing(try amount?.money(locale), from: account, on: desk.effective)
    try desk.record(desk.requests(movement))
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
    let (book, _) = try desk.bookkeeper.runningLoan(named: subject)
    return try book.cancelling(amount?.money(locale), on: desk.effective)
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
    let ready = try LoanReady(desk.bookkeeper.loan(named: subject), on: desk.effective)
    let consent = try principalFirst.map { Fingerprint(SHA256.hash(try Files.read($0))) }
    let movement = try ready.repaying(try amount.money(locale), into: account, on: desk.effective, consent: consent)
    let recorded = try desk.record(desk.requests(movement))
    guard !recorded.isEmpty else { return }
    let payment = movement.main.allocation
    let surplus = movement.main.amount - payment.total
    if surplus.isPositive { Console.note("\(surplus) is held for instalments to come") }
    if ready.position.owed == payment.total, ready.book.state.undisbursed == .zero {
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
    let ready = try LoanReady(desk.bookkeeper.loan(named: subject), on: desk.effective, closing: true)
    let movement = try ready.prepaying(
      try amount?.money(locale), into: account, on: desk.effective, keepingInstalment: keepInstalment)
    let recorded = try desk.record(desk.requests(movement))
    if !recorded.isEmpty, movement.main.schedule == nil {
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
    let ready = try LoanReady(desk.bookkeeper.loan(named: subject), on: desk.effective, applying: false)
    let entry = ready.book.applyingSurplus(on: desk.effective)?.entry ?? LoanUnallocatedApplied(allocation: .none)
    try desk.record(desk.before(ready) + [desk.request(entry, stream: ready.book.stream)])
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

extension Desk {
  /// An entry that goes with the command's main one, under an id of its own.
  func also<Body: EntryBody>(_ body: Body, _ stream: StreamID) throws -> EntryRequest {
    try request(body, stream: stream, id: bookkeeper.surroundings.newID())
  }

  /// What must be stated before money of a loan can be spread.
  func before(_ ready: LoanReady) throws -> [EntryRequest] { try ready.before.map { try also($0, ready.book.stream) } }

  /// The submission that tells of money of a loan; its main entry has the command's id.
  func requests<Main: EntryBody>(_ movement: LoanMovement<Main>) throws -> [EntryRequest] {
    try movement.before.map { try also($0, movement.stream) } + [request(movement.main, stream: movement.stream)]
      + movement.after.map { try also($0, movement.stream) }
  }
}
