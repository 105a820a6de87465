import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite

/// A party and how they belong: `Rossi:reference`.
struct MemberText: ExpressibleByArgument {
  let party: String
  let relation: HouseholdMember.Relation

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"),
      let relation = HouseholdMember.Relation(rawValue: String(argument[argument.index(after: colon)...]))
    else { return nil }
    party = String(argument[..<colon])
    self.relation = relation
    guard !party.isEmpty else { return nil }
  }

  static let relations = HouseholdMember.Relation.allCases.map(\.rawValue).joined(separator: ", ")

  func member(_ bookkeeper: Bookkeeper) throws -> HouseholdMember {
    HouseholdMember(party: try bookkeeper.party(party), relation: relation)
  }
}

/// What stands in the sealed record of a household.
struct HouseholdRecordOptions: ParsableArguments {
  @Option(help: "Name of the family; that of the first member otherwise.") var name: String?
  @Option(help: "Where they live.") var address: String?
  @Option(help: "How to reach them.") var contact: String?
  @Option(help: "Municipality by its cadastral code, for instance E648: the only thing here that the log tells.")
  var municipality: MunicipalityCode?

  /// The record with what was given in it; an empty text takes a member out.
  func record(on known: JSONObject) -> JSONObject {
    var record = known
    for (member, text) in [("name", name), ("address", address), ("contact", contact)] {
      guard let text else { continue }
      record[member] = text.isEmpty ? nil : .string(text)
    }
    return record
  }
}

