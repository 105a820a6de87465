import FinancialArithmetic
import Funds
import LedgerCore
import Testing

/// Loans that were granted elsewhere.
extension Books {
  func opening(_ loan: LoanTry, number: Int, of batch: StreamID, paid: Int = 0) throws -> LoanOpeningBalance {
    let plan = try loan.plan(on: today)
    let schedule = try plan.schedule()
    let outstanding = Money(cents: loan.amount - paid)
    return LoanOpeningBalance(
      plan: plan, schedule: schedule, outstanding: outstanding, accrued: .zero,
      arrears: LoanOpeningBalance.arrears(schedule, outstanding: outstanding, accrued: .zero, on: today),
      of: loan.purse, purpose: loan.purpose, borrower: loan.borrower, portfolio: try #require(batch.ulid),
      number: number)
  }

  /// A batch as its importer has signed it.
  @discardableResult
  func movingIn(_ loans: [LoanTry], on day: String = "2026-03-02", by person: Person = .anna) throws -> StreamID {
    pass(to: day)
    let batch = stream("portfolio")
    let openings = try loans.enumerated().map { try opening($1, number: $0 + 1, of: batch) }
    try record(
      PortfolioProposed(
        count: loans.count, total: Money(cents: loans.reduce(0) { $0 + $1.amount }),
        digest: PortfolioProposed.digest(of: try openings.map { try JSONEncoding.encode($0).canonicalBytes }),
        file: Books.fingerprint(30)), batch, by: person, as: .administrator)
    for opening in openings { try record(opening, stream("loan"), by: person, as: .administrator) }
    return batch
  }

  func confirmation(of batch: StreamID) throws -> PortfolioConfirmed {
    let state: PortfolioState = try ledger.state(of: batch)
    let proposal = try #require(state.proposal)
    return PortfolioConfirmed(count: proposal.count, total: proposal.total, digest: proposal.digest)
  }
}
