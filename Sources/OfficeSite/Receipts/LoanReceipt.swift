import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Records a borrower's payment.
struct LoanReceipt {
  let visit: Visit
  let book: LoanBook
  let position: LoanPosition

  init(_ visit: Visit) throws {
    self.visit = visit
    guard let book = try visit.bookkeeper.loan(visit.stream("loan")), let position = book.position else {
      throw WebRefusals.pageUnknown()
    }
    (self.book, self.position) = (book, position)
    if let household = book.contract.borrower.household {
      _ = try visit.household(household, for: .instruments, page: "payment")
    }
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    let next = book.nextRow
    var facts = [
      Term(
        visit.say("Borrower"), .name(names(.party(book.contract.borrower.id)) ?? book.contract.borrower.id.description)),
      Term(visit.say("Owed in all"), "\(position.owed)"),
    ]
    if let next {
      facts.append(Term(visit.say("Next instalment"), visit.say("\(next.unpaid), due on \(next.due)")))
    }
    if position.unallocated.isPositive { facts.append(Term(visit.say("Held for them"), "\(position.unallocated)")) }
    return SitePage(
      visit.say("A borrower has paid"),
      lead: visit.say(
        "The oldest instalment is paid first, in it costs, interest, principal. What nothing needs yet is held."),
      trail: visit.receiptsTrail,
      visit.decided(
        facts,
        then: visit.form(
          [.field(visit.field("amount", "Amount", .amount, initial: next.map { visit.written($0.unpaid) }))]
            + (try visit.receiptFields()), submit: "Go on to signing"))
        + [
          .actions([
            Action(visit.say("The borrower pays before it is due"), to: "/loans/\(visit.parameter("id"))/prepay")
          ])
        ])
  }

  func submit() throws -> Reply {
    let (amount, account, day) = try visit.readMoney { $0.amount("amount") }
    let movement = try LoanReady(book, on: day).repaying(amount, into: account, on: day)
    let surplus = movement.main.amount - movement.main.allocation.total
    let warnings = surplus.isPositive ? [visit.say("\(surplus) is held for instalments to come")] : []
    return try visit.draft(visit.requests(movement, on: day), then: "/receipts", warnings: warnings)
  }
}
