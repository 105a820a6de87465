import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews

extension GuaranteeCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The guarantees and where they stand.",
      discussion: "`mastro report exposure` compares them with the reserves behind them.")
    @OptionGroup var common: LedgerOptions
    @Option(help: "Only those in this state: requested, issued, expired, …") var state: String?

    func run() throws {
      try Viewer(common.open()).list(GuaranteeListing.self, ListQuery(state: state)).show(json: common.json)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A guarantee: its terms, the formula term by term, its claims, and everybody who has signed.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The guarantee.") var guarantee: String

    func run() throws {
      let bookkeeper = try common.open()
      try Viewer(bookkeeper).card(GuaranteeCard.self, bookkeeper.stream("guarantee", guarantee)).show(json: common.json)
    }
  }
}
