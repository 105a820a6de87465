import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Everything that a creditor or landlord has in the books, and what waits for their answer.
enum CreditorPage {
  static func show(_ visit: Visit) throws -> SitePage {
    let desk = CreditorDesk(visit)
    let names = try PeopleNames(visit.bookkeeper)
    let (parts, guarantees) = (try desk.parts(), try desk.guarantees())
    let waivers = try ServiceWaiver.waiting(visit)
    let waiting =
      try parts.flatMap { try waits($0, visit, names) } + waivers.flatMap { try $0.block(visit, names) }
    var blocks: [Block] = []
    if !waiting.isEmpty { blocks.append(.section(visit.say("What waits for your answer"), waiting)) }
    blocks.append(.section(visit.say("Plans to pay back"), [.table(try plans(parts, visit, names))]))
    blocks.append(.section(visit.say("Guarantees for the rent"), [.table(try table(guarantees, visit, names))]))
    return SitePage(visit.say("What is owed to you"), blocks)
  }

  private static func waits(_ part: CreditorDesk.Part, _ visit: Visit, _ names: PeopleNames) throws -> [Block] {
    var blocks: [Block] = []
    let family = try names.household(part.household)
    if part.proposal != nil {
      let total = part.share.payments.reduce(Money.zero) { $0 + $1.amount }
      blocks.append(
        .message(
          Message(
            .note, visit.say("A plan for what \(family) owes you"),
            [visit.say("Your part: \(total). You may say yes or no.")])))
      blocks.append(
        .actions([
          Action(visit.say("Read and answer"), to: WebPath(stringLiteral: part.path + "/answer"), isMain: true)
        ]))
    }
    if let month = part.rents.first {
      blocks.append(
        .message(
          Message(
            .note, visit.say("Has \(family) paid the rent of \(month)?"),
            [visit.say("The plan stands on it: months without your word count as missed.")])))
      blocks.append(
        .actions([Action(visit.say("Confirm the rent"), to: WebPath(stringLiteral: part.path + "/rent"), isMain: true)])
      )
    }
    return blocks
  }

  private static func plans(_ parts: [CreditorDesk.Part], _ visit: Visit, _ names: PeopleNames) throws -> Table {
    var table = Table(
      caption: visit.say("Plans to pay back"),
      columns: [
        .init(visit.say("Family")), .init(visit.say("Owed"), isFigure: true), .init(visit.say("Next")),
      ],
      rows: try parts.map { part in
        let name = Inline.link(try names.household(part.household), to: WebPath(stringLiteral: part.path))
        return [
          .inline(name.over(part.told(visit))), .euros(part.owed),
          part.next.map { next in
            .inline(next.due.map { visit.say("\(next.missing) on \($0)") } ?? visit.say("pause"))
          } ?? .none,
        ]
      },
      empty: visit.say(
        "No family pays you back by a plan. Whoever opens a plan lists you as a creditor; then it stands here."))
    table.showsCaption = false
    return table
  }

  private static func table(
    _ guarantees: [CreditorDesk.Guarantee], _ visit: Visit, _ names: PeopleNames
  ) throws -> Table {
    var table = Table(
      caption: visit.say("Guarantees for the rent"),
      columns: [
        .init(visit.say("Tenant")), .init(visit.say("Left of it"), isFigure: true), .init(visit.say("Until")),
      ],
      rows: try guarantees.map { guarantee in
        let path: WebPath = "/creditor/guarantees/\(guarantee.id)"
        let name = Inline.link(try names.household(guarantee.request.household), to: path)
        return [
          .inline(name.over(guarantee.told(visit))), .euros(guarantee.state.residual),
          .day(guarantee.request.terms.end),
        ]
      },
      empty: visit.say(
        "No guarantee was given to you. The people of the fund ask for one when you let a home to a family."))
    table.showsCaption = false
    return table
  }
}
