import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What has arrived, as the books have it: so that a family can compare it with its receipts.
struct ArrivedPayments {
  private struct Payment {
    let day: CivilDate
    let position: Int
    let to: To
    let amount: Money
  }

  private enum To {
    case creditor(ULID)
    case fund(Slug)
    /// With the fund, which passes it on to the creditors.
    case held
  }

  private static let most = 10
  private let payments: [Payment]

  init(_ books: FamilyBooks, _ bookkeeper: Bookkeeper) throws {
    var found: [Payment] = []
    for plan in books.plans {
      for step in try bookkeeper.history(StreamID("plan", plan.id)) where step.entry.entry.kind == PlanPaid.kind {
        let paid = try JSONDecoding.decode(PlanPaid.self, from: JSON.parse(step.entry.entry.body, form: .canonical))
        let creditor = paid.parts.first.flatMap { part in
          plan.state.debts.indices.contains(part.debt - 1) ? plan.state.debts[part.debt - 1].creditor : nil
        }
        found.append(
          Payment(
            day: step.entry.header.effective, position: step.entry.position,
            to: creditor.map { .creditor($0) } ?? .held,
            amount: paid.amount))
      }
    }
    for loan in books.loans {
      for step in try bookkeeper.history(loan.stream) where step.entry.entry.kind.text.hasPrefix("loan.") {
        let arrived = step.entry.entry.postings.lines.reduce(0) {
          $1.account.isUnder("assets:bank") ? $0 + $1.amount : $0
        }
        guard arrived > 0 else { continue }
        found.append(
          Payment(
            day: step.entry.header.effective, position: step.entry.position, to: .fund(loan.contract.purse.fund),
            amount: Money(cents: arrived)))
      }
    }
    payments = Array(found.sorted { ($0.day, $0.position) > ($1.day, $1.position) }.prefix(ArrivedPayments.most))
  }

  func table(_ visit: Visit, _ names: PeopleNames) throws -> Table {
    Table(
      caption: visit.say("What the books say has arrived"),
      columns: [
        .init(visit.say("When")), .init(visit.say("To whom")), .init(visit.say("How much"), isFigure: true),
      ],
      rows: try payments.map { payment in
        let to: Inline =
          switch payment.to {
          case .creditor(let id): try names.party(id)
          case .fund(let fund): try names.fund(fund)
          case .held: visit.say("the fund, for your creditors")
          }
        return [.day(payment.day), .inline(to), .euros(payment.amount)]
      }, empty: visit.say("Nothing has arrived yet."))
  }
}
