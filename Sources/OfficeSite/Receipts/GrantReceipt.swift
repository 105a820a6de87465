import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Records money of a grant that came back.
struct GrantReceipt {
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
    SitePage(
      visit.say("Money of a grant came back"), trail: visit.receiptsTrail,
      visit.decided(
        [
          Term(visit.say("Paid"), "\(state.paid)"), Term(visit.say("Came back so far"), "\(state.returned)"),
          Term(visit.say("Goes back to"), try visit.words(for: request.purse)),
        ],
        then: visit.form(
          [.field(visit.field("amount", "Amount", .amount))] + (try visit.receiptFields()), submit: "Go on to signing"))
    )
  }

  func submit() throws -> Reply {
    let (amount, account, day) = try visit.readMoney { $0.amount("amount") }
    let returned = GrantReturned(amount: amount, account: account)
    return try visit.draft([visit.request(returned, stream: stream, effective: day)], then: "/receipts")
  }
}
