import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Moves money between the fund's own accounts, or to the till and back.
struct CashForm {
  let visit: Visit

  func show() throws -> SitePage {
    SitePage(
      visit.say("Money between own accounts"), trail: visit.paymentsTrail,
      visit.form(
        [
          .field(visit.field("amount", "Amount", .amount)),
          .field(try visit.accountField("from", "From which account")),
          .field(try visit.accountField("to", "To which account")),
          .field(visit.dayField("day", "Day")),
        ], submit: "Go on to signing"))
  }

  func submit() throws -> Reply {
    let (amount, from, to, day) = try visit.read {
      ($0.amount("amount"), $0.slug("from"), $0.slug("to"), $0.day("day"))
    }
    guard let from, let to else { throw WebRefusals.pageUnknown() }
    return try visit.draft(
      [visit.begin(CashMoved(amount: amount, from: from, to: to), "cash", effective: day)], then: "/payments")
  }
}
