import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Pays out a tranche of an accepted loan.
struct LoanPayment {
  let visit: Visit
  let book: LoanBook
  let terms: LoanTerms

  init(_ visit: Visit) throws {
    self.visit = visit
    guard let book = try visit.bookkeeper.loan(visit.stream("loan")), let terms = book.state.terms else {
      throw WebRefusals.pageUnknown()
    }
    (self.book, self.terms) = (book, terms)
    if let household = book.contract.borrower.household {
      _ = try visit.household(household, for: .instruments, page: "payment")
    }
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    var facts = [
      Term(visit.say("Agreed"), "\(book.contract.amount)"),
      Term(visit.say("Paid out"), "\(book.state.paidOut)"),
      Term(visit.say("Still to be paid out"), "\(strong: "\(book.state.undisbursed)")"),
      Term(visit.say("Payee"), .name(names(.party(terms.payee)) ?? terms.payee.description)),
      Term(visit.say("From"), try visit.words(for: book.contract.purse)),
    ]
    if book.state.status != .running, terms.fee.isPositive {
      facts.append(Term(visit.say("Fee, due with the first tranche"), "\(terms.fee)"))
    }
    return SitePage(
      visit.say("Pay out a loan"),
      lead: visit.say(
        "Where the money leaves later than the terms say, interest is computed again from that day; never more."),
      trail: visit.paymentsTrail,
      visit.decided(
        facts,
        then: visit.form(
          [
            .field(
              visit.field(
                "amount", "Amount", .amount, hint: "The next tranche of the terms stands here already",
                initial: visit.written(book.nextTranche)))
          ] + (try visit.paymentFields()), submit: "Go on to signing")))
  }

  func submit() throws -> Reply {
    let (amount, account, day) = try visit.readMoney { $0.amount("amount") }
    let movement = try book.disbursing(amount, from: account, on: day)
    return try visit.draft(visit.requests(movement, on: day), then: "/payments")
  }
}

extension Visit {
  /// An amount as it stands in a field.
  func written(_ amount: Money) -> String { language.writeBare(amount.cents, .euro) }
}
