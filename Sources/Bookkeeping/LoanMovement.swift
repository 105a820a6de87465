import FinancialArithmetic
public import Funds
public import LedgerCore

/// Money of a loan that moves: the entry that says so, and what has to be stated before and after it, all in one
/// submission.
///
/// Who signs it is the caller's to say, so the command line and the pages state the same.
public struct LoanMovement<Main: EntryBody>: Sendable {
  public let stream: StreamID
  /// Interest that is due, and money that is held and pays first.
  public let before: [any EntryBody]
  public let main: Main
  public let after: [any EntryBody]
}

/// A running loan with all that must be recorded before money can be spread.
public struct LoanReady: Sendable {
  /// As it will be when `before` is recorded.
  public let book: LoanBook
  public let position: LoanPosition
  public let before: [any EntryBody]

  /// - Parameters:
  ///   - closing: whether interest of the days since the last due day is accrued as well.
  ///   - applying: whether money that is held pays what is due first.
  public init(_ loan: LoanBook, on day: CivilDate, closing: Bool = false, applying: Bool = true) throws {
    var book = loan
    var before: [any EntryBody] = []
    if let (entry, later) = book.accruing(through: day, closing: closing) {
      before.append(entry)
      book = later
    }
    if applying, let (entry, later) = book.applyingSurplus(on: day) {
      before.append(entry)
      book = later
    }
    position = try book.requirePosition()
    self.book = book
    self.before = before
  }
}

extension LoanBook {
  /// What is owed; refused before the approval, when there is no schedule.
  public func requirePosition() throws -> LoanPosition {
    guard let position else {
      throw LoanRefusals.nothingPaidOut(["loan": stream.key, "state": state.status.rawValue])
    }
    return position
  }

  public func newSchedule(_ position: LoanPosition, on day: CivilDate) throws -> NewSchedule {
    guard let new = NewSchedule(state, position, on: day) else {
      throw LoanRefusals.nothingPaidOut(["loan": stream.key, "state": state.status.rawValue])
    }
    return new
  }

  /// The refusal that the rules give where a schedule cannot be computed.
  public func computing<Value>(_ compute: () throws -> Value) throws -> Value {
    do {
      return try compute()
    } catch let error as CalculationError {
      throw LoanRefusals.termsImpossible(["reason": error])
    }
  }

  /// What the terms pay out next; nothing where all of it is paid out, or nothing agreed.
  public var nextTranche: Money { nextPayout?.amount ?? .zero }

  /// The day on which the terms pay out next: nil before the first tranche, which may leave once the borrower agrees.
  public var nextTrancheDay: CivilDate? { nextPayout?.day }

  /// The first tranche of the terms that what was paid out does not cover; the rest of it where a part is paid out.
  private var nextPayout: (amount: Money, day: CivilDate?)? {
    guard let terms = state.terms else { return nil }
    let later = terms.plan.tranches ?? []
    let first = terms.plan.principal - later.reduce(Money.zero) { $0 + $1.amount }
    var covered = Money.zero
    for (amount, day) in [(first, nil)] + later.map({ ($0.amount, Optional($0.date)) }) {
      covered = covered + amount
      guard covered > state.paidOut else { continue }
      let open = min(covered - state.paidOut, state.undisbursed)
      return open.isPositive ? (open, day) : nil
    }
    return nil
  }

  /// A tranche leaves for the agreed payee; with the first one the agreed fee is due.
  ///
  /// Where the money leaves later than the terms say, interest is computed again from that day.
  /// - Parameter amount: the next tranche of the terms where none is given.
  public func disbursing(
    _ amount: Money? = nil, from account: Slug, on day: CivilDate
  ) throws -> LoanMovement<LoanDisbursed> {
    guard let terms = state.terms else {
      throw LoanRefusals.nothingPaidOut(["loan": stream.key, "state": state.status.rawValue])
    }
    let isFirst = state.status != .running
    let schedule = isFirst ? try computing { try later(terms, on: day) } : nil
    let disbursed = LoanDisbursed(
      amount: amount ?? nextTranche, payee: terms.payee, account: account, schedule: schedule)
    let fee =
      isFirst && terms.fee.isPositive ? [LoanCostCharged(amount: terms.fee, nature: .agreedFee, due: day)] : []
    return LoanMovement(stream: stream, before: [], main: disbursed, after: fee)
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

extension LoanReady {
  /// Money came in: the oldest instalment is paid first, and what nothing needs yet is held.
  ///
  /// - Parameter consent: the document by which the fund agrees that principal is paid first.
  public func repaying(
    _ amount: Money, into account: Slug, on day: CivilDate, consent: Fingerprint? = nil
  ) throws -> LoanMovement<LoanRepaid> {
    let rule = position.allocation(of: amount, on: day, order: LoanRepaid.order(consent: consent))
    return LoanMovement(
      stream: book.stream, before: before,
      main: LoanRepaid(amount: amount, account: account, allocation: rule.payment, consent: consent), after: [])
  }
}

extension LoanReady {
  /// Money pays before it is due, with what is held; a new schedule repays what is left. Interest must be accrued through
  /// the day itself: `LoanReady(book, on: day, closing: true)`.
  ///
  /// - Parameters:
  ///   - amount: everything that is owed where none is given.
  ///   - keepingInstalment: whether the instalments stay and the loan ends sooner; else the days stay and they fall.
  public func prepaying(
    _ amount: Money? = nil, into account: Slug, on day: CivilDate, keepingInstalment: Bool
  ) throws -> LoanMovement<LoanPrepaid> {
    let held = max(.zero, position.unallocated)
    let amount = amount ?? max(.zero, position.owed - held)
    let rule = position.prepayment(of: amount + held, on: day)
    let left = position.outstanding + position.undisbursed - rule.payment.principal
    let schedule =
      left.isPositive
      ? try book.computing {
        try book.newSchedule(position, on: day).afterRepaying(
          rule.payment.principal, keepingInstalment: keepingInstalment)
      } : nil
    return LoanMovement(
      stream: book.stream, before: before,
      main: LoanPrepaid(amount: amount, held: held, account: account, allocation: rule.payment, schedule: schedule),
      after: [])
  }
}

/// Refusals of loans, before any rule is asked.
public enum LoanRefusals {
  public static let nothingPaidOut = RefusalCode(
    "loan.not-approved", "the loan {loan} is {state}, so it has no schedule yet",
    hint: "`mastro loan show` tells which step comes next")
  public static let termsImpossible = RefusalCode(
    "loan.terms-impossible", "no schedule can be computed: {reason}", hint: "change the terms, and try again")

  public static let all = [nothingPaidOut, termsImpossible]
}
