public import LedgerCore

/// Two persons give up in the books what is owed; in law it stays owed, and in the memorandum.
public struct LoanWrittenOff: EntryBody, Hashable {
  public static let kind: Kind = "loan.written-off"
  public static let roles: Set<Role> = [.committee, .administrator]
  public static let isReversible = true

  /// Why, from a closed list.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case insolvent
    case untraceable
    case died
    case uneconomic
  }

  /// All that is owed.
  public let amount: Money
  public let reason: Reason

  public init(amount: Money, reason: Reason) {
    self.amount = amount
    self.reason = reason
  }

  public static let refusals = LoanRules.running + [ChainRules.amountDiffers, LoanClosed.stillOwed]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let (contract, position) = try LoanRules.running(state, context)
    guard position.unallocated == .zero, state.undisbursed == .zero, position.owed.isPositive else {
      throw LoanClosed.stillOwed([
        "owed": position.owed, "loan": context.header.stream.key, "surplus": position.unallocated,
        "undisbursed": state.undisbursed,
      ])
    }
    guard amount == position.owed else {
      throw ChainRules.amountDiffers(["given": amount, "agreed": position.owed])
    }
    for gaining in context.people(of: contract.borrower) { try context.requireDisinterested(in: gaining) }
    guard try LoanRules.isSecond(.writtenOff(self), state, context) else { return .none }
    let (loss, covered) = (Chart.loanLosses(contract.purse.fund), min(position.allowance, amount))
    let parts = LoanPayment(
      costs: position.unpaidCosts, interest: position.interest, principal: position.outstanding)
    return try Effects { journal in
      journal.settle(contract, parts, debit: loss)
      journal.post(Chart.allowance(contract.purse, contract.id), loss, covered)
      journal.post(Chart.lent(contract.purse), Chart.released(contract.purse), amount - covered)
      journal.impair(contract, by: covered - position.allowance)
      journal.post(Chart.writtenOff(contract.id), Chart.writtenOffContra, amount)
      journal.changeInstalment(contract, from: state.promise, to: .zero)
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    guard state.pending?.decision == .writtenOff(self) else { return state.propose(.writtenOff(self), by: entry) }
    state.pending = nil
    state.status = .writtenOff
    state.endedOn = entry.header.effective
    state.promise.follow(entry)
  }
}
