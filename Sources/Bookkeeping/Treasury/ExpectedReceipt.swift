import Funds
public import LedgerCore

/// Money that is expected to come in: an instalment, a pledge, what a tenant owes.
public struct ExpectedReceipt: Sendable, Hashable {
  /// Where it comes from.
  public enum Cause: String, Sendable, CaseIterable {
    case loan, plan, pledge, recourse
  }

  public let cause: Cause
  public let stream: StreamID
  /// What is wanted next: an instalment's rest; all of a pledge or a recourse.
  public let amount: Money
  /// When; nil where no day was agreed.
  public let due: CivilDate?
  /// Everything that is still to come.
  public let outstanding: Money
  public let household: ULID?
  /// Who pays, where it is no family.
  public let party: ULID?
}

extension Bookkeeper {
  /// What is expected of families, donors and tenants; what is due first comes first.
  public func expectedReceipts() throws -> [ExpectedReceipt] {
    let found = try [instalmentsOfLoans(), instalmentsOfPlans(), pledgesOpen(), recoursesOpen()].flatMap { $0 }
    return found.sorted { left, right in
      (left.due?.dayNumber ?? .max, left.stream.text) < (right.due?.dayNumber ?? .max, right.stream.text)
    }
  }

  private func instalmentsOfLoans() throws -> [ExpectedReceipt] {
    try loans().compactMap { book in
      guard book.state.status == .running, book.isConfirmed, let position = book.position, position.owed.isPositive
      else { return nil }
      let row = book.nextRow
      let party: ULID? = if case .party(let id) = book.contract.borrower { id } else { nil }
      return ExpectedReceipt(
        cause: .loan, stream: book.stream, amount: row?.unpaid ?? position.owed, due: row?.due,
        outstanding: position.owed, household: book.contract.borrower.household, party: party)
    }
  }

  private func instalmentsOfPlans() throws -> [ExpectedReceipt] {
    try plans().compactMap { plan in
      guard PlanState.Status.running.contains(plan.state.status) else { return nil }
      let next = plan.instalments.first { !$0.isPaid }
      guard let next else { return nil }
      return ExpectedReceipt(
        cause: .plan, stream: StreamID("plan", plan.id), amount: next.missing.reduce(.zero, +), due: next.due,
        outstanding: plan.instalments.reduce(.zero) { $0 + $1.missing.reduce(.zero, +) },
        household: plan.state.household, party: nil)
    }
  }

  private func pledgesOpen() throws -> [ExpectedReceipt] {
    try all(ContributionState.self).compactMap { found in
      let open = try outstanding(of: found.state)
      guard open.isPositive else { return nil }
      return ExpectedReceipt(
        cause: .pledge, stream: found.stream, amount: open, due: nil, outstanding: open, household: nil,
        party: found.state.donor)
    }
  }

  private func recoursesOpen() throws -> [ExpectedReceipt] {
    try all(GuaranteeState.self).compactMap { found in
      guard found.state.recourse.isPositive, let request = found.state.request else { return nil }
      return ExpectedReceipt(
        cause: .recourse, stream: found.stream, amount: found.state.recourse, due: nil,
        outstanding: found.state.recourse, household: request.household, party: nil)
    }
  }
}
