import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// I paid; something changed; I need a pause: what a family can say itself, and whom it calls for the rest.
enum TellPage {
  static func show(_ visit: Visit) throws -> SitePage {
    try visit.familyPage("tell") { family in
      let names = try PeopleNames(visit.bookkeeper)
      let books = try FamilyBooks(family.id, visit.bookkeeper)
      let blocks =
        try family.choice("/me/tell") + [
          .section(visit.say("I paid"), try paid(books, family, names)),
          .section(visit.say("Something has changed"), try changed(books.budget, family, names)),
          .section(visit.say("I need a pause"), [.paragraph(try pause(books, visit, names))]),
        ]
      return SitePage(visit.say("I paid, or something has changed"), blocks)
    }
  }

  static func submit(_ visit: Visit) throws -> Reply {
    guard let family = try visit.ownFamily("tell") else { throw WebRefusals.pageUnknown() }
    let (reason, since) = try visit.read { ($0.choice("reason", CircumstanceChanged.Reason.self), $0.day("since")) }
    return try visit.draft(
      [
        visit.statement(
          CircumstanceChanged(reason: reason ?? .familyChanged, since: since), stream: StreamID("budget", family.id),
          as: .household)
      ], then: family.link("/me/tell"))
  }

  /// Who has got the money writes it down; the family compares, and keeps its receipts.
  private static func paid(_ books: FamilyBooks, _ family: OwnFamily, _ names: PeopleNames) throws -> [Block] {
    let visit = family.visit
    var blocks: [Block] = [
      .paragraph(
        visit.say("Whoever gets your money writes it into the books: your creditor or the fund. Keep every receipt.")),
      .table(try ArrivedPayments(books, visit.bookkeeper).table(visit, names)),
      .paragraph(
        visit.say("Is a payment missing here? Show the receipt to \(try helper(books.budget, visit, names)).")),
    ]
    var actions: [Action] = books.services.filter { $0.state.status == .inForce }.map {
      Action(visit.say("I did hours: write them down"), to: family.link("/me/service/\($0.id)/hours"))
    }
    for waiting in Waiting.all(in: books) {
      guard case .claim(let guarantee, let claim) = waiting else { continue }
      actions.append(
        Action(
          visit.say("My landlord says I have not paid: answer"),
          to: family.link("/me/guarantees/\(guarantee.id)/claims/\(claim.id)/answer")))
    }
    if !actions.isEmpty { blocks.append(.actions(actions)) }
    return blocks
  }

  private static func changed(_ budget: BudgetBook, _ family: OwnFamily, _ names: PeopleNames) throws -> [Block] {
    let visit = family.visit
    let helper = try helper(budget, visit, names)
    guard budget.state.isOpen else {
      return [
        .paragraph(visit.say("Less work, an illness, a letter that worries you? Call \(helper) straight away."))
      ]
    }
    var blocks: [Block] = []
    if let told = budget.state.suspension {
      let reason = visit.word(told.reason, of: "reason")
      blocks.append(
        .message(
          Message(
            .done, visit.say("You have told us: \(reason), since \(told.since)"),
            [visit.say("Until you have looked at it together, nobody may ask you for anything new.")])))
    } else {
      blocks.append(
        .paragraph(
          visit.say(
            "Tell it here. From then on nobody may ask you for anything new, until you have looked at it together. What is agreed stays."
          )))
    }
    blocks += visit.form(
      [
        .field(
          visit.field(
            "reason", "What has changed?", .radios(visit.options(CircumstanceChanged.Reason.self, of: "reason")))),
        .field(visit.field("since", "Since when?", .date, initial: visit.today.description)),
      ], submit: "Go on, to sign", hidden: family.hidden)
    blocks.append(.paragraph(visit.say("Then call \(helper).")))
    return blocks
  }

  private static func pause(_ books: FamilyBooks, _ visit: Visit, _ names: PeopleNames) throws -> Inline {
    let helper = try helper(books.budget, visit, names)
    return visit.say(
      "You cannot pay for a while? Call \(helper) before the day of the instalment. A pause is written down by them, and nobody thinks less of you."
    )
  }

  /// The educator whom the family knows, else the people of the fund.
  private static func helper(_ budget: BudgetBook, _ visit: Visit, _ names: PeopleNames) throws -> Inline {
    guard budget.state.isOpen, let coach = budget.state.coach else { return visit.say("the people of the fund") }
    let name = try names.member(coach)
    return budget.state.openedFor.map { "\(name) (\(names.body($0)))" } ?? name
  }
}
