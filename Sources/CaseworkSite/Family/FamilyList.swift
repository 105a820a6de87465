import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// The families, by file number; by name for whoever searches, which the access log keeps.
struct FamilyList {
  let visit: Visit
  private static let most = 200
  private static let mostFound = 20

  func page() throws -> SitePage { try page(showing: []) }

  private func page(showing found: [Block]) throws -> SitePage {
    let search = visit.form(
      [
        .field(
          visit.field(
            "search", "Name or file number", .text(most: 120),
            hint: "Of the family or of somebody in it. Whoever reads names stands in the access log.",
            autocomplete: "off"))
      ], submit: "Search")
    var blocks = search + found
    if try visit.person.holds(anyOf: HouseholdRegistered.roles) {
      blocks.append(.actions([Action(visit.say("Register a family"), to: "/families/new", isMain: true)]))
    }
    blocks.append(.table(try list()))
    return SitePage(visit.say("Families"), width: .wide, blocks)
  }

  func search() throws -> Reply {
    let text = try visit.read { $0.text("search", most: 120) }
    let wanted = FoldedText(text)
    let numbered = try visit.person.isStaff ? visit.bookkeeper.streamNumbered(text)?.ulid : nil
    let names = try visit.bookkeeper.partyNames()
    let found = try visible().filter { home in
      if home.id == numbered { return true }
      guard access(home).showsRecord else { return false }
      let people = home.state.members.compactMap { names[$0] } + [home.name].compactMap { $0 }
      return people.contains { FoldedText($0).contains(wanted) }
    }
    let shown = found.prefix(FamilyList.mostFound)
    let rows = try shown.map { home -> [Table.Cell] in
      _ = try visit.household(home.id, for: .instruments, page: "search")
      return [
        .inline(try visit.family(home.id)), .text(try number(home.id)),
        .inline(visit.list(try home.state.members.sorted().map { try visit.party($0) })),
      ]
    }
    var blocks: [Block] = [
      .table(
        Table(
          caption: visit.say("Found"),
          columns: [
            Table.Column(visit.say("Family")), Table.Column(visit.say("File number")),
            Table.Column(visit.say("Who belongs to it")),
          ], rows: rows,
          empty: visit.say("Nobody is called like that. Try a part of the name, or register the family.")))
    ]
    if found.count > shown.count {
      blocks.append(.note(visit.say("There are \(found.count) of them: write more of the name.")))
    }
    return .page(try page(showing: blocks))
  }

  private func access(_ home: HouseholdEntry) -> HouseholdAccess {
    guard let viewer = visit.viewer else { preconditionFailure("a page for members was shown to nobody") }
    return HouseholdAccess(of: home.id, home.state, for: viewer, on: visit.today)
  }

  private func visible() throws -> [HouseholdEntry] {
    try visit.bookkeeper.households().filter { home in
      home.state.isStanding && access(home).showsInstruments
    }
  }

  private func number(_ id: ULID) throws -> String {
    try visit.fileNumber(StreamID("household", id)) ?? ""
  }

  private func list() throws -> Table {
    let homes = try visible()
    let rows = try homes.suffix(FamilyList.most).reversed().map { home -> [Table.Cell] in
      let number = try number(home.id)
      return [
        .inline(.link(.name(number.isEmpty ? home.id.ending : number), to: "/families/\(home.id)")),
        .figure(home.state.members.count, .whole), .text(home.state.municipality?.text ?? ""),
        .inline(home.state.proposal == nil ? visit.say("stands") : visit.say("to be forgotten")),
      ]
    }
    return Table(
      caption: visit.say("The newest families"),
      columns: [
        Table.Column(visit.say("File")), Table.Column(visit.say("People"), isFigure: true),
        Table.Column(visit.say("Municipality")), Table.Column(visit.say("State")),
      ], rows: rows, empty: visit.say("No family is registered yet, or none lets you see anything."))
  }
}

/// Registering a family with its people: names and addresses go to the vault, not to the log.
struct FamilyRegistration {
  let visit: Visit
  private static let people = 4

  func page() throws -> SitePage {
    var items: [Form.Item] = []
    items += try visit.personQuestions(
      "1", "The person to whom the office writes", initial: HouseholdMember.Relation.reference.rawValue,
      isRequired: false)
    for number in 2...FamilyRegistration.people {
      items += try visit.personQuestions("\(number)", "Person \(number)", isRequired: false)
    }
    items += visit.familyQuestions([:], nil) + [visit.numberField()] + (try visit.bodyQuestion())
    return SitePage(
      visit.say("Register a family"),
      lead: visit.say(
        "Names and addresses are sealed in the vault; the log holds commitments alone. Leave empty who is not there; others can join afterwards."
      ),
      trail: [(visit.say("Families"), "/families")],
      visit.form(items, submit: "Go on to sign", cancel: Action(visit.say("Cancel"), to: "/families")))
  }

  func submit() throws -> Reply {
    let (people, record, municipality, number) = try visit.read { form in
      let people = (1...FamilyRegistration.people).compactMap { number -> (NewPerson, HouseholdMember.Relation)? in
        guard let person = NewPerson(form, "\(number)") else { return nil }
        return (person, form.choice("relation-\(number)", HouseholdMember.Relation.self) ?? .relative)
      }
      if people.isEmpty { form.fault("name-1", "Write at least one name") }
      return (people, form.familyRecord(), form.municipality(), form.optionalText("number", most: 64))
    }
    let id = visit.newID()
    var requests: [EntryRequest] = []
    var members: [HouseholdMember] = []
    for (person, relation) in people {
      let (party, registered) = try person.registering(visit)
      requests += registered
      members.append(HouseholdMember(party: party, relation: relation))
    }
    var sealed = record
    if sealed["name"] == nil, let first = people.first?.0 {
      sealed["name"] = .string(try first.party.map { try visit.partyName($0) } ?? first.name)
    }
    let bytes = JSON.object(sealed).canonicalBytes
    func registration(_ commitment: Fingerprint) throws -> EntryRequest {
      try visit.open(
        HouseholdRegistered(members: members, municipality: municipality, record: commitment), "household", id: id)
    }
    _ = try visit.bookkeeper.preview(requests + [registration(Fingerprint(SHA256.hash(bytes)))])
    requests.append(try registration(visit.bookkeeper.seal(bytes, party: id)))
    return try visit.draft(
      requests, then: "/families/\(id)", fileNumber: number.map { ($0, StreamID("household", id)) })
  }
}
