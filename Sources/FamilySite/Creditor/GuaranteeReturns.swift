import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The tenant has paid the landlord after all; and the landlord needs the guarantee no more.
enum GuaranteeReturns {
  static func showPaid(_ visit: Visit) throws -> SitePage {
    let guarantee = try CreditorDesk(visit).guarantee()
    guard guarantee.state.status == .issued else { throw WebRefusals.pageUnknown() }
    let open = guarantee.state.admitted - guarantee.state.recovered
    return SitePage(
      visit.say("The tenant has paid"), trail: try LandlordGuaranteePage.trail(guarantee, visit),
      [.paragraph(visit.say("What the tenant has paid to you of the months that were admitted, at most \(open)."))]
        + visit.form([.field(visit.field("amount", "How much has come?", .amount))], submit: "Go on, to sign"))
  }

  static func submitPaid(_ visit: Visit) throws -> Reply {
    let guarantee = try CreditorDesk(visit).guarantee()
    let amount = try visit.read { $0.amount("amount") }
    return try visit.draft(
      [
        visit.statement(
          TenantPaid(amount: amount), stream: guarantee.stream, as: .creditor, for: guarantee.body)
      ], then: guarantee.path)
  }

  static func showRelease(_ visit: Visit) throws -> SitePage {
    let guarantee = try CreditorDesk(visit).guarantee()
    guard guarantee.state.status == .issued else { throw WebRefusals.pageUnknown() }
    return SitePage(
      visit.say("Give the guarantee back"), trail: try LandlordGuaranteePage.trail(guarantee, visit),
      [.note(visit.say("From then on nothing can be claimed any more. This cannot be taken back."))]
        + visit.form([], submit: "Go on, to sign", isGrave: true))
  }

  static func submitRelease(_ visit: Visit) throws -> Reply {
    let guarantee = try CreditorDesk(visit).guarantee()
    return try visit.draft(
      [visit.statement(GuaranteeReleased(), stream: guarantee.stream, as: .creditor, for: guarantee.body)],
      then: guarantee.path)
  }
}
