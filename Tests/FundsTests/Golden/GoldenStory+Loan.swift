import FinancialArithmetic
import Funds
import LedgerCore

extension GoldenStory {
  /// Loans of every fate: repaid, refused, lapsed, paused, given up; and one that moves in from elsewhere.
  func tellLoans() throws {
    var loan = LoanTry(borrower: .party(Party.landlord), payee: Party.donor)
    (loan.amount, loan.interestOnly, loan.fee) = (90_000, 2, 500)
    loan.tranche = (books.today.adding(days: 40), 10_000)
    let first = try books.apply(loan)
    try books.approveLoan(first, loan)
    try books.accept(first, for: Party.landlord)
    try books.disburse(first, 80_000, payee: Party.donor)
    try books.record(LoanCostCharged(amount: .eur(5), nature: .agreedFee, due: books.today), first, by: .teo)
    try books.record(
      LoanTrancheCancelled(
        amount: .eur(100), carried: .zero,
        schedule: try books.newSchedule(first).afterRepaying(.eur(100), keepingInstalment: false)), first, by: .teo)
    let next = try due(first)
    try books.repay(first, 9_000)
    try books.record(try books.pausing(first, from: next.adding(days: 5), months: 2), first, by: .olga)
    let new = try books.rescheduling(first, months: 18)
    try books.record(new, first, by: .olga)
    try books.record(new, first, by: .carla)
    try books.repay(first, 20_000)
    _ = try due(first)
    try books.accrue(first)
    let rule = try books.position(first).allocation(of: try books.position(first).unallocated, on: books.today)
    try books.record(LoanUnallocatedApplied(allocation: rule.payment), first, by: .teo)
    let surplus = LoanSurplusReturned(amount: try books.position(first).unallocated, account: "main")
    try books.record(surplus, first, by: .teo)
    try books.record(surplus, first, by: .carla)
    let closing = LoanInterestAccrued.amount(
      try books.loanState(first), try books.position(first), through: books.today, closing: true)
    try books.prepay(first, try books.position(first).owed.cents + closing.cents)
    try books.record(LoanClosed(), first, by: .teo)
    try tellBadLoans()
    try books.movingIn([LoanTry(borrower: .party(Party.donor))], on: books.today.description)
    let batch = try books.newest()
    let state: LoanState = try books.ledger.state(of: batch.entry.stream)
    if let id = state.portfolio {
      let stream = StreamID("portfolio", id)
      try books.record(try books.confirmation(of: stream), stream, by: .bruno, as: .administrator)
    }
  }

  private func tellBadLoans() throws {
    var loan = LoanTry(
      instalments: 6, rate: "0", method: .interestFree, borrower: .party(Party.landlord), payee: Party.donor)
    loan.amount = 6_000
    try books.record(LoanRefused(reason: .notSustainable), try books.apply(loan), by: .carla)
    try books.record(LoanWithdrawn(), try books.apply(loan), by: .olga)
    let lapsing = try books.apply(loan)
    try books.approveLoan(lapsing, loan)
    let bad = try books.apply(loan)
    try books.approveLoan(bad, loan)
    try books.accept(bad, for: Party.landlord)
    try books.disburse(bad, 6_000, payee: Party.donor)
    books.pass(days: 95)
    try books.record(LoanApprovalLapsed(), lapsing, by: .olga)
    try books.record(LoanAccelerationNoticed(notice: Books.fingerprint(7)), bad, by: .olga)
    books.pass(days: 15)
    let all = try books.accelerating(bad)
    try books.record(all, bad, by: .teo)
    try books.record(all, bad, by: .carla)
    try books.record(LoanImpaired(allowance: .eur(20)), bad, by: .teo)
    for person in [Person.carla, .anna] {
      try books.record(LoanWrittenOff(amount: .eur(60), reason: .insolvent), bad, by: person)
    }
    try books.record(LoanRecovered(amount: .eur(40), account: "main"), bad, by: .teo)
  }

  /// Waits for the next instalment.
  private func due(_ loan: StreamID) throws -> CivilDate {
    let next = try books.position(loan).rows.first { $0.due > books.today && $0.unpaid.isPositive }?.due ?? books.today
    books.pass(to: next.description)
    return next
  }
}
