import Bookkeeping
import Coaching
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// Who may see what of the family and who has, what is kept about it, and the devices with which a person signs.
enum DocumentsPage {
  static func show(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("documents") { family in
      let names = try PeopleNames(visit.bookkeeper)
      let blocks: [Block] =
        try family.choice("/me/documents") + [
          .section(visit.say("Who may see what"), consents(family, names)),
          .section(visit.say("Who has looked"), [.table(try reads(family, names))]),
          .section(visit.say("What is kept about us"), try papers(family)),
          .section(visit.say("Your devices"), try Devices(visit).blocks(family)),
        ]
      return SitePage(visit.say("Documents, and who saw what"), blocks)
    }
  }

  private static func consents(_ family: OwnFamily, _ names: PeopleNames) -> [Block] {
    let visit = family.visit
    let standing = family.state.consents.filter { $0.value.until >= visit.today }
      .sorted { $0.value.position < $1.value.position }
    var blocks: [Block] = [
      .paragraph(
        visit.say(
          "The people of the fund see what they need to help you. Others see something only if you let them, and only until the day that you say."
        ))
    ]
    for (id, consent) in standing {
      blocks.append(
        .facts([
          Term(visit.say("Who"), .listed(consent.bodies.sorted().map { names.body($0) })),
          Term(visit.say("May see"), .listed(consent.scopes.sorted().map { visit.word($0, of: "scopes") })),
          Term(visit.say("Until"), "\(consent.until)"),
        ]))
      blocks.append(.actions([Action(visit.say("Take it back"), to: family.link("/me/consents/\(id)/withdraw"))]))
    }
    if standing.isEmpty { blocks.append(.paragraph(visit.say("You let nobody else see anything."))) }
    blocks.append(.actions([Action(visit.say("Let somebody see something"), to: family.link("/me/consents/new"))]))
    return blocks
  }

  /// So many lines of the access log are shown.
  private static let mostReads = 50

  private static func reads(_ family: OwnFamily, _ names: PeopleNames) throws -> Table {
    let visit = family.visit
    return Table(
      caption: visit.say("The newest first"),
      columns: [.init(visit.say("When")), .init(visit.say("Who")), .init(visit.say("What"))],
      rows: try visit.bookkeeper.vault.accesses(to: family.id, most: mostReads).map { read in
        [.day(read.day), .inline(try names.member(read.member)), .inline(ReadPage(read.page).told(visit))]
      }, empty: visit.say("Nobody has looked at your data in the browser yet."))
  }

  /// Everything sealed about the family that can still be read, oldest last.
  private static func papers(_ family: OwnFamily) throws -> [Block] {
    let visit = family.visit
    var blocks: [Block] = []
    if let record = family.state.record, let known = try visit.bookkeeper.sealedRecord(record.digest) {
      let terms = known.sorted { ($0.key == "name" ? 0 : 1, $0.key) < ($1.key == "name" ? 0 : 1, $1.key) }.compactMap {
        member in
        member.value.string.map { Term(RecordMember(member.key).told(visit), .name($0)) }
      }
      blocks.append(.facts(terms))
      blocks.append(.paragraph(visit.say("Is something of this wrong? Tell the people of the fund.")))
    }
    let budget = try visit.bookkeeper.budget(of: family.id).state
    let sheets =
      budget.snapshots.map { ($0.day, $0.id, visit.say("Your budget, as you told it")) }
      + (budget.agreedPlans + [budget.proposedPlan].compactMap { $0 }).map {
        ($0.day, $0.id, visit.say("Plan for your months").over("\($0.from)"))
      }
    blocks.append(
      .table(
        Table(
          caption: visit.say("Your budgets and plans"), columns: [.init(visit.say("When")), .init(visit.say("What"))],
          rows: sheets.sorted { $0.0 > $1.0 }.map { day, id, title in
            [.day(day), .inline(.link(title, to: family.link("/me/papers/\(id)")))]
          }, empty: visit.say("No budget was written down yet."))))
    return blocks
  }
}
