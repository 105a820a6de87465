public import FinancialArithmetic
public import Funds
public import LedgerCore

/// A loan as people work with it: what was agreed, and what the accounts say of it now.
public struct LoanBook: Sendable {
  public let stream: StreamID
  public let contract: LoanContract
  public let state: LoanState
  /// Nil before the approval.
  public let position: LoanPosition?
  public let policy: LoanPolicy?
  /// False while nobody has confirmed the batch in which it moved in.
  public let isConfirmed: Bool
  private let balances: [Account: Int]

  init(
    _ stream: StreamID, _ contract: LoanContract, _ state: LoanState, _ policy: LoanPolicy?, isConfirmed: Bool,
    balances: [Account: Int]
  ) {
    self.stream = stream
    self.contract = contract
    self.state = state
    self.policy = policy
    self.isConfirmed = isConfirmed
    self.balances = balances
    position = LoanPosition(state, balance: { balances[$0] ?? 0 })
  }

  /// What is given up in the books and still owed in law.
  public var writtenOff: Money { Money(cents: balances[Chart.writtenOff(contract.id)] ?? 0) }

  public func ageing(asOf day: CivilDate) throws -> Ageing? {
    guard state.status == .running else { return nil }
    return try position?.ageing(asOf: day, pauses: state.pauses, graceDays: policy?.graceDays ?? 0)
  }

  /// True while a rescheduled loan has not yet paid the instalments that the policy asks for.
  public var isWatched: Bool {
    state.isRescheduled && (position?.paidInstalments ?? 0) < policy?.watchInstalments ?? 0
  }

  /// The oldest instalment that is not paid whole.
  public var nextRow: LoanPosition.Row? { position?.rows.first { $0.unpaid.isPositive } }

  /// As it will be when the interest through a day is accrued; nil where none is to be.
  /// - Parameter closing: whether the days since the last due day count as well.
  public func accruing(through day: CivilDate, closing: Bool = false) -> (entry: LoanInterestAccrued, book: LoanBook)? {
    guard let position else { return nil }
    let amount = LoanInterestAccrued.amount(state, position, through: day, closing: closing)
    guard amount.isPositive else { return nil }
    return (
      LoanInterestAccrued(amount: amount, through: day, closing: closing),
      changed(state.accruing(amount), [Chart.accruedInterest(contract.purse, contract.id): amount])
    )
  }

  /// As it will be when money that is held has paid what is due; nil where nothing is held, or nothing due.
  public func applyingSurplus(on day: CivilDate) -> (entry: LoanUnallocatedApplied, book: LoanBook)? {
    guard let position, position.unallocated.isPositive else { return nil }
    let payment = position.allocation(of: position.unallocated, on: day).payment
    guard payment.total.isPositive else { return nil }
    let (purse, id) = (contract.purse, contract.id)
    let later = changed(
      state,
      [
        Chart.accruedCosts(purse, id): -payment.costs, Chart.accruedInterest(purse, id): -payment.interest,
        Chart.loan(purse, id): -payment.principal, Chart.unallocated(id): payment.total,
      ])
    return (LoanUnallocatedApplied(allocation: payment), later)
  }

  private func changed(_ state: LoanState, _ changes: [Account: Money]) -> LoanBook {
    LoanBook(
      stream, contract, state, policy, isConfirmed: isConfirmed,
      balances: balances.merging(changes.mapValues(\.cents)) { $0 + $1 })
  }
}

extension Bookkeeper {
  /// A loan by its stream; nil where that has not begun.
  public func loan(_ stream: StreamID) throws -> LoanBook? {
    let policy = try governing().policy.loans
    return try ledger.store.read { try loan(stream, policy, in: $0) }
  }

  /// All loans, in the order in which they were applied for.
  public func loans() throws -> [LoanBook] {
    let policy = try governing().policy.loans
    return try ledger.store.read { log in
      try log.streams(family: LoanState.family).compactMap { try loan($0, policy, in: log) }
    }
  }

  private func loan(_ stream: StreamID, _ policy: LoanPolicy?, in log: any LogReader) throws -> LoanBook? {
    let folds = ledger.admitter.folds
    let state = try folds.state(of: stream, as: LoanState.self, in: log)
    guard let contract = state.contract else { return nil }
    let (purse, id) = (contract.purse, contract.id)
    let accounts = [
      Chart.loan(purse, id), Chart.accruedInterest(purse, id), Chart.accruedCosts(purse, id),
      Chart.allowance(purse, id), Chart.unallocated(id), Chart.writtenOff(id),
    ]
    var balances: [Account: Int] = [:]
    for account in accounts { balances[account] = try log.balance(of: account) }
    let batch = try state.portfolio.map {
      try folds.state(of: StreamID("portfolio", $0), as: PortfolioState.self, in: log)
    }
    return LoanBook(
      stream, contract, state, policy, isConfirmed: batch.map { $0.status == .confirmed } ?? true, balances: balances)
  }
}
