import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Records what the bank has taken by itself.
struct CostForm {
  let visit: Visit

  func show() throws -> SitePage {
    let natures = CostPaid.Nature.allCases.map {
      Field.Option($0.rawValue, Inline(visit.glossary.code($0.rawValue, of: "nature")))
    }
    return SitePage(
      visit.say("A cost that the bank has taken"),
      lead: visit.say("Fees, duties and levies are recorded even where no money is left: they have happened."),
      trail: visit.paymentsTrail,
      visit.form(
        [
          .field(visit.field("amount", "Amount", .amount)),
          .field(visit.field("nature", "What it was", .radios(natures))),
          .field(try visit.fundField("fund", "Fund whose free money bears it")),
          .field(try visit.accountField("account", "Bank account")),
          .field(visit.dayField("day", "Day on which the bank booked it")),
        ], submit: "Go on to signing"))
  }

  func submit() throws -> Reply {
    let ((amount, nature, fund), account, day) = try visit.readMoney {
      ($0.amount("amount"), $0.choice("nature", CostPaid.Nature.self), $0.slug("fund"))
    }
    guard let nature, let fund else { throw WebRefusals.pageUnknown() }
    let cost = CostPaid(amount: amount, nature: nature, fund: fund, account: account)
    return try visit.draft([visit.begin(cost, "cost", effective: day)], then: "/payments")
  }
}
