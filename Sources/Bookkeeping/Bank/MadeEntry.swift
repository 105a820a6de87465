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

  /// The entry under the id, and what has to be stated before and after it.
  func requests(_ meaning: LineMeaning) throws -> [EntryRequest] {
    switch meaning {
    case .loanTranche(let loan): try moving(book(loan).disbursing(amount, from: line.account, on: day))
    case .loanRepayment(let loan):
      try moving(LoanReady(book(loan), on: day).repaying(amount, into: line.account, on: day))
    default: [try request(meaning)]
    }
  }

  private func request(_ meaning: LineMeaning) throws -> EntryRequest {
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
    case .guaranteePayment(let guarantee): try payment(ofClaimOn: guarantee)
    case .recourse(let guarantee): try go(on: guarantee, RecourseRecovered(amount: amount, account: line.account))
    case .planPayment(let plan): try go(on: plan, PlanPaid(amount, parts: [], .held(line.account)))
    case .planForward(let plan, let creditor):
      try go(
        on: plan,
        PlanForwarded(
          amount, parts: bookkeeper.state(plan, as: PlanState.self).parts(of: amount, to: creditor),
          account: line.account))
    case .loanTranche, .loanRepayment: preconditionFailure("a loan's money takes several entries")
    }
  }

  /// The day on which the entry takes effect.
  private var day: CivilDate { matcher.effective ?? line.booked }

  private func book(_ stream: StreamID) throws -> LoanBook {
    guard let book = try bookkeeper.loan(stream) else {
      throw LoanRefusals.nothingPaidOut(["loan": stream.key, "state": LoanState.Status.new.rawValue])
    }
    return book
  }

  private func moving<Main: EntryBody>(_ movement: LoanMovement<Main>) throws -> [EntryRequest] {
    func also<Body: EntryBody>(_ body: Body) throws -> EntryRequest {
      try matcher.request(body, in: movement.stream, on: line.booked, id: bookkeeper.surroundings.newID())
    }
    return try movement.before.map { try also($0) } + [go(on: movement.stream, movement.main)]
      + movement.after.map { try also($0) }
  }

  private func payment(ofClaimOn guarantee: StreamID) throws -> EntryRequest {
    // Where nobody has asked for a guarantee, the rule itself says so.
    let landlord = try bookkeeper.state(guarantee, as: GuaranteeState.self).request?.landlord ?? id
    return try go(on: guarantee, GuaranteePaid(amount: amount, payee: landlord, account: line.account))
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
