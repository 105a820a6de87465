import FinancialArithmetic
import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A family: its page, and what can be asked for or recorded of it.
enum FamilyPages: Instrument {
  typealias State = HouseholdState

  static let path = "families"
  static let title: Phrase = "Family"

  static func household(of file: File) -> ULID? { file.id }
  static func status(of state: HouseholdState) -> String { state.isErased ? "erased" : "standing" }
  static func amount(of state: HouseholdState) -> Money? { nil }

  static func trail(_ visit: Visit, _ file: File) throws -> [(title: Inline, path: WebPath)] {
    [(visit.say("Families"), "/families")]
  }

  static func name(_ visit: Visit, _ file: File) throws -> Inline { .name(try visit.familyName(file.id)) }

  static func facts(_ visit: Visit, _ file: File) throws -> [Term] {
    var terms = [Term(visit.say("Name"), .name(try visit.familyName(file.id)))]
    if let number = try visit.fileNumber(file.stream) { terms.append(Term(visit.say("File number"), .name(number))) }
    return terms
  }

  static let requests = [requestGrant, applyForLoan, requestGuarantee, issueVoucher, openPlan, agreeService]
  static let records = [
    joined, left, updated, giveConsent, withdrawConsent, outcome, merge, split, proposeErasure, erase,
  ]
  static let steps = requests + records
}

/// The page of a family: everything on one timeline, what runs, what is due, and what can be promised.
struct FamilyPage {
  let visit: Visit
  let access: HouseholdAccess
  let file: CaseFile<HouseholdState>

  init(_ visit: Visit) throws {
    self.visit = visit
    file = try visit.file()
    access = try visit.household(file.id, for: .instruments, page: "timeline")
  }

  func page() throws -> SitePage {
    let report = try visit.bookkeeper.report(ReportScope(asOf: visit.today)) { try $0.household(file.id) }
    var blocks = standing
    blocks += try waitsForPaper()
    blocks += try actions()
    blocks += [
      .columns([
        try runs(report), try capacity(),
      ])
    ]
    blocks += try people()
    blocks += try consents()
    blocks.append(.section(visit.say("Other bodies"), try visit.overlapSection(of: file.id)))
    blocks += try documents()
    blocks.append(.section(visit.say("Everything that has happened"), try timeline()))
    return SitePage(
      visit.say("Family \(try visit.familyName(file.id))"), lead: try lead(), trail: try FamilyPages.trail(visit, file),
      width: .wide, blocks)
  }

  private func lead() throws -> Inline? {
    try visit.fileNumber(file.stream).map { visit.say("File number \($0)") }
  }

  /// What a person must know before anything else.
  private var standing: [Block] {
    if file.state.isErased {
      return [.message(Message(.warning, visit.say("This family was forgotten: no names are kept.")))]
    }
    if let other = file.state.mergedInto {
      return [
        .message(
          Message(
            .note, visit.say("This family is part of another one now."),
            [.link(visit.say("Open that family"), to: "/families/\(other)")]))
      ]
    }
    guard let proposal = file.state.proposal else { return [] }
    return [
      .message(
        Message(
          .warning, visit.say("It is proposed to forget this family"),
          [visit.say("\(visit.word(proposal.erasure.basis.rawValue, of: "basis")) (\(proposal.erasure.basis.article))")]
        ))
    ]
  }

  /// What the educator has written with the family, and the family signs on paper: an operator records it.
  private func waitsForPaper() throws -> [Block] {
    guard visit.viewer?.holds(.operator) == true, !file.state.isErased else { return [] }
    let budget = try visit.bookkeeper.budget(of: file.id).state
    var links: [Inline] = []
    if let snapshot = budget.newestSnapshot, snapshot.confirmed == nil {
      links.append(.link(visit.say("The budget, signed on paper"), to: "/coaching/\(file.id)/confirm"))
    }
    if budget.proposedPlan != nil {
      links.append(.link(visit.say("The plan of the budget, signed on paper"), to: "/coaching/\(file.id)/agree"))
    }
    return links.isEmpty ? [] : [.message(Message(.note, visit.say("The family's signature is to be recorded"), links))]
  }

  private func actions() throws -> [Block] {
    let open = try FamilyPages.open(file, for: visit)
    func actions(_ steps: [Step<HouseholdState>]) -> [Action] {
      steps.filter { step in open.contains { $0.name == step.name } }
        .map { Action(visit.say($0.title), to: FamilyPages.path(of: file.id, $0.name), isMain: $0.comesNext(file)) }
    }
    let requests = actions(FamilyPages.requests)
    let records = actions(FamilyPages.records)
    var blocks: [Block] = []
    if !requests.isEmpty { blocks.append(.section(visit.say("Ask for help"), [.actions(requests)])) }
    if !records.isEmpty { blocks.append(.details(visit.say("Record something about the family"), [.actions(records)])) }
    return blocks
  }

