import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Pays a landlord what was accepted of a claim.
struct GuaranteePayment {
  let visit: Visit
  let stream: StreamID
  let state: GuaranteeState
  let request: GuaranteeRequested

  init(_ visit: Visit) throws {
    self.visit = visit
    stream = try visit.stream("guarantee")
    state = try visit.bookkeeper.state(stream)
    guard let request = state.request else { throw WebRefusals.pageUnknown() }
    self.request = request
    _ = try visit.household(request.household, for: .instruments, page: "payment")
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    return SitePage(
      visit.say("Pay a landlord's claim"),
      lead: visit.say("The tenant owes it to the fund from then on."), trail: visit.paymentsTrail,
      visit.decided(
        [
          Term(visit.say("Accepted and not paid"), "\(strong: "\(state.unpaid)")"),
          Term(visit.say("Landlord"), .name(names(.party(request.landlord)) ?? request.landlord.description)),
          Term(visit.say("Paid so far"), "\(state.paid)"),
          Term(visit.say("Cap"), "\(request.terms.cap)"),
          Term(visit.say("From"), try visit.words(for: request.purse)),
        ], then: visit.form(try visit.paymentFields(), submit: "Go on to signing")))
  }

  func submit() throws -> Reply {
    let (_, account, day) = try visit.readMoney { _ in () }
    let paid = GuaranteePaid(amount: state.unpaid, payee: request.landlord, account: account)
    return try visit.draft([visit.request(paid, stream: stream, effective: day)], then: "/payments")
  }
}
