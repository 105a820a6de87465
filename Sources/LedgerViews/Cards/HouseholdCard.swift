import Bookkeeping
import Funds
public import LedgerCore
import LedgerSQLite

/// A family: its people where the vault knows them, and all its help on one timeline.
public enum HouseholdCard: CardView {
  public static let noun = "household"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: HouseholdState = try viewer.bookkeeper.state(stream)
    guard let id = stream.ulid, state.isRegistered else { throw HouseholdRules.unknown(["household": stream.key]) }
    var sheet = CardSheet("Household \(id)", stream, try card(id, state, viewer))
    sheet.add("Timeline", "timeline", Report(try viewer.bookkeeper.timeline(of: id), viewer.sight))
    return sheet
  }

  private static func card(_ id: ULID, _ state: HouseholdState, _ viewer: Viewer) throws -> Card {
    var card = Card()
    card.add("Household", "id", .text(id))
    card.add("File", "fileNumber", .optional(try viewer.fileNumbers()[StreamID("household", id)]))
    card.add("State", "state", .words(state.standing))
    if viewer.sight.shows(id) { try addRecord(of: state, viewer, to: &card) }
    card.add("Municipality", "municipality", .optional(state.municipality))
    card.add("Members", "members", try members(state, viewer))
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

  private static func addRecord(of state: HouseholdState, _ viewer: Viewer, to card: inout Card) throws {
    guard let record = try state.record.flatMap({ try viewer.bookkeeper.sealedRecord($0.digest) }) else {
      card.add("Record", "record", .words(state.isErased ? "erased" : "not in this vault"))
      return
    }
    card.add(record)
  }

  private static func members(_ state: HouseholdState, _ viewer: Viewer) throws -> Report.Cell {
    let names = try viewer.partyNames()
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
        return names.nameOrID(party) + relation
      }.joined(separator: ", "))
  }
}

extension Card {
  /// The members of a sealed record, under their own names.
  mutating func add(_ record: JSONObject) {
    for member in record {
      let title = member.key.prefix(1).uppercased() + member.key.dropFirst()
      add(Wording(key: title), member.key, .optional(member.value.string))
    }
  }
}

/// What the vault holds of a party.
public enum PartyCard: CardView {
  public static let noun = "party"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: PartyState = try viewer.bookkeeper.state(stream)
    guard let id = stream.ulid else { throw notThere(stream) }
    var card = Card()
    card.add("Party", "id", .text(id))
    card.add("Sort", "sort", .code(state.sort?.rawValue))
    if viewer.sight.shows(id) {
      if let commitment = state.record?.digest, let record = try viewer.bookkeeper.sealedRecord(commitment) {
        card.add(record)
      } else {
        card.add("Record", "record", .words("not in this vault"))
      }
    }
    return CardSheet("Party \(id)", stream, card)
  }
}
