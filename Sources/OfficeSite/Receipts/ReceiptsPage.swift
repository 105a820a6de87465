import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What is expected to come in: instalments, pledges, recourse; each with the form that records it.
struct ReceiptsPage {
  let visit: Visit
  /// Rows on one page.
  static let most = 200

  func page() throws -> SitePage {
    let names = try visit.naming()
    let all = try visit.bookkeeper.expectedReceipts()
    let wanted = visit.wantedName.lowercased()
    let found = wanted.isEmpty ? all : all.filter { matches(wanted, $0, names) }
    let shown = Array(found.prefix(ReceiptsPage.most))
    var blocks = visit.nameSearch(visit.say("Name or file number")) + [.table(try table(shown, names))]
    if found.count > shown.count {
      blocks.append(
        .note(visit.say("\(found.count - shown.count) more are not shown: search for a name or a file number.")))
    }
    let own =
      Office.treasurers.admits(visit.viewer)
      ? [
        Action(visit.say("A gift without a pledge"), to: "/contributions/received"),
        Action(visit.say("Repayable capital"), to: "/capital/received"),
      ] : []
    blocks.append(.actions(own + [Action(visit.say("Bank inbox"), to: "/bank")]))
    return SitePage(
      visit.say("Money that comes in"),
      lead: visit.say(
        "What stands on a bank statement is better recorded in the bank inbox: there no line can count twice."),
      width: .wide, blocks)
  }

  private func matches(_ wanted: String, _ receipt: ExpectedReceipt, _ names: Naming) -> Bool {
    let texts = [names(.file(receipt.stream)), (receipt.household ?? receipt.party).flatMap { names(.party($0)) }]
    return texts.contains { $0?.lowercased().contains(wanted) ?? false }
      || receipt.stream.key.lowercased().hasSuffix(wanted)
  }

  private func table(_ receipts: [ExpectedReceipt], _ names: Naming) throws -> Table {
    let seen = try visit.families(among: receipts.compactMap(\.household), page: "receipts")
    let isTreasurer = visit.viewer?.holds(.treasurer) == true
    let rows = receipts.map { receipt -> [Table.Cell] in
      let mayName = receipt.household.map { seen.contains($0) } ?? true
      let id = receipt.household ?? receipt.party
      let name = mayName ? id.map { names(.party($0)) ?? "…" + $0.description.suffix(6) } : nil
      return [
        .inline(words(for: receipt, names)), name.map { .text($0) } ?? .inline(visit.say("not known")),
        receipt.due.map { .day($0) } ?? .none, .money(receipt.amount), .money(receipt.outstanding),
        .inline(isTreasurer ? .link(visit.say("Record a payment"), to: receipt.path) : ""),
      ]
    }
    return Table(
      caption: visit.say("Expected"),
      columns: [
        Table.Column(visit.say("What")), Table.Column(visit.say("From whom")), Table.Column(visit.say("Due")),
        Table.Column(visit.say("Next amount"), isFigure: true), Table.Column(visit.say("Open in all"), isFigure: true),
        Table.Column(visit.say("Next step")),
      ], rows: rows, empty: visit.say("Nothing is expected, or nothing has this name."))
  }

  private func words(for receipt: ExpectedReceipt, _ names: Naming) -> Inline {
    let word =
      switch receipt.cause {
      case .loan: visit.say("Loan: instalment")
      case .plan: visit.say("Repayment plan: instalment")
      case .pledge: visit.say("Pledge")
      case .recourse: visit.say("Tenant's debt to the fund")
      }
    return names(.file(receipt.stream)).map { word.over(.name($0)) } ?? word
  }
}

extension ExpectedReceipt {
  /// The page on which it is recorded.
  var path: WebPath {
    switch cause {
    case .loan: "/receipts/loans/\(stream.key)"
    case .plan: "/receipts/plans/\(stream.key)"
    case .pledge: "/contributions/\(stream.key)/receive"
    case .recourse: "/receipts/guarantees/\(stream.key)"
    }
  }
}
