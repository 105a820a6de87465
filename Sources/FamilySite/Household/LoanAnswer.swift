import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The family reads a loan that was approved, and takes it.
enum LoanAnswer {
  static func show(_ visit: Visit) throws -> SitePage {
    let stream = try visit.stream("loan")
    let family = try visit.family(having: stream, "loan")
    guard let book = try visit.bookkeeper.loan(stream), let terms = book.state.terms else {
      throw WebRefusals.pageUnknown()
    }
    let names = try PeopleNames(visit.bookkeeper)
    var blocks: [Block] = [.facts(try facts(book, terms, visit, names))]
    if let position = book.position {
      blocks.append(.details(visit.say("All instalments"), [.table(LoanPart.schedule(position, visit))]))
    }
    if book.state.status == .approved {
      blocks.append(
        .note(
          visit.say(
            "From your signature on the instalments count in your months. If you do not want the loan, do not sign, and tell the people of the fund."
          )))
      blocks += visit.form([], submit: "Go on, to sign", hidden: family.hidden)
    } else {
      blocks.append(.message(Message(.done, visit.say("Nothing waits for you here"))))
    }
    return SitePage(
      visit.say("A loan of \(book.contract.amount)"), trail: [(visit.say("This month"), family.link("/me"))], blocks)
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let stream = try visit.stream("loan")
    let family = try visit.family(having: stream, "loan")
    return try visit.draft(
      [visit.statement(LoanAccepted(attestation: nil), stream: stream, as: .household)], then: family.link("/me/plan"))
  }

  private static func facts(
    _ book: LoanBook, _ terms: LoanTerms, _ visit: Visit, _ names: PeopleNames
  ) throws -> [Term] {
    let rows = terms.schedule.rows.filter(\.instalment.isPositive)
    var facts = [
      Term(visit.say("You get"), "\(strong: "\(book.contract.amount)")"),
      Term(visit.say("It is paid to"), try names.party(terms.payee)),
      Term(visit.say("You pay back"), "\(strong: "\(terms.schedule.totals.instalment + terms.fee)")"),
      Term(visit.say("To whom"), try names.fund(book.contract.purse.fund)),
    ]
    if let first = rows.first, let last = rows.last {
      facts.append(Term(visit.say("Each instalment"), "\(first.instalment)"))
      facts.append(Term(visit.say("Number of instalments"), "\(rows.count)"))
      facts.append(Term(visit.say("First instalment"), "\(first.due)"))
      facts.append(Term(visit.say("Last instalment"), visit.say("\(last.instalment) on \(last.due)")))
    }
    if terms.fee.isPositive { facts.append(Term(visit.say("Costs"), "\(terms.fee)")) }
    let rate = Int(Rounding.halfUp.divide(Int128(terms.taegPercent.millionths), by: 100_000))
    facts.append(Term(visit.say("What the loan costs in a year (TAEG)"), "\(rate, as: .percent(places: 1))"))
    return facts
  }
}
