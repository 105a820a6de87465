import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Records what a family has paid to the fund for its creditors.
struct PlanReceipt {
  let visit: Visit
  let stream: StreamID
  let plan: PlanOverview

  init(_ visit: Visit) throws {
    self.visit = visit
    stream = try visit.stream("plan")
    plan = try visit.bookkeeper.plan(visit.id())
    guard let household = plan.state.household else { throw WebRefusals.pageUnknown() }
    _ = try visit.household(household, for: .instruments, page: "payment")
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    let next = plan.instalments.first { !$0.isPaid }?.missing.reduce(Money.zero, +)
    return SitePage(
      visit.say("A family has paid the fund"),
      lead: visit.say("The fund holds it and passes it on to the creditors: it appears among the payments to make."),
      trail: visit.receiptsTrail,
      visit.decided(
        [
          Term(visit.say("Family"), .name(plan.state.household.flatMap { names(.party($0)) } ?? "")),
          Term(visit.say("Still owed to all creditors"), "\(plan.state.outstanding)"),
          Term(visit.say("Held by the fund"), "\(plan.held)"),
        ],
        then: visit.form(
          [.field(visit.field("amount", "Amount", .amount, initial: next.map { visit.written($0) }))]
            + (try visit.receiptFields()), submit: "Go on to signing")))
  }

  func submit() throws -> Reply {
    let (amount, account, day) = try visit.readMoney { $0.amount("amount") }
    let paid = PlanPaid(amount, parts: [], .held(account))
    return try visit.draft([visit.request(paid, stream: stream, effective: day)], then: "/receipts")
  }
}
