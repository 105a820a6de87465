public import LedgerCore

/// A body keeps a part of the family's capacity while it prepares an offer, so that two bodies never promise the same euro.
public struct CapacityReserved: EntryBody {
  public static let kind: Kind = "budget.capacity-reserved"
  public static let roles: Set<Role> = [.committee, .educator, .operator]

  /// Per month.
  public let amount: Money
  /// The last day on which an entry that rests on it may be recorded.
  public let through: CivilDate

  public init(amount: Money, through: CivilDate) {
    self.amount = amount
    self.through = through
  }

  static let throughInvalid = RefusalCode(
    "reservation.through-invalid", "a reservation through {through} cannot be: it lasts {days} days at most",
    hint: "give a day from today on with --through, or leave it out")
  static let exceeds = RefusalCode(
    "reservation.exceeds", "{amount} a month is above the {left} that household {household} can still promise",
    hint: "reserve less, or ask for hours of service; `mastro capacity show` says what is left")

  public static let refusals =
    BudgetRules.educator + [
      BudgetRules.amountInvalid, throughInvalid,
      BudgetRules.notAssessed, BudgetRules.suspended, BudgetRules.stale, exceeds,
    ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    if context.header.role == .educator {
      try context.requireEducator()
    } else {
      try context.requireBody()
      try context.requireOutsider()
    }
    guard amount.isPositive else { throw BudgetRules.amountInvalid(["amount": amount, "what": "reservation"]) }
    let days = try context.families.coachingRules(in: context).reservationDays
    let today = context.header.recorded.date
    guard through >= today, through <= today.adding(days: days) else {
      throw Self.throughInvalid(["through": through, "days": days])
    }
    let left = try context.requireCapacityLeft(of: state)
    guard amount <= left else {
      throw Self.exceeds(["amount": amount, "left": left, "household": context.family])
    }
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    guard let body = entry.header.onBehalfOf else { return }
    state.reservations.append(
      BudgetState.Reservation(id: entry.id, body: body, amount: amount, through: through))
  }
}
