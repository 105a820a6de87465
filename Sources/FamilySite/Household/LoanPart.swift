import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A loan as the family reads it.
struct LoanPart {
  let book: LoanBook

  /// Nil for an application that never became anything.
  func block(_ family: OwnFamily, _ names: PeopleNames) throws -> Block? {
    let visit = family.visit
    guard ![.refused, .withdrawn, .lapsed, .new].contains(book.state.status) else { return nil }
    var blocks: [Block] = [.facts(try facts(visit, names))]
    if book.state.status == .approved {
      blocks.append(.actions([Waiting.loan(book).action(family, isMain: false)]))
    }
    if let position = book.position, position.rows.contains(where: { $0.instalment.isPositive }) {
      blocks.append(.details(visit.say("All instalments"), [.table(LoanPart.schedule(position, visit))]))
    }
    return .section(visit.say("Loan of \(book.contract.amount)"), blocks)
  }

  private func facts(_ visit: Visit, _ names: PeopleNames) throws -> [Term] {
    var terms = [
      Term(visit.say("How it stands"), status(visit)),
      Term(visit.say("From"), try names.fund(book.contract.purse.fund)),
    ]
    guard let position = book.position else { return terms }
    if book.state.status == .running {
      let paid = position.rows.reduce(Money.zero) { $0 + $1.paid }
      terms.append(Term(visit.say("Paid back"), "\(paid)"))
      terms.append(Term(visit.say("Still to pay back"), "\(strong: "\(position.owed)")"))
      if let next = book.nextRow {
        terms.append(Term(visit.say("Next instalment"), visit.say("\(next.unpaid) on \(next.due)")))
      }
      if position.unallocated.isPositive {
        terms.append(Term(visit.say("Paid ahead"), "\(position.unallocated)"))
      }
      if let ageing = try book.ageing(asOf: visit.today), ageing.daysPastDue > 0 {
        terms.append(Term(visit.say("Days late"), "\(ageing.daysPastDue)"))
      }
    }
    return terms
  }

  private func status(_ visit: Visit) -> Inline {
    switch book.state.status {
    case .new, .applied: visit.say("Asked for. The committee decides.")
    case .approved: visit.say("Ready: it waits for your signature.")
    case .accepted: visit.say("Signed. The money comes next.")
    case .running: book.state.isAccelerated ? visit.say("All of it is asked back now: call.") : visit.say("Runs.")
    case .refused: visit.say("Not granted.")
    case .withdrawn, .lapsed: visit.say("Given up.")
    case .closed: visit.say("Done: everything is paid.")
    case .writtenOff: visit.say("The fund does not count on it any more.")
    }
  }

  static func schedule(_ position: LoanPosition, _ visit: Visit) -> Table {
    Table(
      caption: visit.say("All instalments"),
      columns: [
        .init(visit.say("When")), .init(visit.say("How much"), isFigure: true),
        .init(visit.say("Left"), isFigure: true),
      ],
      rows: position.rows.filter(\.instalment.isPositive).map { row in
        [
          .day(row.due), .euros(row.instalment),
          row.unpaid.isPositive ? .euros(row.unpaid) : .inline(visit.say("paid")),
        ]
      })
  }
}
