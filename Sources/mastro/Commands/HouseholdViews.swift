import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews

struct HouseholdList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "The families.")
  @OptionGroup var common: LedgerOptions
  @Flag(help: "Also those that were erased or taken up by another.") var all = false

  func run() throws {
    var query = ListQuery()
    query.includesAll = all
    try Viewer(common.open()).list(HouseholdListing.self, query).show(json: common.json)
  }
}

struct HouseholdShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A family: its people where the vault knows them, and all its help on one timeline.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String

  func run() throws {
    let bookkeeper = try common.open()
    let stream = try bookkeeper.household(household)
    let state: HouseholdState = try bookkeeper.state(stream)
    guard state.isRegistered else { throw HouseholdRules.unknown(["household": household]) }
    try Viewer(bookkeeper).card(HouseholdCard.self, stream).show(json: common.json)
  }
}
