import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// Loans that have moved in from another program: one person imports a file, another one confirms the batch by its digest.
struct ImportPages {
  let visit: Visit
  /// Loans of a batch on one page.
  private static let most = 200

  static func add(to routes: inout Routes) {
    let readers: Audience = .roles(PortfolioConfirmed.roles)
    routes.page("/imports", for: readers) { .page(try ImportPages(visit: $0).list()) }
    routes.form("/imports/{id}", for: readers) {
      try ImportPages(visit: $0).show()
    } submit: {
      try ImportPages(visit: $0).submit()
    }
  }

  func list() throws -> SitePage {
    let rows = try visit.bookkeeper.all(PortfolioState.self).reversed().compactMap { found -> [Table.Cell]? in
      guard let id = found.id, let proposal = found.state.proposal else { return nil }
      return [
        .inline(.link(visit.say("Batch \(Inline.code("…" + id.description.suffix(6)))"), to: "/imports/\(id)")),
        .inline(state(found.state)), found.state.asOf.map { .day($0) } ?? .none, .figure(proposal.count, .whole),
        .money(proposal.total),
      ]
    }
    return SitePage(
      visit.say("Loans that moved in"),
      lead: visit.say("Whoever imports a file cannot confirm it: a second person compares it with the file first."),
      trail: [(visit.say("Periods"), "/periods")], width: .wide,
      [
        .table(
          Table(
            caption: visit.say("Batches"),
            columns: [
              Table.Column(visit.say("Batch")), Table.Column(visit.say("State")), Table.Column(visit.say("As of")),
              Table.Column(visit.say("Loans"), isFigure: true), Table.Column(visit.say("Total"), isFigure: true),
            ], rows: rows,
            empty: visit.say(
              "Nothing has moved in. A file is imported where the ledger's files lie, with mastro import loans.")))
      ])
  }

  private func state(_ state: PortfolioState) -> Inline {
    state.status == .proposed ? visit.say("to be confirmed") : visit.say("confirmed")
  }

  private func batch() throws -> (stream: StreamID, state: PortfolioState, proposal: PortfolioProposed) {
    let stream = try visit.stream("portfolio")
    let state: PortfolioState = try visit.bookkeeper.state(stream)
    guard let proposal = state.proposal else { throw WebRefusals.pageUnknown() }
    return (stream, state, proposal)
  }

  func show() throws -> SitePage {
    let (stream, state, proposal) = try batch()
    let facts = [
      Term(visit.say("State"), self.state(state)), Term(visit.say("Loans"), "\(proposal.count)"),
      Term(visit.say("Owed in all"), "\(strong: "\(proposal.total)")"),
      Term(visit.say("Fingerprint of the file"), .code(proposal.file.description)),
    ]
    return SitePage(
      visit.say("Loans that moved in"),
      trail: [(visit.say("Periods"), "/periods"), (visit.say("Loans that moved in"), "/imports")], width: .wide,
      [.facts(facts), .table(try loans(stream, proposal))] + form(state))
  }

  private func form(_ state: PortfolioState) -> [Block] {
    guard state.status == .proposed, let viewer = visit.viewer else { return [] }
    guard !state.proposers.signers.contains(viewer.id) else {
      return [.note(visit.say("You have imported it yourself: another person confirms it."))]
    }
    return [
      .section(
        visit.say("Confirm the batch"),
        visit.form(
          [
            .field(
              visit.field(
                "digest", "Digest of the batch", .text(most: 64),
                hint: "As the person who imported it has told you, not as this page would.", autocomplete: "off"))
          ], submit: "Go on to signing"))
    ]
  }

  private func loans(_ stream: StreamID, _ proposal: PortfolioProposed) throws -> Table {
    let names = try visit.naming()
    let (entries, _) = try visit.bookkeeper.openings(of: stream, count: min(proposal.count, ImportPages.most))
    let rows = try entries.map { entry -> [Table.Cell] in
      guard let opening = try visit.bookkeeper.loan(entry.entry.stream), let position = opening.position else {
        return [.text(String(entry.entry.stream.key)), .none, .none]
      }
      let borrower = opening.contract.borrower.id
      return [
        .text(names(.file(entry.entry.stream)) ?? "…" + String(entry.entry.stream.key.suffix(6))),
        .text(names(.party(borrower)) ?? "…" + String(borrower.description.suffix(6))), .money(position.owed),
      ]
    }
    return Table(
      caption: proposal.count > ImportPages.most
        ? visit.say("The first \(ImportPages.most) loans of the batch") : visit.say("The loans of the batch"),
      columns: [
        Table.Column(visit.say("File")), Table.Column(visit.say("Borrower")),
        Table.Column(visit.say("Owed in all"), isFigure: true),
      ], rows: rows, empty: visit.say("Its loans were taken back."))
  }

  func submit() throws -> Reply {
    let (stream, _, proposal) = try batch()
    let given = try visit.read { form -> Digest? in
      let text = form.text("digest", most: 64)
      let digest = Digest(base64: text) ?? Digest(hex: text)
      if digest == nil { form.fault("digest", "This is no digest: copy the one that the import has printed") }
      return digest
    }
    guard let given else { throw WebRefusals.pageUnknown() }
    let confirmed = PortfolioConfirmed(count: proposal.count, total: proposal.total, digest: Fingerprint(given))
    return try visit.draft([visit.request(confirmed, stream: stream)], then: "/imports")
  }
}
