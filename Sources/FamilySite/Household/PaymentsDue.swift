import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Something that the family has still to pay, on its day.
struct PaymentDue {
  enum Matter {
    case instalment
    case loan
    /// Costs of a loan besides its instalments.
    case cost
    /// The rent of a month, of which the books know the day but not the amount.
    case rent(CivilMonth)
  }

  let due: CivilDate
  let to: Inline
  let matter: Matter
  /// What is missing of it; nil where the books do not know.
  let amount: Money?
}

/// What a family has still to pay up to a day, oldest first.
struct PaymentsDue {
  let payments: [PaymentDue]
  private let today: CivilDate

  init(_ books: FamilyBooks, through day: CivilDate, today: CivilDate, _ names: PeopleNames) throws {
    self.today = today
    let all =
      try books.plans.flatMap { try PaymentsDue.instalments($0, day, names) }
      + books.plans.flatMap { try PaymentsDue.rents($0, day, names) }
      + books.loans.flatMap { try PaymentsDue.loan($0, day, names) }
    payments = all.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }.map(\.element)
  }

  var total: Money { payments.reduce(.zero) { $0 + ($1.amount ?? .zero) } }

  func isLate(_ payment: PaymentDue) -> Bool { payment.due < today }

  /// Each creditor's part of an instalment is a payment of its own: they are different people.
  private static func instalments(
    _ plan: PlanOverview, _ day: CivilDate, _ names: PeopleNames
  ) throws -> [PaymentDue] {
    guard PlanState.Status.running.contains(plan.state.status), let terms = plan.state.agreed?.terms else { return [] }
    let debts = plan.state.debts(of: terms)
    return try plan.instalments.flatMap { standing -> [PaymentDue] in
      guard let due = standing.due, due <= day, !standing.isPaid else { return [] }
      return try zip(debts, standing.missing).filter { $0.1.isPositive }.map { debt, missing in
        PaymentDue(due: due, to: try names.party(debt.creditor), matter: .instalment, amount: missing)
      }
    }
  }

  private static func rents(_ plan: PlanOverview, _ day: CivilDate, _ names: PeopleNames) throws -> [PaymentDue] {
    guard let rent = plan.state.agreed?.terms.rent,
      let landlord = plan.state.debts.first(where: { $0.terms.nature == .rent })?.creditor
    else { return [] }
    let to = try names.party(landlord)
    return plan.rentsToConfirm.map { month in
      let (year, number, _) = month.firstDay.components
      let place = min(rent.dueDay, CivilDate.daysIn(month: number, year: year))
      return PaymentDue(due: month.firstDay.adding(days: place - 1), to: to, matter: .rent(month), amount: nil)
    }.filter { $0.due <= day }
  }

  /// Money that the fund holds already is not asked for again.
  private static func loan(_ book: LoanBook, _ day: CivilDate, _ names: PeopleNames) throws -> [PaymentDue] {
    guard book.state.status == .running, let position = book.position else { return [] }
    let to = try names.fund(book.contract.purse.fund)
    var held = max(position.unallocated, .zero)
    func missing(_ unpaid: Money) -> Money {
      let covered = min(held, unpaid)
      held -= covered
      return unpaid - covered
    }
    let costs = position.costs.filter { $0.cost.due <= day && $0.unpaid.isPositive }
      .map { PaymentDue(due: $0.cost.due, to: to, matter: .cost, amount: missing($0.unpaid)) }
    let rows = position.rows.filter { $0.due <= day && $0.unpaid.isPositive }
      .map { PaymentDue(due: $0.due, to: to, matter: .loan, amount: missing($0.unpaid)) }
    return (costs + rows).filter { $0.amount?.isPositive ?? true }
  }
}

extension PaymentDue {
  func title(_ visit: Visit) -> Inline {
    switch matter {
    case .instalment: visit.say("instalment of the plan")
    case .loan: visit.say("instalment of the loan")
    case .cost: visit.say("costs of the loan")
    case .rent(let month): "\(visit.say("rent of \(month)")), \(visit.say("as in your contract"))"
    }
  }
}

extension PaymentsDue {
  func table(_ visit: Visit) -> Table {
    var table = Table(
      caption: visit.say("Still to pay this month"),
      columns: [
        .init(visit.say("To whom")), .init(visit.say("When")), .init(visit.say("How much"), isFigure: true),
      ],
      rows: payments.map { payment in
        let day: Inline = "\(payment.due)"
        return [
          .inline(payment.to.over(payment.title(visit))),
          .inline(isLate(payment) ? day.over("\(strong: visit.say("late"))") : day),
          payment.amount.map { .euros($0) } ?? .none,
        ]
      },
      totals: total.isPositive && payments.count > 1 ? [.inline(visit.say("Together")), .none, .euros(total)] : [],
      empty: visit.say("Nothing more is to be paid this month."))
    table.showsCaption = false
    return table
  }
}
