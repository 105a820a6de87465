import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

enum PolicyFile {
  static func read(_ path: String) throws -> Policy {
    try JSONDecoding.decodeExactly(Policy.self, from: JSON.parse(Files.read(path), form: .relaxed))
  }
}

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "The rules that the fund's administrators have chosen.",
    subcommands: [Show.self, Adopt.self, Confirm.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The policy in force, in the form that `adopt` reads.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      let governing = try common.open().governing()
      for proposal in governing.proposals.values.sorted(by: { $0.position < $1.position }) {
        guard case .policy(let policy) = proposal.change else { continue }
        Console.note("policy \(policy.version) waits for a second administrator: mastro policy confirm \(proposal.id)")
      }
      guard governing.policyPosition != nil else { throw ProgramRefusals.noPolicy() }
      Console.data(try JSONEncoding.encode(governing.policy).prettyText)
    }
  }

  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a whole policy from a file; a second administrator confirms.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "JSON file.") var file: String

    func run() throws {
      let policy = try PolicyFile.read(file)
      try Desk(write).record(PolicyAdopted(policy: policy), stream: .ledger)
    }
  }

  struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Put a proposed policy in force.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Id of the adopting entry, where several wait.") var proposal: String?

    func run() throws {
      let desk = try Desk(write)
      let waiting = desk.governing.proposals.values.filter { if case .policy = $0.change { true } else { false } }
      let id: ULID
      if let proposal {
        id = try desk.bookkeeper.entryID(proposal)
      } else if let only = waiting.first, waiting.count == 1 {
        id = only.id
      } else {
        throw waiting.isEmpty
          ? ProgramRefusals.nothingWaits() : ProgramRefusals.proposalNotNamed(["count": waiting.count])
      }
      try desk.record(PolicyConfirmed(confirms: id), stream: .ledger)
    }
  }
}

struct PeriodCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "period", abstract: "Closed periods.", subcommands: [Close.self, List.self])

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Close the books through a day.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Last day of the period.") var through: CivilDate

    func run() throws { try Desk(write).record(PeriodClosed(through: through), stream: .ledger) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The closings, oldest first.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      var report = Report(columns: [.init("Through"), .init("Position", right: true)])
      report.rows = try common.open().governing().closings.map { [.text($0.through), .number($0.position)] }
      report.empty = "no period is closed"
      report.show(json: common.json)
    }
  }
}
