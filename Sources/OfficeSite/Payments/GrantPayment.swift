import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Pays an approved grant.
struct GrantPayment {
  let visit: Visit
  let stream: StreamID
  let state: GrantState
  let request: GrantRequested

  init(_ visit: Visit) throws {
    self.visit = visit
    stream = try visit.stream("grant")
    state = try visit.bookkeeper.state(stream)
    guard let request = state.request else { throw WebRefusals.pageUnknown() }
    self.request = request
    if let household = request.household {
      _ = try visit.household(household, for: .instruments, page: "payment")
    }
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    return SitePage(
      visit.say("Pay a grant"), trail: visit.paymentsTrail,
      visit.decided(
        [
          Term(visit.say("Amount"), "\(strong: "\(request.amount)")"),
          Term(visit.say("Payee"), .name(names(.party(request.payee)) ?? request.payee.description)),
          Term(visit.say("For"), Inline(visit.glossary.code(request.purpose.text, of: "purpose"))),
          Term(visit.say("From"), try visit.words(for: request.purse)),
          Term(visit.say("Approved on"), state.approvedOn.map { "\($0)" } ?? visit.say("not approved yet")),
        ],
        then: visit.form(
          try visit.paymentFields() + [
            .field(
              visit.field(
                "urgent", "It could not wait for a third person", .checkbox,
                hint: "Only where the policy allows it: somebody else then ratifies it within the days that it gives",
                isRequired: false))
          ], submit: "Go on to signing")))
  }

  func submit() throws -> Reply {
    let (urgent, account, day) = try visit.readMoney { $0.flag("urgent") }
    let paid = GrantPaid(amount: request.amount, payee: request.payee, account: account, urgent: urgent)
    return try visit.draft([visit.request(paid, stream: stream, effective: day)], then: "/payments")
  }
}
