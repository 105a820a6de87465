import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Pays a creditor what a family's hours have credited at the fund's charge.
struct ServicePayment {
  let visit: Visit
  let stream: StreamID
  let state: ServiceState
  let terms: ServiceTerms
  let creditor: ULID

  init(_ visit: Visit) throws {
    self.visit = visit
    stream = try visit.stream("service")
    state = try visit.bookkeeper.state(stream)
    guard let terms = state.terms, let creditor = terms.debt.creditor, let household = state.work?.household else {
      throw WebRefusals.pageUnknown()
    }
    (self.terms, self.creditor) = (terms, creditor)
    _ = try visit.household(household, for: .instruments, page: "payment")
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    var facts = [
      Term(visit.say("Payee"), .name(names(.party(creditor)) ?? creditor.description)),
      Term(visit.say("Credited by hours"), "\(state.credited)"),
      Term(visit.say("Not paid yet"), "\(strong: "\(state.owedToCreditor)")"),
    ]
    if let purse = terms.purse { facts.append(Term(visit.say("From"), try visit.words(for: purse))) }
    return SitePage(
      visit.say("Pay for hours of service"),
      lead: visit.say("The hours have taken it off the family's debt; the fund pays it to the creditor."),
      trail: visit.paymentsTrail,
      visit.decided(
        facts,
        then: visit.form(
          [.field(visit.field("amount", "Amount", .amount, initial: visit.written(state.owedToCreditor)))]
            + (try visit.paymentFields()), submit: "Go on to signing")))
  }

  func submit() throws -> Reply {
    let (amount, account, day) = try visit.readMoney { $0.amount("amount") }
    let settled = ServiceSettled(amount: amount, payee: creditor, account: account)
    return try visit.draft([visit.request(settled, stream: stream, effective: day)], then: "/payments")
  }
}
