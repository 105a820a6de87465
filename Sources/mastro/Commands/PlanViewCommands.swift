public import ArgumentParser
import Bookkeeping
public import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews

struct PlanList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The plans, where they stand, and what is missed.")
  @OptionGroup var common: LedgerOptions
  @Option(help: "Only those in this state: opened, active, suspended, breached, …") var state: PlanState.Status?
  @Option(help: "Day on which what is missed is counted; today otherwise.") var asOf: CivilDate?

  func run() throws {
    try Viewer(common.open()).list(PlanListing.self, ListQuery(state: state?.rawValue, asOf: asOf))
      .show(json: common.json)
  }
}

extension PlanState.Status: ExpressibleByArgument {}

struct PlanShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A plan, its debts, instalments and rents; for a creditor, its own part alone.",
    discussion: """
      With --creditor only that creditor's claims and payments are shown: give this to the creditor. It names no other
      creditor, no instalment as a whole, and nothing of what the family can pay.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The plan.") var subject: String
  @Option(help: "The creditor whose part is shown.") var creditor: String?
  @Option(help: "Day on which what is missed is counted; today otherwise.") var asOf: CivilDate?

  func run() throws {
    let bookkeeper = try common.open()
    let stream = try bookkeeper.stream("plan", subject)
    let party = try creditor.map { try bookkeeper.creditor($0, of: bookkeeper.state(stream)) }
    try Viewer(bookkeeper).card(PlanCard.self, stream, CardQuery(asOf: asOf, creditor: party)).show(json: common.json)
  }
}
