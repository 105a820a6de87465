import Bookkeeping
import Funds
import LedgerCore

/// Which family somebody means.
extension Bookkeeper {
  /// A household by its name, by the name of a party who lives in it, by its file number, or by any unique ending of its
  /// id.
  func household(_ text: String) throws -> StreamID {
    let wanted = text.lowercased()
    var found = try households().filter { $0.name?.lowercased() == wanted && $0.state.mergedInto == nil }.map(\.id)
    if found.isEmpty {
      found = try parties().filter { $0.name?.lowercased() == wanted }.flatMap { try households(of: $0.id) }
    }
    if found.isEmpty {
      do {
        return try householdByNumber(text)
      } catch let refusal as Refusal where refusal.code == ProgramRefusals.idUnknown {
        throw HouseholdRules.unknown(["household": text])
      }
    }
    let distinct = Set(found).sorted()
    guard distinct.count == 1 else {
      throw HouseholdRefusals.ambiguous([
        "party": text, "households": distinct.map(\.description).joined(separator: ", "),
      ])
    }
    return StreamID("household", distinct[0])
  }

  /// By the id or file number of the household, or of a party who lives in one.
  private func householdByNumber(_ text: String) throws -> StreamID {
    let id = try entryID(text)
    let stream = StreamID("household", id)
    if try ledger.store.read({ try $0.head(of: stream) }) != nil { return stream }
    let homes = try households(of: id)
    guard let home = homes.first else { throw HouseholdRules.unknown(["household": text]) }
    guard homes.count == 1 else {
      throw HouseholdRefusals.ambiguous([
        "party": text, "households": homes.map(\.description).joined(separator: ", "),
      ])
    }
    return StreamID("household", home)
  }
}

extension Desk {
  /// The household under which help for a party counts: the one that was named, else the only one they live in.
  func household(helping party: ULID, named: String?) throws -> ULID? {
    try bookkeeper.household(helping: party, named: named.map { try bookkeeper.household($0).ulid } ?? nil)
  }

  /// What other bodies do for the same need in the same period, as far as the family lets the body see it for which the
  /// command is signed.
  func overlaps(of household: ULID?, need: Slug, until: CivilDate? = nil) throws -> [Overlap] {
    guard let household else { return [] }
    return try bookkeeper.overlaps(
      household: household, need: need, from: effective, until: until, asking: options.onBehalfOf)
  }
}

extension Overlap {
  var sentence: String {
    let who = body.map { "the body \($0)" } ?? "the fund itself"
    return "\(who) helps this household with the same need: \(kind), \(amount), \(since) to \(until)"
  }

  var json: JSON {
    var object: JSONObject = [
      "amount": .string(amount.description), "kind": .string(kind), "since": .string(since.description),
      "until": .string(until.description),
    ]
    if let body { object["body"] = .string(body.text) }
    return .object(object)
  }
}
