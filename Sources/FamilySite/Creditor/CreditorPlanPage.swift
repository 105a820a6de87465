import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// One creditor's part of a plan: what is owed to them, what arrived, and what comes on which day.
enum CreditorPlanPage {
  static func show(_ visit: Visit) throws -> SitePage {
    let part = try CreditorDesk(visit).part()
    let names = try PeopleNames(visit.bookkeeper)
    var blocks: [Block] = [.figures(figures(part, visit)), .facts(facts(part, visit))]
    blocks.append(.actions(actions(part, visit)))
    blocks.append(.section(visit.say("Your claims"), [.table(claims(part.share, visit))]))
    blocks.append(
      .section(
        part.share.isProposed ? visit.say("What is proposed") : visit.say("What comes, and what has come"),
        [.table(payments(part.share, visit))]))
    blocks.append(
      .note(visit.say("You see your own part. What the family owes others, and what it lives on, is theirs.")))
    return SitePage(
      visit.say("What \(try names.household(part.household)) owes you"),
      trail: [(visit.say("What is owed to you"), "/creditor")], blocks)
  }

  private static func figures(_ part: CreditorDesk.Part, _ visit: Visit) -> [Figure] {
    [Figure(visit.text("Arrived"), "\(part.received)"), Figure(visit.text("Still owed"), "\(part.owed)")]
  }

  private static func facts(_ part: CreditorDesk.Part, _ visit: Visit) -> [Term] {
    var terms = [Term(visit.say("How it stands"), part.told(visit))]
    if let next = part.next {
      terms.append(
        Term(
          visit.say("Next"),
          next.due.map { visit.say("\(next.missing) on \($0)") } ?? visit.say("\(next.missing), when the pause is over")
        ))
    }
    if let day = part.share.frozenUntil { terms.append(Term(visit.say("The eviction waits until"), "\(day)")) }
    if !part.rents.isEmpty {
      terms.append(Term(visit.say("Rents to confirm"), .listed(part.rents.map { "\($0)" })))
    }
    return terms
  }

  private static func actions(_ part: CreditorDesk.Part, _ visit: Visit) -> [Action] {
    func path(_ ending: String) -> WebPath { WebPath(stringLiteral: part.path + ending) }
    var actions: [Action] = []
    if part.proposal != nil { actions.append(Action(visit.say("Say yes or no"), to: path("/answer"), isMain: true)) }
    if !part.rents.isEmpty, part.isRunning {
      actions.append(Action(visit.say("Confirm the rent"), to: path("/rent"), isMain: part.proposal == nil))
    }
    if part.isRunning, part.owed.isPositive {
      actions.append(Action(visit.say("Money has arrived"), to: path("/received")))
    }
    return actions
  }

  private static func claims(_ share: CreditorShare, _ visit: Visit) -> Table {
    var table = Table(
      caption: visit.say("Your claims"),
      columns: [
        .init(visit.say("For what")), .init(visit.say("Arrived or waived"), isFigure: true),
        .init(visit.say("Still owed"), isFigure: true),
      ],
      rows: share.claims.map {
        [.inline(visit.word($0.nature, of: "nature")), .euros($0.credited), .euros($0.outstanding)]
      })
    table.showsCaption = false
    return table
  }

  static func payments(_ share: CreditorShare, _ visit: Visit) -> Table {
    var table = Table(
      caption: visit.say("Your payments"),
      columns: [
        .init(visit.say("When")), .init(visit.say("How much"), isFigure: true),
        .init(visit.say("Still to come"), isFigure: true),
      ],
      rows: share.payments.filter(\.amount.isPositive).map { payment in
        [
          payment.due.map { .day($0) } ?? .inline(visit.say("after the pause")), .euros(payment.amount),
          payment.missing.isPositive ? .euros(payment.missing) : .inline(visit.say("arrived")),
        ]
      }, empty: visit.say("Nothing is planned yet. When a plan is proposed you read it here, and say yes or no."))
    table.showsCaption = false
    return table
  }
}
