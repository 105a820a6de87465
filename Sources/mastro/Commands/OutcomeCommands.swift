import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

struct OutcomeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcome", abstract: "What the help has led to: a home, a job, food with continuity.",
    subcommands: [Record.self, List.self])

  struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record an outcome of a household, once for each indicator.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The household.") var household: String
    @Argument(help: "The indicator.") var indicator: OutcomeRecorded.Indicator
    @Option(help: "A contract or a payslip; only its digest is recorded.") var evidence: String?

    func run() throws {
      let desk = try Desk(write)
      let digest = try evidence.map { Fingerprint(SHA256.hash(try Files.read($0))) }
      try desk.record(
        OutcomeRecorded(indicator, evidence: digest), stream: desk.bookkeeper.household(household))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "How many households have reached each indicator.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(OutcomeListing.self).show(json: common.json)
    }
  }
}
