import LedgerCore

extension Admission {
  /// What a reversal brings back must fit what the family can promise: otherwise somebody could end a promise, have
  /// another one made in its place, and take the end back.
  ///
  /// Facts are put right whatever was promised meanwhile: where money moved, and where a loan is not closed after all.
  /// - Parameter effects: of an `entry.reversed`.
  func requireRoom(toReverse kind: EntryKind, _ effects: Effects) throws(Refusal) {
    for posting in effects.postings.lines where posting.commodity == .euro {
      guard posting.account.isUnder("memo:instalments"), let last = posting.account.segments.last,
        let household = ULID(last), let capacity = affordableInstalment(of: household)
      else { continue }
      let promised: Money = effects.postings.lines.reduce(.zero) {
        $0 + ($1.account == Chart.promised(capacity.assessment) ? Money(cents: $1.amount) : .zero)
      }
      if posting.amount > 0, !effects.postings.movesMoney, kind.kind != LoanClosed.kind {
        try requireRoom(for: Money(cents: posting.amount), promised: promised, capacity, successor(of: household))
      }
      if kind.kind == LoanAccepted.kind {
        try requireRoom(forReservationBeside: promised, capacity, successor(of: household))
      }
    }
  }

  /// - Parameter promised: how much of it was promised on the strength of the assessment that binds; the educator cannot
  ///   have known of the rest.
  private func requireRoom(
    for added: Money, promised: Money, _ capacity: AffordableInstalment, _ household: ULID
  ) throws(Refusal) {
    guard !capacity.isSuspended else { throw Capacity.suspended(["household": household]) }
    guard added == promised else {
      throw Capacity.otherAssessment(["household": household, "assessment": capacity.assessment])
    }
    try requireLeft(
      capacity.amount - self.promised(on: capacity.assessment, household: household) - reserved(of: capacity),
      wanted: added, "more per month", household)
  }

  /// A reservation counts again, whole, once nothing stands on it any more.
  private func requireRoom(
    forReservationBeside promised: Money, _ capacity: AffordableInstalment, _ household: ULID
  ) throws(Refusal) {
    let loan: LoanState = state(of: header.stream)
    guard let own = capacity.reservations.first(where: { $0.id == loan.reservation }), isLive(own), isUsed(own) else {
      return
    }
    let left = capacity.amount - self.promised(on: capacity.assessment, household: household) - promised
    try requireLeft(left - reserved(of: capacity), wanted: own.amount, "reserved again", household)
  }

  private func isUsed(_ reservation: AffordableInstalment.Reservation) -> Bool { isUsed(reservation: reservation.id) }

  private func reserved(of capacity: AffordableInstalment) -> Money {
    capacity.reservations.reduce(.zero) { $0 + (isLive($1) && !isUsed($1) ? $1.amount : .zero) }
  }
}
