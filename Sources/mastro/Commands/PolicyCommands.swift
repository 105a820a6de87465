import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

enum PolicyFile {
  /// - Parameter fragments: files with named parts of sections, as `{"loans":{"packs":[…]}}`, that the policy takes in.
  static func read(_ path: String, adding fragments: [String] = []) throws -> Policy {
    var policy = try JSON.parse(Files.read(path), form: .relaxed)
    for file in fragments { policy = try add(JSON.parse(Files.read(file), form: .relaxed), from: file, to: policy) }
    return try JSONDecoding.decodeExactly(Policy.self, from: policy)
  }

  private static func add(_ fragment: JSON, from file: String, to policy: JSON) throws -> JSON {
    guard var whole = policy.object, let sections = fragment.object, !sections.isEmpty else {
      throw ProgramRefusals.fragmentInvalid(["file": file, "reason": "it is no object with sections"])
    }
    for name in sections.keys {
      guard var section = whole[name]?.object, let additions = sections[name]?.object else {
        throw ProgramRefusals.fragmentInvalid(["file": file, "reason": "the policy has no section \(name)"])
      }
      for list in additions.keys {
        guard let known = section[list]?.array, let new = additions[list]?.array else {
          throw ProgramRefusals.fragmentInvalid(["file": file, "reason": "\(name) has no list \(list)"])
        }
        section[list] = .array(try join(known, new, "\(name).\(list)"))
      }
      whole[name] = .object(section)
    }
    return .object(whole)
  }

  /// Parts are told apart by their names; one that stands already is not changed under the administrators' hands.
  private static func join(_ known: [JSON], _ new: [JSON], _ list: String) throws -> [JSON] {
    var joined = known
    for part in new {
      let name = part.object?["name"]?.string
      guard let name, !joined.contains(where: { $0.object?["name"]?.string == name }) else {
        throw ProgramRefusals.partTaken(["name": name ?? "without a name", "list": list])
      }
      joined.append(part)
    }
    return joined
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
      abstract: "Propose a whole policy from a file; a second administrator confirms.",
      discussion: "mastro policy adopt policy.json --add pack-community.json --as anna")
    @OptionGroup var write: WriteOptions
    @Argument(help: "JSON file.") var file: String
    @Option(help: "File with a rule pack for loans or a scheme for guarantees, to go with it; once for each.")
    var add: [String] = []

    func run() throws {
      let policy = try PolicyFile.read(file, adding: add)
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
      try Viewer(common.open()).list(PeriodListing.self).show(json: common.json)
    }
  }
}
