import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Records what a tenant pays back to the fund after a guarantee was called.
struct RecourseReceipt {
  let visit: Visit
  let stream: StreamID
  let state: GuaranteeState

  init(_ visit: Visit) throws {
    self.visit = visit
    stream = try visit.stream("guarantee")
    state = try visit.bookkeeper.state(stream)
    guard let request = state.request else { throw WebRefusals.pageUnknown() }
    _ = try visit.household(request.household, for: .instruments, page: "payment")
  }

  func show() throws -> SitePage {
    SitePage(
      visit.say("A tenant has paid back"), lead: visit.say("It strengthens the reserve from which it came."),
      trail: visit.receiptsTrail,
      visit.decided(
        [
          Term(visit.say("Paid for them"), "\(state.paid)"),
          Term(visit.say("Still owed to the fund"), "\(strong: "\(state.recourse)")"),
        ],
        then: visit.form(
          [.field(visit.field("amount", "Amount", .amount))] + (try visit.receiptFields()), submit: "Go on to signing"))
    )
  }

  func submit() throws -> Reply {
    let (amount, account, day) = try visit.readMoney { $0.amount("amount") }
    let recovered = RecourseRecovered(amount: amount, account: account)
    return try visit.draft([visit.request(recovered, stream: stream, effective: day)], then: "/receipts")
  }
}
