public import LedgerCore

/// How a plan is being kept on a day.
public struct PlanStanding: Sendable, Hashable {
  /// Instalments whose due date and days of grace are over and that are not paid whole.
  public let missedInstalments: Int
  /// Months whose rent nobody has confirmed in time.
  public let missedRents: [CivilMonth]
  /// What is missing of the instalments that have fallen due.
  public let overdue: Money

  public var isKept: Bool { missedInstalments == 0 && missedRents.isEmpty }

  /// True where so much is missed that the plan is broken.
  public func breaks(_ rules: BreachRules) -> Bool {
    missedInstalments >= rules.missedInstalments || missedRents.count >= rules.missedRents
  }
}

/// An instalment of the running plan, and how far it is paid.
public struct InstalmentStanding: Sendable, Hashable {
  public let instalment: PlanInstalment
  /// After suspensions; nil while one runs.
  public let due: CivilDate?
  /// What is missing of each share; money that the fund still holds counts as paid, to the first creditors in order.
  public let missing: [Money]

  public var isPaid: Bool { missing.allSatisfy { !$0.isPositive } }
}

extension PlanState {
  /// The running plan's instalments, oldest first.
  ///
  /// A debt's credits pay its shares oldest first, wherever they came from; what was corrected away is not missing.
  /// - Parameter held: what the family has paid to the fund and the creditors have not got yet.
  public func instalments(held: Money) -> [InstalmentStanding] {
    guard let agreed else { return [] }
    var credits = zip(debts(of: agreed.terms), agreed.baseline).map { $0.credited - $1 }
    var owed = debts(of: agreed.terms).map(\.outstanding)
    var held = held
    return agreed.terms.instalments.map { instalment in
      var missing: [Money] = []
      for (index, share) in instalment.shares.enumerated() {
        let paid = min(share, max(credits[index], .zero))
        credits[index] -= paid
        var rest = min(share - paid, owed[index])
        owed[index] -= rest
        let covered = min(rest, max(held, .zero))
        held -= covered
        rest -= covered
        missing.append(rest)
      }
      return InstalmentStanding(instalment: instalment, due: postponed(instalment.due), missing: missing)
    }
  }

  /// - Parameter held: as for `instalments`.
  public func standing(asOf day: CivilDate, held: Money) -> PlanStanding {
    guard let terms = agreed?.terms, Status.running.contains(status) else {
      return PlanStanding(missedInstalments: 0, missedRents: [], overdue: .zero)
    }
    var missed = 0
    var overdue = Money.zero
    for standing in instalments(held: held) where !standing.isPaid {
      if let due = standing.due, due < day { overdue = standing.missing.reduce(overdue, +) }
      let deadline = postponed(standing.instalment.due.adding(days: terms.breach.graceDays))
      if let deadline, deadline < day { missed += 1 }
    }
    return PlanStanding(missedInstalments: missed, missedRents: missedRents(asOf: day, terms), overdue: overdue)
  }

  /// Suspended instalments wait, but the rent is somebody else's and goes on.
  private func missedRents(asOf day: CivilDate, _ terms: PlanTerms) -> [CivilMonth] {
    guard let rent = terms.rent else { return [] }
    var month = rent.from
    var missed: [CivilMonth] = []
    while rent.due(month).adding(days: terms.breach.graceDays) < day {
      if !rentsConfirmed.contains(month) { missed.append(month) }
      month = CivilMonth(month.firstDay.adding(months: 1))
    }
    return missed
  }

  /// The terms as an offer to the family, in the place of what is in force.
  func offer(_ terms: PlanTerms, to household: ULID, by body: Slug?) -> InstalmentOffer {
    let replaced = (agreed?.terms.instalments ?? []).compactMap { instalment in
      postponed(instalment.due).map { (due: $0, amount: instalment.amount) }
    }
    return InstalmentOffer(
      household: household, instalments: terms.byMonth, promise: promise, replaced: MonthlyInstalments(replaced),
      isOverridden: terms.override == true, body: body, reservation: terms.reservation)
  }

  /// A day moved on by the suspensions that began before it was over; nil while one of them runs.
  func postponed(_ day: CivilDate) -> CivilDate? {
    var moved = day
    for suspension in suspensions where suspension.from <= moved {
      guard let to = suspension.to else { return nil }
      moved = moved.adding(days: to.dayNumber - suspension.from.dayNumber)
    }
    return moved
  }

  /// An amount for one creditor as parts of that creditor's debts: what the plan promises first, then the rest of the
  /// debts by number.
  public func parts(
    of amount: Money, to creditor: ULID, nature: DebtNature? = nil
  ) throws(Refusal) -> [PlanPart] {
    let numbers = debts.indices.filter {
      debts[$0].creditor == creditor && (nature == nil || debts[$0].terms.nature == nature)
    }
    guard !numbers.isEmpty else { throw PlanRules.creditorUnknown(["creditor": creditor]) }
    var taken = debts.map { _ in Money.zero }
    var left = amount
    func take(_ index: Int, _ most: Money) {
      let part = min(left, most, debts[index].outstanding - taken[index])
      taken[index] += part
      left -= part
    }
    for standing in instalments(held: .zero) {
      for (place, number) in (agreed?.terms.debts ?? []).enumerated() where numbers.contains(number - 1) {
        take(number - 1, standing.missing[place])
      }
    }
    for index in numbers { take(index, left) }
    guard left == .zero else {
      throw PlanRules.exceedsDebt(["amount": amount, "outstanding": amount - left, "creditor": creditor])
    }
    return numbers.filter { taken[$0].isPositive }.map { PlanPart(taken[$0], off: $0 + 1) }
  }
}
