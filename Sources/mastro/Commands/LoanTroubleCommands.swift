import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import Sodium

struct LoanReschedule: Decision {
  static let configuration = CommandConfiguration(
    commandName: "reschedule", abstract: "Spread all that is owed over new days.",
    discussion: """
      mastro loan reschedule LOAN --instalments 24 --as olga
      Where the policy asks for two persons, the second leaves the terms out and signs the same.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @OptionGroup var schedule: ScheduleOptions

  func body(at desk: Desk, _ state: LoanState) throws -> LoanRescheduled {
    if schedule.isEmpty, case .rescheduled(let proposed) = state.pending?.decision { return proposed }
    let (book, _) = try desk.bookkeeper.runningLoan(named: subject)
    guard let instalments = schedule.instalments else {
      throw ValidationError("say over how many instalments: --instalments NUMBER")
    }
    let plan = try book.plan(
      over: schedule.due(instalments), method: schedule.method, rate: schedule.rate?.rate, dayCount: schedule.dayCount,
      pause: schedule.paused, interestOnly: schedule.interestOnly, on: desk.effective)
    return try book.rescheduling(plan, on: desk.effective)
  }
}

struct LoanPause: Step {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Ask for nothing for a while; all later days move.",
    discussion: "Interest of the pause is due with the first instalment after it, and bears no interest itself.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Option(help: "How many months.") var months: Int
  @Option(help: "First day; the day of the entry otherwise. What was due before stays due.") var from: CivilDate?
  @Option(help: "Why.") var reason: LoanPaused.Reason

  func body(at desk: Desk, _ state: LoanState) throws -> LoanPaused {
    guard (1...120).contains(months) else { throw ValidationError("a pause takes 1 to 120 months") }
    let (book, _) = try desk.bookkeeper.runningLoan(named: subject)
    return try book.pausing(from: from ?? desk.effective, months: months, reason: reason, on: desk.effective)
  }
}

struct LoanNotice: Step {
  static let configuration = CommandConfiguration(
    commandName: "notice", abstract: "Record the letter which says that the whole loan may fall due.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Option(help: "The letter; only its digest is recorded.") var letter: String

  func body(at desk: Desk, _ state: LoanState) throws -> LoanAccelerationNoticed {
    LoanAccelerationNoticed(notice: Fingerprint(SHA256.hash(try Files.read(letter))))
  }
}

struct LoanAccelerate: Decision {
  static let configuration = CommandConfiguration(
    commandName: "accelerate", abstract: "Make the whole loan due: two persons in two roles, after a notice.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Option(help: "Why.") var reason: LoanAccelerated.Reason = .arrears

  func body(at desk: Desk, _ state: LoanState) throws -> LoanAccelerated {
    if case .accelerated(let proposed) = state.pending?.decision { return proposed }
    let (book, _) = try desk.bookkeeper.runningLoan(named: subject)
    return try book.accelerating(reason, on: desk.effective)
  }
}

struct LoanImpair: Step {
  static let configuration = CommandConfiguration(
    commandName: "impair", abstract: "Set the loss that is expected, as a whole figure.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "The whole allowance from now on; 0 takes it back.") var allowance: AmountText
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: LoanState) throws -> LoanImpaired {
    LoanImpaired(allowance: try allowance.money(locale))
  }
}

struct LoanWriteOff: Step {
  static let configuration = CommandConfiguration(
    commandName: "write-off", abstract: "Give up in the books what is owed; it happens when a second person signs.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Option(help: "Why.") var reason: LoanWrittenOff.Reason

  func body(at desk: Desk, _ state: LoanState) throws -> LoanWrittenOff {
    let (_, position) = try desk.bookkeeper.runningLoan(named: subject)
    return LoanWrittenOff(amount: position.owed, reason: reason)
  }

  func remark(on entry: Entry) -> String? {
    entry.postings.lines.isEmpty ? "a second person must sign the same before anything is written off" : nil
  }
}

struct LoanRecover: Step {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Record money that came back on a loan which was written off.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The loan.") var subject: String
  @Argument(help: "Amount.") var amount: AmountText
  @Option(help: "Bank account it arrived in.") var account: Slug
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: LoanState) throws -> LoanRecovered {
    LoanRecovered(amount: try amount.money(locale), account: account)
  }
}

/// A step that two persons sign alike: it takes effect with the second signature.
protocol Decision: Step where Body.State == LoanState {}

extension Decision {
  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.stream(LoanState.family, subject)
    let recorded = try desk.record(body(at: desk, desk.bookkeeper.state(stream)), stream: stream)
    let after: LoanState = try desk.bookkeeper.state(stream)
    if !recorded.isEmpty, after.pending != nil {
      Console.note("a second person must sign the same before it takes effect")
    }
  }
}
