import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Somebody who is to belong to a family: registered already, or registered with it.
struct NewPerson {
  let name: String
  let party: ULID?
  let taxCode: String?

  /// Nil where the fields say nothing of anybody.
  init?(_ form: FormReader, _ number: String) {
    party = form.optionalParty("party-\(number)")
    name = form.optionalText("name-\(number)", most: 120) ?? ""
    taxCode = form.optionalText("tax-\(number)", most: 20)
    guard party != nil || !name.isEmpty else { return nil }
  }

  /// The party, and the entry that registers it where it is new; its name goes to the vault.
  func registering(_ visit: Visit) throws -> (party: ULID, requests: [EntryRequest]) {
    if let party { return (party, []) }
    let id = visit.newID()
    let code = try taxCode.map { try TaxCode($0) }
    if let code { try visit.bookkeeper.requireFree(code, for: id) }
    let record: JSONObject = ["name": .string(name)]
    let request = try visit.sealing(JSON.object(record).canonicalBytes, of: id) { sealed in
      try visit.begin(PartyRegistered(record: sealed, sort: .person), "party", id: id)
    }
    if let code { try visit.bookkeeper.index(code, of: id) }
    return (id, [request])
  }
}

extension Visit {
  /// Name, relation and tax code of one person, or somebody who is registered and belongs to no family.
  func personQuestions(
    _ number: String, _ legend: Phrase, relations left: [HouseholdMember.Relation] = [], initial: String? = nil,
    isRequired: Bool
  ) throws -> [Form.Item] {
    var fields = [
      field(
        "name-\(number)", "Name", .text(most: 120), isRequired: isRequired, autocomplete: "off"),
      field(
        "relation-\(number)", "How they belong",
        .choice(options(HouseholdMember.Relation.self, of: "relation", without: left)),
        initial: initial ?? HouseholdMember.Relation.child.rawValue),
      field(
        "tax-\(number)", "Tax code", .text(most: 20),
        hint: "By it the person is recognised again; it is not stored.", isRequired: false, autocomplete: "off"),
    ]
    let known = try registeredPeople()
    if !known.isEmpty {
      fields.append(
        field(
          "party-\(number)", "Or somebody who is registered already", .choice([noOption] + known), isRequired: false))
    }
    return [.group(say(legend), fields)]
  }

  /// People who belong to no family, for those who may know their names.
  private func registeredPeople() throws -> [Field.Option] {
    guard try person.isStaff else { return [] }
    return try bookkeeper.parties().filter { party in
      try party.sort == .person && party.name != nil && bookkeeper.households(of: party.id).isEmpty
    }.sorted { FoldedText($0.name ?? "").text < FoldedText($1.name ?? "").text }
      .map { Field.Option($0.id.description, .name($0.name ?? $0.id.ending)) }
  }

  /// What stands in the sealed record of a family.
  func familyQuestions(_ known: JSONObject, _ municipality: MunicipalityCode?) -> [Form.Item] {
    [
      .field(
        field(
          "name", "Name of the family", .text(most: 120), hint: "That of the first person otherwise.",
          initial: known["name"]?.string, isRequired: false, autocomplete: "off")),
      .field(
        field(
          "address", "Address", .text(most: 200), initial: known["address"]?.string, isRequired: false,
          autocomplete: "off")),
      .field(
        field(
          "contact", "How to reach them", .text(most: 200), initial: known["contact"]?.string, isRequired: false,
          autocomplete: "off")),
      .field(
        field(
          "municipality", "Municipality", .text(most: 4),
          hint: "Its cadastral code, such as E648: the only thing here that the log tells.",
          initial: municipality?.text, isRequired: false)),
    ]
  }
}

extension FormReader {
  func familyRecord() -> JSONObject {
    var record: JSONObject = [:]
    for name in ["name", "address", "contact"] {
      if let text = optionalText(name) { record[name] = .string(text) }
    }
    return record
  }

  func municipality() -> MunicipalityCode? {
    guard let text = optionalText("municipality", most: 4) else { return nil }
    guard let code = MunicipalityCode(text.uppercased()) else {
      fault("municipality", "This is no cadastral code: a letter and three digits")
      return nil
    }
    return code
  }
}
