import ArgumentParser
import Bookkeeping
import Coaching
import LedgerCore
import LedgerSQLite
import LedgerViews

extension LabCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The laboratories and what became of them.", discussion: "`mastro lab report` counts the people.")
    @OptionGroup var common: LedgerOptions
    @Option(help: "Only those in this state: scheduled, held, cancelled.") var state: String?

    func run() throws {
      try Viewer(common.open()).list(LabListing.self, ListQuery(state: state)).show(json: common.json)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A laboratory: what was announced, how many came, what they said, and who has signed.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The laboratory.") var lab: String

    func run() throws {
      let bookkeeper = try common.open()
      try Viewer(bookkeeper).card(LabCard.self, bookkeeper.stream("lab", lab)).show(json: common.json)
    }
  }
}
