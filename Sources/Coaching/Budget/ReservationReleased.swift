public import LedgerCore

/// A body gives back what it has kept of a family's capacity: there will be no offer.
public struct ReservationReleased: EntryBody {
  public static let kind: Kind = "budget.reservation-released"
  public static let roles: Set<Role> = [.committee, .educator, .operator]

  public let reservation: ULID

  public init(reservation: ULID) { self.reservation = reservation }

  static let unknown = RefusalCode(
    "reservation.unknown", "household {household} has no reservation {reservation}",
    hint: "`mastro capacity show` lists the reservations", .notFound)
  static let otherBody = RefusalCode(
    "reservation.other-body", "the reservation {reservation} belongs to {body}",
    hint: "ask that body to release it")
  static let used = RefusalCode(
    "reservation.used", "an instrument has come into force on the reservation {reservation}",
    hint: "what was promised ends with the instrument")
  static let ended = RefusalCode(
    "reservation.ended", "the reservation {reservation} was released, or had no room in a new assessment",
    hint: "nothing is left to release; `mastro capacity show` lists the reservations")
  static let expired = RefusalCode(
    "reservation.expired", "the reservation {reservation} lasted through {through}",
    hint: "it counts no more by itself; reserve again with `mastro capacity reserve`")

  public static let refusals = [
    BudgetRules.notOpen, BudgetRules.bodyMissing, unknown, otherBody, used, ended, expired,
  ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    let body = try context.requireBody()
    guard let reservation = state.reservation(self.reservation) else {
      throw Self.unknown(["household": context.family, "reservation": self.reservation])
    }
    let id = reservation.id
    guard reservation.body == body else { throw Self.otherBody(["reservation": id, "body": reservation.body]) }
    guard !context.isUsed(id) else { throw Self.used(["reservation": id]) }
    guard reservation.end == nil else { throw Self.ended(["reservation": id]) }
    guard context.header.recorded.date <= reservation.through else {
      throw Self.expired(["reservation": id, "through": reservation.through])
    }
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    guard let index = state.reservations.firstIndex(where: { $0.id == reservation }) else { return }
    state.reservations[index].end = .released
  }
}
