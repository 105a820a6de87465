import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A creditor who lets go of a part, and what the fund has paid in a family's stead.
extension PlanPages {
  static let waive = Step<PlanState>(
    "waive", "A creditor lets go of a part", says: "It is signed on paper by the creditor, and attested by you.",
    when: { [.opened, .active, .suspended, .breached].contains($0.state.status) && $0.state.outstanding.isPositive }
  ) { visit, file in
    let (number, amount, attestation) = try visit.read {
      ($0.integer("debt", in: 1...max(1, file.state.debts.count)), $0.amount("amount"), $0.attestation())
    }
    return PlanWaived(amount, parts: [PlanPart(amount, off: number)], attestation: attestation)
  }
  .asking { visit, file in
    [
      .field(visit.field("debt", "Which debt", .radios(try visit.debtOptions(file.state)))),
      .field(visit.field("amount", "How much of it", .amount)),
    ] + visit.attestationFields(try visit.creditorOptions(file.state))
  }

  /// A grant or a loan of the fund has paid a creditor: the entry that moved the money is named here, and found again.
  static let paidByFund = Step<PlanState>(
    "paid-by-fund", "The fund has paid a creditor", says: "By a grant or a loan that is paid out already.",
    when: { PlanState.Status.running.contains($0.state.status) }
  ) { visit, file in
    let (source, number, amount) = try visit.read {
      ($0.party("source"), $0.integer("debt", in: 1...max(1, file.state.debts.count)), $0.amount("amount"))
    }
    return PlanPaid(amount, parts: [PlanPart(amount, off: number)], .source(source))
  }
  .asking { visit, file in
    let payments = try visit.payments(for: file.state)
    return [
      .field(
        visit.field(
          "source", "Which payment", .choice(payments),
          hint: payments.isEmpty
            ? "Nothing was paid to a creditor yet: request a grant on the family's page." : nil)),
      .field(visit.field("debt", "Which debt", .radios(try visit.debtOptions(file.state)))),
      .field(visit.field("amount", "Amount", .amount)),
    ]
  }
}

extension Visit {
  /// Grants and tranches that were paid to creditors of a plan for its family.
  func payments(for plan: PlanState) throws -> [Field.Option] {
    guard let household = plan.household else { return [] }
    let creditors = Set(plan.debts.map(\.creditor))
    return try bookkeeper.instruments(of: household).flatMap { stream -> [Field.Option] in
      guard stream.family == GrantState.family || stream.family == LoanState.family else { return [] }
      return try bookkeeper.history(stream).compactMap { step -> Field.Option? in
        guard let paid = try PaidOut(step.entry.entry), creditors.contains(paid.payee) else { return nil }
        return Field.Option(
          step.entry.id.description,
          say("\(paid.amount) to \(try party(paid.payee)) on \(step.entry.header.effective)"))
      }
    }
  }
}

/// Money that has left for somebody by a grant or a loan.
private struct PaidOut {
  let amount: Money
  let payee: ULID

  init?(_ entry: Entry) throws {
    guard entry.kind == GrantPaid.kind || entry.kind == LoanDisbursed.kind else { return nil }
    let body = try JSON.parse(entry.body, form: .canonical)
    guard let cents = body["amount"]?.integer, let payee = body["payee"]?.string.flatMap({ ULID($0) }) else {
      return nil
    }
    amount = Money(cents: cents)
    self.payee = payee
  }
}
