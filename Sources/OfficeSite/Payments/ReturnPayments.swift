import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Pays what goes back to where it came from, and what has to be paid again: everything but account and day is decided.
struct ReturnPayments {
  let visit: Visit

  /// What a form says, and what it records.
  private struct Step {
    let title: Inline
    let stream: StreamID
    let facts: [Term]
    let request: (Slug, CivilDate) throws -> EntryRequest
  }

  func showRefund() throws -> SitePage { try page(refund()) }
  func submitRefund() throws -> Reply { try submit(refund()) }
  func showCapital() throws -> SitePage { try page(capital()) }
  func submitCapital() throws -> Reply { try submit(capital()) }
  func showVoucher() throws -> SitePage { try page(voucher()) }
  func submitVoucher() throws -> Reply { try submit(voucher()) }
  func showBounced() throws -> SitePage { try page(bounced()) }
  func submitBounced() throws -> Reply { try submit(bounced()) }

  private func page(_ step: Step) throws -> SitePage {
    SitePage(
      step.title, trail: visit.paymentsTrail,
      visit.decided(step.facts, then: visit.form(try visit.paymentFields(), submit: "Go on to signing")))
  }

  private func submit(_ step: Step) throws -> Reply {
    let (_, account, day) = try visit.readMoney { _ in () }
    return try visit.draft([step.request(account, day)], then: "/payments")
  }

  private func amount(_ amount: Money?) -> Term {
    Term(visit.say("Approved"), amount.map { "\(strong: "\($0)")" } ?? visit.say("not approved yet"))
  }

  private func refund() throws -> Step {
    let stream = try visit.stream("contribution")
    let state: ContributionState = try visit.bookkeeper.state(stream)
    let donor = try state.donor.flatMap { try visit.naming()(.party($0)) }
    return Step(
      title: visit.say("Pay a refund"), stream: stream,
      facts: [
        amount(state.refundApproved), Term(visit.say("Donor"), donor.map { .name($0) } ?? visit.say("not known")),
        Term(visit.say("Received"), "\(state.received)"),
      ]
    ) { account, day in
      try visit.request(
        ContributionRefunded(amount: state.refundApproved ?? .zero, account: account), stream: stream, effective: day)
    }
  }

  private func capital() throws -> Step {
    let stream = try visit.stream("capital")
    let state: CapitalState = try visit.bookkeeper.state(stream)
    let funder = try state.funder.flatMap { try visit.naming()(.body($0)) }
    return Step(
      title: visit.say("Pay back capital"), stream: stream,
      facts: [
        amount(state.returnApproved), Term(visit.say("Funder"), .name(funder ?? state.funder?.text ?? "")),
        Term(visit.say("Still owed"), "\(state.owed)"),
      ]
    ) { account, day in
      try visit.request(
        CapitalReturned(amount: state.returnApproved ?? .zero, account: account), stream: stream, effective: day)
    }
  }

  private func voucher() throws -> Step {
    let stream = try visit.stream("voucher")
    let state: VoucherState = try visit.bookkeeper.state(stream)
    if let household = state.terms?.household {
      _ = try visit.household(household, for: .instruments, page: "payment")
    }
    let shop = try state.shop.flatMap { try visit.naming()(.body($0)) }
    let worth = state.terms?.amount ?? .zero
    return Step(
      title: visit.say("Pay the shop for a voucher"), stream: stream,
      facts: [
        Term(visit.say("Amount"), "\(strong: "\(worth)")"),
        Term(visit.say("Shop"), .name(shop ?? state.shop?.text ?? "")),
      ]
    ) { account, day in
      try visit.request(VoucherSettled(amount: worth, account: account), stream: stream, effective: day)
    }
  }

  private func bounced() throws -> Step {
    let stream = try visit.stream("payment-return")
    let state: PaymentReturnState = try visit.bookkeeper.state(stream)
    return Step(
      title: visit.say("Pay again what bounced"), stream: stream,
      facts: [Term(visit.say("Still owed"), "\(strong: "\(state.owed ?? .zero)")")]
    ) { account, day in
      try visit.request(PaymentReissued(amount: state.owed ?? .zero, account: account), stream: stream, effective: day)
    }
  }
}
