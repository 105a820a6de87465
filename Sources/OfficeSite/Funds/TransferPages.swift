import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages
import Sodium

/// Money that changes its restriction: one person proposes, another makes it.
struct TransferPages {
  let visit: Visit

  private var trail: Trail { visit.fundsTrail + [(visit.say("Transfers"), "/transfers")] }

  func list() throws -> SitePage {
    let titles = try visit.fundTitles()
    let rows = try visit.bookkeeper.all(TransferState.self).reversed().compactMap { found -> [Table.Cell]? in
      guard let proposal = found.state.proposal else { return nil }
      let state: Inline =
        found.state.isMade
        ? visit.say("made") : .link(visit.say("waits for a second person"), to: "/transfers/\(found.stream.key)")
      return [
        .inline(visit.words(for: proposal.source, in: titles)),
        .inline(visit.words(for: proposal.destination, in: titles)), .money(proposal.amount), .inline(state),
      ]
    }
    return SitePage(
      visit.say("Transfers"),
      lead: visit.say("Money that changes its restriction. A donor's will is changed only with the donor's consent."),
      trail: visit.fundsTrail, width: .wide,
      [
        .actions([Action(visit.say("Propose a transfer"), to: "/transfers/new", isMain: true)]),
        .table(
          Table(
            caption: visit.say("Transfers"),
            columns: [
              Table.Column(visit.say("From")), Table.Column(visit.say("To")),
              Table.Column(visit.say("Amount"), isFigure: true), Table.Column(visit.say("State")),
            ], rows: rows, empty: visit.say("No transfer was proposed yet."))),
      ])
  }

  func showNew() throws -> SitePage {
    SitePage(
      visit.say("Propose a transfer"), trail: trail,
      visit.form(
        [
          .field(visit.field("amount", "Amount", .amount)),
          .field(try visit.purseField("from", "From which restriction")),
          .field(try visit.purseField("to", "To which restriction")),
          .field(
            visit.field(
              "consent", "The donor's written consent", .file(accept: ".pdf,.jpg,.png"),
              hint: "Needed unless the money is free; only its fingerprint is recorded", isRequired: false)),
        ], submit: "Go on to signing"))
  }

  func submitNew() throws -> Reply {
    let (amount, from, to, consent) = try visit.read {
      ($0.amount("amount"), $0.purse("from"), $0.purse("to"), $0.optionalFile("consent"))
    }
    guard let from, let to else { throw WebRefusals.pageUnknown() }
    let proposed = TransferProposed(
      amount: amount, from: from, to: to, donorConsent: consent.map { Fingerprint(SHA256.hash($0.bytes)) })
    return try visit.draft([visit.begin(proposed, "transfer")], then: "/transfers")
  }

  func showMake() throws -> SitePage {
    let state: TransferState = try visit.bookkeeper.state(visit.stream("transfer"))
    guard let proposal = state.proposal else { throw WebRefusals.pageUnknown() }
    let facts = [
      Term(visit.say("Amount"), "\(strong: "\(proposal.amount)")"),
      Term(visit.say("From"), try visit.words(for: proposal.source)),
      Term(visit.say("To"), try visit.words(for: proposal.destination)),
      Term(
        visit.say("Donor's consent"),
        proposal.donorConsent.map { .code($0.digest.inFours) } ?? visit.say("not needed: the money is free")),
    ]
    let form =
      state.isMade
      ? [Block.note(visit.say("This transfer is made."))] : visit.form([], submit: "Go on to signing")
    return SitePage(visit.say("Make a transfer"), trail: trail, visit.decided(facts, then: form))
  }

  func submitMake() throws -> Reply {
    let stream = try visit.stream("transfer")
    let state: TransferState = try visit.bookkeeper.state(stream)
    guard let proposal = state.proposal else { throw WebRefusals.pageUnknown() }
    return try visit.draft(
      [visit.request(TransferMade(amount: proposal.amount), stream: stream)], then: "/transfers")
  }
}