struct HouseholdCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "household",
    abstract: "Families: who belongs to them, what they were given, and how they are forgotten.",
    subcommands: [
      Register.self, Update.self, Join.self, Leave.self, Merge.self, Split.self, HouseholdErase.self,
      HouseholdList.self, HouseholdShow.self,
    ])

  struct Register: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Register a family; names and address go to the vault, not to the log.",
      discussion: """
        mastro household register --member "Rossi:reference" --member "Anna Rossi:child" --address "via Roma 1" --as olga
        Relations: \(MemberText.relations).
        """)
    @OptionGroup var write: WriteOptions
    @Option(help: "A party who belongs to it, and how, for instance Rossi:reference; once for each.")
    var member: [MemberText]
    @OptionGroup var record: HouseholdRecordOptions
    @Option(help: "Tax code of the first member, by which they are recognised again; it is not stored.")
    var taxCode: String?

    func run() throws {
      guard let first = member.first else { throw ValidationError("name who belongs to it: --member NAME:RELATION") }
      let desk = try Desk(write)
      let id = desk.newID()
      let members = try member.map { try $0.member(desk.bookkeeper) }
      let code = try taxCode.map { try TaxCode($0) }
      if let code { try desk.bookkeeper.requireFree(code, for: members[0].party) }
      for member in members {
        for home in try desk.bookkeeper.households(of: member.party) {
          Console.note("note: \(member.party) belongs to the household \(home), too")
        }
      }
      var sealed = record.record(on: [:])
      if sealed["name"] == nil { sealed["name"] = .string(first.party) }
      let request = try desk.sealing(JSON.object(sealed).canonicalBytes, of: id) { commitment in
        let body = HouseholdRegistered(members: members, municipality: record.municipality, record: commitment)
        return try desk.begin(body, "household", id: id)
      }
      if let code, !write.dryRun { try desk.bookkeeper.index(code, of: members[0].party) }
      try desk.record([request])
    }
  }

  struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Change name, address, contact or municipality.", discussion: "What is not given stays as it is.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
    @OptionGroup var record: HouseholdRecordOptions

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.household(household)
      let state: HouseholdState = try desk.bookkeeper.state(stream)
      let known = try state.record.flatMap { try desk.bookkeeper.sealedRecord($0.digest) } ?? [:]
      let sealed = JSON.object(record.record(on: known)).canonicalBytes
      let id = desk.newID()
      try desk.record([
        desk.sealing(sealed, of: try Self.id(of: stream)) { commitment in
          let body = HouseholdUpdated(municipality: record.municipality ?? state.municipality, record: commitment)
          return try desk.request(body, stream: stream, id: id)
        }
      ])
    }

    private static func id(of stream: StreamID) throws -> ULID {
      guard let id = stream.ulid else { throw HouseholdRules.unknown(["household": stream.key]) }
      return id
    }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Somebody is born into the family, or moves in.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The household.") var household: String
    @Option(help: "Who, and how they belong, for instance Anna:child.") var member: MemberText

    func run() throws {
      let desk = try Desk(write)
      try desk.record(
        HouseholdMemberJoined(member.member(desk.bookkeeper)), stream: desk.bookkeeper.household(household))
    }
  }

  struct Leave: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Somebody does not belong to the family any more.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The household.") var household: String
    @Option(help: "Who leaves.") var member: String

    func run() throws {
      let desk = try Desk(write)
      try desk.record(
        HouseholdMemberLeft(party: desk.bookkeeper.party(member)), stream: desk.bookkeeper.household(household))
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Two families are one now, or one was registered twice: the first ends in the other.",
      discussion: "Everybody who does not belong to the other household yet joins it in the same step.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The household that ends.") var household: String
    @Option(help: "The household that goes on.") var into: String

    func run() throws {
      let desk = try Desk(write)
      let bookkeeper = desk.bookkeeper
      let stream = try bookkeeper.household(household)
      let other = try bookkeeper.household(into)
      let state: HouseholdState = try bookkeeper.state(stream)
      let there: HouseholdState = try bookkeeper.state(other)
      guard let target = other.ulid else { throw HouseholdRules.unknown(["household": into]) }
      let joining = other == stream ? [] : state.members.subtracting(there.members).sorted()
      let requests = try joining.map { party in
        let member = HouseholdMember(party: party, relation: state.relationElsewhere(of: party))
        return try desk.request(
          HouseholdMemberJoined(member), stream: other, id: bookkeeper.surroundings.newID())
      }
      try desk.record(requests + [try desk.request(HouseholdMerged(into: target), stream: stream)])
    }
  }

  struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Some of a family live by themselves from now on.",
      discussion: """
        mastro household split Rossi --member "Anna Rossi" --name "Anna Rossi" --as olga
        They get a household of their own in the same step, unless --into names one to which they belong already.
        What the family was given stays with it.
        """)
    @OptionGroup var write: WriteOptions
    @Argument(help: "The household that they leave.") var household: String
    @Option(help: "Who leaves, once for each.") var member: [String]
    @Option(help: "The household to which they belong already.") var into: String?
    @OptionGroup var record: HouseholdRecordOptions

    func run() throws {
      let desk = try Desk(write)
      let bookkeeper = desk.bookkeeper
      let stream = try bookkeeper.household(household)
      let leaving = try member.map { try bookkeeper.party($0) }
      if let into {
        guard let other = try bookkeeper.household(into).ulid else { throw HouseholdRules.unknown(["household": into]) }
        try desk.record(HouseholdSplit(leaving: leaving, into: other), stream: stream)
        return
      }
      guard let first = leaving.first else { throw ValidationError("name who leaves: --member NAME") }
      let state: HouseholdState = try bookkeeper.state(stream)
      let members = leaving.map {
        HouseholdMember(party: $0, relation: $0 == first ? .reference : state.relationElsewhere(of: $0))
      }
      let other = bookkeeper.surroundings.newID()
      var sealed = record.record(on: [:])
      if sealed["name"] == nil { sealed["name"] = .string(member[0]) }
      let split = try desk.request(HouseholdSplit(leaving: leaving, into: other), stream: stream)
      func registration(_ commitment: Fingerprint) throws -> EntryRequest {
        let body = HouseholdRegistered(
          members: members, municipality: record.municipality ?? state.municipality, record: commitment)
        return try desk.begin(body, "household", id: other)
      }
      let registered = try desk.sealing(JSON.object(sealed).canonicalBytes, of: other, registration)
      try desk.record([registered, split])
    }
  }
}
