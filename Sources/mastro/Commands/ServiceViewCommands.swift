import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews
import Sodium

struct ServiceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The agreements of service, their hours, and whose answer is overdue.",
    discussion: "Where this machine holds the keys of hosts alone, debts and amounts are not shown.")
  @OptionGroup var common: LedgerOptions
  @Flag(help: "Leave out debts and amounts, as a host sees it.") var forHost = false

  func run() throws {
    let bookkeeper = try common.open()
    var query = ListQuery()
    query.isForHost = try forHost || ServiceViews.isHostsMachine(bookkeeper, common)
    try Viewer(bookkeeper).list(ServiceListing.self, query).show(json: common.json)
  }
}

struct ServiceShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "An agreement, its hours, and what they repay.",
    discussion: "Where this machine holds the keys of hosts alone, it is shown as with --for-host.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The agreement.") var agreement: String
  @Flag(help: "What the host may see: the work and its hours, and no debt, rate or amount.") var forHost = false

  func run() throws {
    let bookkeeper = try common.open()
    let stream = try bookkeeper.service(agreement).stream
    var query = CardQuery()
    query.isForHost = try forHost || ServiceViews.isHostsMachine(bookkeeper, common)
    try Viewer(bookkeeper).card(ServiceCard.self, stream, query).show(json: common.json)
  }
}

enum ServiceViews {
  /// True where every key here that belongs to a member belongs to somebody who is a host and nothing else.
  static func isHostsMachine(_ bookkeeper: Bookkeeper, _ options: LedgerOptions) throws -> Bool {
    let governing = try bookkeeper.governing()
    let members = try KeyRing.all(options).compactMap { governing.holder(of: $0.publicKey.keyID) }
    return !members.isEmpty && members.allSatisfy { $0.roles == [.host] }
  }
}
