import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite

struct HouseholdList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "The families.")
  @OptionGroup var common: LedgerOptions
  @Flag(help: "Also those that were erased or taken up by another.") var all = false

  func run() throws {
    let bookkeeper = try common.open()
    let numbers = try bookkeeper.vault.fileNumbers()
    var report = Report(columns: [
      .init("Household", "id"), .init("File", "fileNumber"), .init("Name"), .init("Members", right: true),
      .init("Municipality"), .init("State"),
    ])
    report.rows = try bookkeeper.households().compactMap { household in
      let state = household.state
      guard all || !state.isErased && state.mergedInto == nil else { return nil }
      return [
        .text(household.id), .optional(numbers[StreamID("household", household.id)]), .optional(household.name),
        .number(state.members.count), .optional(state.municipality), .text(state.standing),
      ]
    }
    report.empty = "no households yet: `mastro household register --member NAME:RELATION` adds one"
    report.show(json: common.json)
  }
}

extension HouseholdState {
  var standing: String {
    if isErased { return "erased" }
    if let mergedInto { return "part of \(mergedInto)" }
    return proposal == nil ? "standing" : "to be erased"
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
    guard let id = stream.ulid, state.isRegistered else { throw HouseholdRules.unknown(["household": household]) }
    let timeline = try bookkeeper.timeline(of: id)
    let card = try card(id, state, bookkeeper)
    guard !common.json else {
      var object = card.json.object ?? [:]
      object["timeline"] = .array(timeline.map(\.json))
      return Console.data(JSON.object(object).prettyText)
    }
    card.show(json: false)
    Console.data("")
    var report = Report(columns: HistoryStep.columns)
    report.rows = timeline.map(\.cells)
    report.show(json: false)
  }

  private func card(_ id: ULID, _ state: HouseholdState, _ bookkeeper: Bookkeeper) throws -> Card {
    var card = Card()
    card.add("Household", "id", .text(id))
    card.add("File", "fileNumber", .optional(try bookkeeper.vault.fileNumbers()[StreamID("household", id)]))
    card.add("State", "state", .text(state.standing))
    if let record = try state.record.flatMap({ try bookkeeper.sealedRecord($0.digest) }) {
      for member in record {
        let title = member.key.prefix(1).uppercased() + member.key.dropFirst()
        card.add(title, member.key, .optional(member.value.string))
      }
    } else {
      card.add("Record", "record", .text(state.isErased ? "erased" : "not in this vault"))
    }
    card.add("Municipality", "municipality", .optional(state.municipality))
    card.add("Members", "members", try members(state, bookkeeper))
    let outcomes = state.outcomes.sorted { $0.key < $1.key }
    card.add(
      "Outcomes", "outcomes",
      Report.Cell(
        json: .array(
          outcomes.map { .object(["indicator": .string($0.key.rawValue), "on": .string($0.value.description)]) }),
        text: outcomes.map { "\($0.key.rawValue) (\($0.value))" }.joined(separator: ", ")))
    card.add("Consents", "consents", .number(state.consents.count))
    if let erasure = state.proposal?.erasure {
      card.add("To be erased", "erasure", .text("\(erasure.basis.rawValue), \(erasure.basis.article)"))
    }
    return card
  }

  private func members(_ state: HouseholdState, _ bookkeeper: Bookkeeper) throws -> Report.Cell {
    let names = try bookkeeper.partyNames()
    let people = (state.members.sorted().map { ($0, true) } + state.former.sorted().map { ($0, false) })
    return Report.Cell(
      json: .array(
        people.map { party, isHere in
          var object: JSONObject = ["belongs": .bool(isHere), "party": .string(party.description)]
          if let relation = state.relations[party] { object["relation"] = .string(relation.rawValue) }
          if let name = names[party] { object["name"] = .string(name) }
          return .object(object)
        }),
      text: people.map { party, isHere in
        let relation = state.relations[party].map { isHere ? " (\($0.rawValue))" : " (left)" } ?? ""
        return (names[party] ?? party.description) + relation
      }.joined(separator: ", "))
  }
}
