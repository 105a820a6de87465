public import Funds
public import LedgerCore

/// What one restriction of a fund holds, owes and may still promise.
public struct PurseStatement: Sendable {
  public let restriction: Restriction
  /// Empty for free money, which pays for every purpose.
  public let purposes: [Slug]
  public let available: Money
  public let committed: Money
  public let minimumReserve: Money
  public let pledged: Money
  public let lent: Money
  public let guaranteeReserve: Money
  public let repayable: Money

  /// Available less committed less the minimum reserve; never below zero.
  public var spendable: Money { max(available - committed - minimumReserve, .zero) }
}

extension Bookkeeper {
  /// The statement of a fund, restriction by restriction.
  public func statement(of fund: Slug) throws -> [PurseStatement] {
    let policy = try governing().policy
    return try ledger.store.read { log in
      let state = try ledger.admitter.folds.state(of: StreamID("fund", fund), as: FundState.self, in: log)
      guard state.isOpen else { throw SpendingRules.fundUnknown(["fund": fund]) }
      return try state.restrictions.sorted { $0.key < $1.key }.map { name, purposes in
        let purse = Restriction(fund: fund, name: name)
        func credit(_ account: Account) throws -> Money { Money(cents: -(try log.balance(of: account))) }
        return PurseStatement(
          restriction: purse, purposes: purposes, available: try credit(Chart.available(purse)),
          committed: try credit(Chart.commitments(purse)), minimumReserve: policy.minimumReserve(purse),
          pledged: try credit(Chart.pledged(purse)), lent: try credit(Chart.lent(purse)),
          guaranteeReserve: try credit(Chart.guaranteeReserve(purse)),
          repayable: Money(cents: try log.balance(of: Chart.repayable(purse))))
      }
    }
  }

  /// Names of the parties whose records the vault still holds.
  public func partyNames() throws -> [ULID: String] {
    Dictionary(
      try parties().compactMap { party in party.name.map { (party.id, $0) } }, uniquingKeysWith: { first, _ in first })
  }
}
