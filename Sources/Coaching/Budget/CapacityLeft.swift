public import LedgerCore

/// What of an assessed capacity can still be promised: the one place where it is computed, for reservations, plans of the
/// family and whoever shows it.
public struct CapacityLeft: Sendable, Hashable {
  /// As the educator has signed it.
  public let capacity: Money
  /// Instalments that were promised on its strength and still run.
  public let promised: Money
  /// What bodies keep of it.
  public let reserved: Money

  /// Never below zero.
  public var amount: Money { max(capacity - promised - reserved, .zero) }
}

extension BudgetState {
  /// The reservations that count on a day of recording, in the order in which they were made.
  /// - Parameter isUsed: whether an instrument has come into force on the strength of a reservation.
  public func liveReservations(on day: CivilDate, isUsed: (ULID) -> Bool) -> [Reservation] {
    reservations.filter { $0.end == nil && day <= $0.through && !isUsed($0.id) }
  }

  /// The reservations that a new assessment takes over: in the order in which they were made, each whole where it fits
  /// beside those taken over before it.
  public func carriedReservations(into capacity: Money, on day: CivilDate, isUsed: (ULID) -> Bool) -> [ULID] {
    var left = capacity
    return liveReservations(on: day, isUsed: isUsed).filter { reservation in
      guard reservation.amount <= left else { return false }
      left -= reservation.amount
      return true
    }.map(\.id)
  }

  /// What can still be promised on a day of recording; nil where nobody has assessed the family.
  ///
  /// - Parameters:
  ///   - promised: what was promised on the assessment's strength and still runs.
  ///   - body: whose own reservations do not stand in its way; nil counts all of them.
  public func capacityLeft(
    promised: Money, on day: CivilDate, asking body: Slug? = nil, isUsed: (ULID) -> Bool
  ) -> CapacityLeft? {
    guard let assessment else { return nil }
    let others = liveReservations(on: day, isUsed: isUsed).filter { body == nil || $0.body != body }
    return CapacityLeft(
      capacity: assessment.capacity, promised: promised, reserved: others.reduce(.zero) { $0 + $1.amount })
  }
}

extension Admission {
  func isUsed(_ reservation: ULID) -> Bool { families.isUsed(reservation: reservation, in: self) }

  /// What the family can still promise, where somebody has assessed it lately and nothing has changed since.
  func requireCapacityLeft(of state: BudgetState, asking body: Slug? = nil) throws(Refusal) -> Money {
    guard let assessment = state.assessment else { throw BudgetRules.notAssessed(["household": family]) }
    if let suspension = state.suspension {
      throw BudgetRules.suspended(["household": family, "since": suspension.since])
    }
    let days = try families.coachingRules(in: self).assessmentDays
    guard max(effective, header.recorded.date) <= assessment.day.adding(days: days) else {
      throw BudgetRules.stale(["assessed": assessment.day, "days": days])
    }
    let promised = families.promised(on: assessment.id, by: family, in: self)
    let left = state.capacityLeft(promised: promised, on: header.recorded.date, asking: body, isUsed: isUsed)
    return left?.amount ?? .zero
  }
}
