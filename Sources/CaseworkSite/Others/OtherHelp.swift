import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Help for somebody who belongs to no family here: a person who lives alone and is not registered as one, a start-up, an
/// owner who renovates an empty home.
enum OtherHelp {
  /// Pages that belong to no family are for the fund's own people alone.
  static func add(to routes: inout Routes) {
    routes.form(
      "/others", for: .roles(CaseworkSite.caseworkers), show: { try OthersPage(visit: $0).page() },
      submit: { try OthersPage(visit: $0).search() })
    routes.form(
      "/others/{party}/grant", for: .roles(GrantRequested.roles), most: Routes.documentBytes,
      show: { try OtherGrant($0).page() }, submit: { try OtherGrant($0).submit() })
    routes.form(
      "/others/{party}/loan", for: .roles(LoanApplied.roles), most: Routes.documentBytes,
      show: { try OtherLoan($0).page() }, submit: { try OtherLoan($0).submit() })
    routes.form(
      "/others/{party}/voucher", for: .roles(VoucherIssued.roles.union(VoucherApproved.roles)),
      show: { try OtherVoucher($0).page() }, submit: { try OtherVoucher($0).submit() })
  }

  /// The party that the path names, where the viewer works for the fund and it belongs to no family.
  static func party(_ visit: Visit) throws -> ULID {
    let party = try visit.id("party")
    let state: PartyState = try visit.bookkeeper.state(StreamID("party", party))
    guard try visit.person.isStaff, state.record != nil,
      try visit.bookkeeper.households(of: party).isEmpty
    else { throw WebRefusals.pageUnknown() }
    return party
  }

  static func trail(_ visit: Visit) -> [(title: Inline, path: WebPath)] {
    [(visit.say("All help"), "/cases"), (visit.say("Without a family"), "/others")]
  }

  /// A page with its form, and what belongs beside it.
  static func page(
    _ visit: Visit, _ title: Phrase, for party: ULID, _ items: [Form.Item], preview: [Block] = [],
    hidden: [(name: String, value: String)] = []
  ) throws -> SitePage {
    let form = visit.form(
      items, submit: "Go on to sign", cancel: Action(visit.say("Cancel"), to: "/others"), hidden: hidden)
    return SitePage(
      visit.say(title), trail: trail(visit), width: .wide,
      [
        .facts([Term(visit.say("For"), try visit.party(party))])
      ] + preview + [.columns([form, [try visit.purseTable()]])])
  }
}

/// People and firms who belong to no family, and what runs for them.
struct OthersPage {
  let visit: Visit
  private static let most = 50

  func page() throws -> SitePage {
    guard try visit.person.isStaff else { throw WebRefusals.pageUnknown() }
    let firms = try withoutFamily { $0.sort == .company }
    return try page(showing: [
      .table(try table(Array(firms.prefix(OthersPage.most)), visit.say("Firms and associations")))
    ])
  }

  /// Those who belong to no family, by name.
  private func withoutFamily(_ isWanted: (PartyEntry) -> Bool) throws -> [PartyEntry] {
    try visit.bookkeeper.parties().filter { party in
      guard isWanted(party), party.name != nil else { return false }
      return try visit.bookkeeper.households(of: party.id).isEmpty
    }.sorted { FoldedText($0.name ?? "").text < FoldedText($1.name ?? "").text }
  }

  func search() throws -> Reply {
    let wanted = FoldedText(try visit.read { $0.text("search", most: 100) }).text
    let found = try withoutFamily { FoldedText($0.name ?? "").text.contains(wanted) }
    return .page(
      try page(showing: [.table(try table(Array(found.prefix(OthersPage.most)), visit.say("Names that were found")))]))
  }

  /// Whoever asks for help registers those who need it.
  private var register: [Block] {
    guard Audience.roles([.administrator, .operator, .treasurer]).admits(visit.viewer) else { return [] }
    return [.actions([Action(visit.say("Register a person or a firm"), to: "/parties/new")])]
  }

  private func page(showing found: [Block]) throws -> SitePage {
    let form = visit.form(
      [.field(visit.field("search", "Name", .text(most: 100), autocomplete: "off"))], submit: "Search")
    return SitePage(
      visit.say("Without a family"),
      lead: visit.say("A single person, an association, a start-up: help for whoever belongs to no family here."),
      trail: [(visit.say("All help"), "/cases")], width: .wide,
      form + found + register + (try running()))
  }

  private func table(_ parties: [PartyEntry], _ caption: Inline) throws -> Table {
    let person = try visit.person
    let steps: [(title: Inline, name: String, roles: Set<Role>)] = [
      (visit.say("Request a grant"), "grant", GrantRequested.roles),
      (visit.say("Apply for a loan"), "loan", LoanApplied.roles),
      (visit.say("Give a voucher"), "voucher", VoucherIssued.roles.union(VoucherApproved.roles)),
    ]
    let open = steps.filter { person.holds(anyOf: $0.roles) }
    return Table(
      caption: caption,
      columns: [Table.Column(visit.say("Name")), Table.Column(visit.say("What you can do"))],
      rows: parties.map { party in
        [
          .text(party.name ?? party.id.ending),
          .inline(visit.list(open.map { .link($0.title, to: "/others/\(party.id)/\($0.name)") })),
        ]
      },
      empty: visit.say("Nobody of that name is without a family. Register them first, or look among the families."))
  }

  /// What runs for those who belong to no family.
  private func running() throws -> [Block] {
    let rows = try rows(GrantPages.self) + rows(LoanPages.self) + rows(VoucherPages.self)
    var table = Table(
      caption: visit.say("What runs now"),
      columns: [
        Table.Column(visit.say("What")), Table.Column(visit.say("State")),
        Table.Column(visit.say("Amount (€)"), isFigure: true),
      ], rows: Array(rows.prefix(OthersPage.most)),
      empty: visit.say("Nothing runs. Search a name to begin a request."))
    table.showsCaption = rows.isEmpty
    return [.section(visit.say("What runs now"), [.table(table)])]
  }

  private func rows<Pages: Instrument>(_ pages: Pages.Type) throws -> [[Table.Cell]] {
    try visit.bookkeeper.all(Pages.State.self).reversed().compactMap { found -> [Table.Cell]? in
      guard let id = found.id, let instrument = found.state as? any HouseholdInstrument,
        case .running = instrument.obligation
      else { return nil }
      let file = CaseFile(id: id, stream: found.stream, state: found.state, today: visit.today)
      guard Pages.household(of: file) == nil else { return nil }
      let own = try visit.fileNumber(file.stream) ?? id.ending
      return [
        .inline(.link(visit.say(Pages.title).over(.name(own)), to: Pages.path(of: id))),
        .inline(visit.word(Pages.status(of: file.state), of: "state")),
        Pages.amount(of: file.state).map { .money($0) } ?? .none,
      ]
    }
  }
}