  private func runs(_ report: HouseholdReport) throws -> [Block] {
    func name(_ stream: StreamID) -> Inline {
      let title = Inline(visit.glossary.stream(String(stream.family)))
      return CasePath.of(stream).map { .link(title, to: $0) } ?? title
    }
    let rows = report.lines.filter { $0.stream.family != "household" }.map { line -> [Table.Cell] in
      [
        .inline(name(line.stream)), .inline(visit.word(line.status, of: "state")),
        line.since.map { .day($0) } ?? .none, .money(line.amount), .money(line.owed), .money(line.overdue),
      ]
    }
    let help = Table(
      caption: visit.say("Help"),
      columns: [
        Table.Column(visit.say("What")), Table.Column(visit.say("State")), Table.Column(visit.say("Since")),
        Table.Column(visit.say("Amount (€)"), isFigure: true), Table.Column(visit.say("Owed (€)"), isFigure: true),
        Table.Column(visit.say("Overdue (€)"), isFigure: true),
      ], rows: rows, empty: visit.say("Nothing was asked for yet. Begin with one of the requests above."))
    let due = Table(
      caption: visit.say("What is due next"),
      columns: [
        Table.Column(visit.say("Day")), Table.Column(visit.say("What")),
        Table.Column(visit.say("Amount (€)"), isFigure: true),
      ],
      rows: report.dates.map { [.day($0.next.date), .inline(name($0.stream)), .money($0.next.amount)] },
      empty: visit.say("Nothing falls due."))
    return [.section(visit.say("What runs now"), [.table(help), .table(due)])] + (try debts(report))
  }

  private func debts(_ report: HouseholdReport) throws -> [Block] {
    let standing = report.debts.filter { $0.amount.isPositive }
    guard !standing.isEmpty else { return [] }
    return [
      .table(
        Table(
          caption: visit.say("Debts to others"),
          columns: [Table.Column(visit.say("Creditor")), Table.Column(visit.say("Amount (€)"), isFigure: true)],
          rows: try standing.map { [.inline(try visit.party($0.creditor)), .money($0.amount)] }))
    ]
  }

  private func capacity() throws -> [Block] {
    [.section(visit.say("What the family can promise"), try visit.capacity(of: file.id))]
  }

  private func people() throws -> [Block] {
    let state = file.state
    let people = state.members.sorted().map { ($0, true) } + state.former.sorted().map { ($0, false) }
    let table = Table(
      caption: visit.say("Who belongs to it"),
      columns: [Table.Column(visit.say("Name")), Table.Column(visit.say("How they belong"))],
      rows: try people.map { party, isHere in
        let relation = state.relations[party].map { visit.word($0.rawValue, of: "relation") } ?? ""
        return [.inline(try visit.party(party)), .inline(isHere ? relation : visit.say("left"))]
      }, empty: visit.say("Nobody belongs to it any more."))
    var terms: [Term] = []
    if access.showsRecord, let record = try state.record.flatMap({ try visit.bookkeeper.sealedRecord($0.digest) }) {
      if let address = record["address"]?.string { terms.append(Term(visit.say("Address"), .name(address))) }
      if let contact = record["contact"]?.string { terms.append(Term(visit.say("How to reach them"), .name(contact))) }
    }
    if let place = state.municipality { terms.append(Term(visit.say("Municipality"), .name(place.text))) }
    terms += state.outcomes.sorted { $0.key < $1.key }.map { indicator, day in
      Term(visit.word(indicator.rawValue, of: "indicator"), "\(day)")
    }
    return [.section(visit.say("The family"), [.table(table), .facts(terms)])]
  }

  private func consents() throws -> [Block] {
    let rows = try file.state.consents.sorted { $0.value.position < $1.value.position }.map { _, consent in
      [
        Table.Cell.inline(.name(try consent.bodies.sorted().map { try visit.bodyName($0) }.joined(separator: ", "))),
        .inline(visit.list(consent.scopes.sorted().map { visit.word($0.rawValue, of: "scopes") })), .day(consent.until),
        .inline(consent.until < visit.today ? visit.say("over") : visit.say("stands")),
      ]
    }
    return [
      .section(
        visit.say("Who may see what"),
        [
          .table(
            Table(
              caption: visit.say("Consents"),
              columns: [
                Table.Column(visit.say("Bodies")), Table.Column(visit.say("What they may see")),
                Table.Column(visit.say("Until")), Table.Column(visit.say("State")),
              ], rows: rows, empty: visit.say("None: no other body sees anything of this family.")))
        ])
    ]
  }

  /// Documents that were sealed for the family, by the entry that names them.
  private func documents() throws -> [Block] {
    guard access.showsRecord else { return [] }
    let dossiers = try visit.bookkeeper.dossiers(of: file.id)
    guard !dossiers.isEmpty else { return [] }
    return [
      .section(
        visit.say("Documents"),
        [
          .table(
            Table(
              caption: visit.say("Sealed in the vault"),
              columns: [
                Table.Column(visit.say("Day")), Table.Column(visit.say("Of")), Table.Column(visit.say("File")),
              ],
              rows: dossiers.map { dossier in
                [
                  .day(dossier.day), .inline(Inline(visit.glossary.kind(dossier.kind))),
                  .inline(.link(visit.say("Open"), to: "/families/\(file.id)/documents/\(dossier.entry)")),
                ]
              }))
        ])
    ]
  }

  private func timeline() throws -> [Block] {
    let steps = try visit.bookkeeper.timeline(of: file.id)
    return visit.timeline(try steps.reversed().map { try visit.moment($0, links: true) })
  }
}

extension Visit {
  /// Parts with commas between them.
  func list(_ parts: [Inline]) -> Inline {
    parts.dropFirst().reduce(parts.first ?? "") { $0 + ", " + $1 }
  }
}
