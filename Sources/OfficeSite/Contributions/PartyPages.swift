import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// Donors and others without a key: their names are sealed in the vault, and can be forgotten.
struct PartyPages {
  let visit: Visit
  /// Rows on the page; a name finds the others.
  private static let most = 200

  func page() throws -> SitePage {
    let wanted = visit.wantedName.lowercased()
    let given = Dictionary(grouping: try visit.bookkeeper.all(ContributionState.self)) { $0.state.donor }
    let names = try visit.naming()
    let donors = given.compactMap { donor, gifts in
      donor.map { (id: $0, name: names(.party($0)) ?? "…" + $0.description.suffix(6), gifts: gifts) }
    }.filter { wanted.isEmpty || $0.name.lowercased().contains(wanted) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    let rows = try donors.prefix(PartyPages.most).map { donor -> [Table.Cell] in
      [
        .text(donor.name), .figure(donor.gifts.count, .whole),
        .money(try donor.gifts.map { try visit.bookkeeper.outstanding(of: $0.state) }.sum { $0 }),
        .money(donor.gifts.sum(\.state.received) - donor.gifts.sum(\.state.refunded)),
      ]
    }
    return SitePage(
      visit.say("Donors"),
      lead: visit.say("The books know a number; the name is sealed in the vault and can be forgotten."),
      trail: visit.contributionsTrail, width: .wide,
      [.actions([Action(visit.say("Register a new donor"), to: "/parties/new", isMain: true)])]
        + visit.nameSearch(visit.say("Name")) + [
          .table(
            Table(
              caption: visit.say("Donors"),
              columns: [
                Table.Column(visit.say("Name")), Table.Column(visit.say("Gifts"), isFigure: true),
                Table.Column(visit.say("Promised, open"), isFigure: true),
                Table.Column(visit.say("Received and kept"), isFigure: true),
              ], rows: rows, empty: visit.say("No donor of this name has promised or given anything yet.")))
        ])
  }

  func show() throws -> SitePage {
    let sorts = PartyRegistered.Sort.allCases.map {
      Field.Option($0.rawValue, Inline(visit.glossary.code($0.rawValue, of: "sort")))
    }
    return SitePage(
      visit.say("Register a new donor"),
      lead: visit.say("Name and contact are sealed in the vault; the books get a number."),
      trail: visit.contributionsTrail,
      visit.form(
        [
          .field(visit.field("name", "Name", .text(most: 120), autocomplete: "off")),
          .field(visit.field("sort", "Person or firm", .radios(sorts), initial: PartyRegistered.Sort.person.rawValue)),
          .field(visit.field("contact", "How to reach them", .text(most: 200), isRequired: false)),
          .field(visit.field("iban", "Bank account they are paid on", .text(most: 42), isRequired: false)),
          .field(
            visit.field(
              "taxcode", "Tax code", .text(most: 16),
              hint: "Only to recognise a person who is here already; it is not stored", isRequired: false)),
        ], submit: "Go on to signing"))
  }

  func submit() throws -> Reply {
    let (name, sort, contact, iban, taxCode) = try visit.read {
      (
        $0.text("name", most: 120), $0.choice("sort", PartyRegistered.Sort.self), $0.optionalText("contact"),
        $0.optionalText("iban", most: 42), $0.optionalText("taxcode", most: 16)
      )
    }
    guard let sort else { throw WebRefusals.pageUnknown() }
    let id = visit.newID()
    let code = try taxCode.map { try TaxCode($0) }
    if let code { try visit.bookkeeper.requireFree(code, for: id) }
    var record: JSONObject = ["name": .string(name)]
    if let contact { record["contact"] = .string(contact) }
    if let iban { record["iban"] = .string(iban.filter { !$0.isWhitespace }) }
    let request = try visit.sealing(JSON.object(record).canonicalBytes, of: id) { sealed in
      try visit.begin(PartyRegistered(record: sealed, sort: sort), "party", id: id)
    }
    if let code { try visit.bookkeeper.index(code, of: id) }
    let isNamed = try visit.bookkeeper.parties().contains { $0.name?.lowercased() == name.lowercased() }
    let warnings = isNamed ? [visit.say("Somebody of the same name is registered already: is it the same person?")] : []
    return try visit.draft([request], then: "/contributions", warnings: warnings)
  }
}
