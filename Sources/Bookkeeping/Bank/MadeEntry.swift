import Funds
import LedgerCore
import LedgerSQLite

/// Writes the entry that a bank line turns out to be.
struct MadeEntry {
  let bookkeeper: Bookkeeper
  let matcher: Matcher
  let line: StoredBankLine
  let id: ULID

  private var amount: Money { line.amount.magnitude }

  func request(_ meaning: LineMeaning) throws -> EntryRequest {
    switch meaning {
    case .contribution(let restriction, let donor, let pledge): try contribution(restriction, donor, pledge)
    case .capital(let restriction, let funder, let due):
      try begin(
        CapitalReceived(amount: amount, to: restriction, account: line.account, funder: funder, due: due), "capital")
    case .cost(let nature, let fund):
      try begin(CostPaid(amount: amount, nature: nature, fund: fund, account: line.account), "cost")
    case .grantPayment(let grant, let urgent): try payment(of: grant, urgent: urgent)
    case .grantReturn(let grant): try go(on: grant, GrantReturned(amount: amount, account: line.account))
    case .moveTo(let other): try begin(CashMoved(amount: amount, from: line.account, to: other), "cash")
    case .moveFrom(let other): try begin(CashMoved(amount: amount, from: other, to: line.account), "cash")
    case .returned(let payment):
      try begin(PaymentReturned(payment: payment, account: line.account), "payment-return")
    case .reissue(let returned): try go(on: returned, PaymentReissued(amount: amount, account: line.account))
    case .refund(let gift): try go(on: gift, ContributionRefunded(amount: amount, account: line.account))
    case .capitalReturn(let capital): try go(on: capital, CapitalReturned(amount: amount, account: line.account))
    case .settle(let voucher): try go(on: voucher, VoucherSettled(amount: amount, account: line.account))
    }
  }

  private func begin<Body: EntryBody>(_ body: Body, _ family: StaticString) throws -> EntryRequest {
    try go(on: StreamID(family, id), body)
  }

  private func go<Body: EntryBody>(on stream: StreamID, _ body: Body) throws -> EntryRequest {
    try matcher.request(body, in: stream, on: line.booked, id: id)
  }

  private func contribution(_ given: Restriction?, _ donor: ULID?, _ pledge: StreamID?) throws -> EntryRequest {
    let state = try pledge.map { try bookkeeper.state($0, as: ContributionState.self) }
    guard let restriction = given ?? state?.restriction else {
      throw BankRefusals.restrictionMissing(["pledge": pledge?.text ?? "none"])
    }
    return try go(
      on: pledge ?? StreamID("contribution", id),
      ContributionReceived(amount: amount, to: restriction, account: line.account, donor: donor ?? state?.donor))
  }

  private func payment(of grant: StreamID, urgent: Bool) throws -> EntryRequest {
    guard let request = try bookkeeper.state(grant, as: GrantState.self).request else {
      throw BankRefusals.grantNotRequested(["grant": grant.key])
    }
    return try go(
      on: grant, GrantPaid(amount: amount, payee: request.payee, account: line.account, urgent: urgent))
  }
}
