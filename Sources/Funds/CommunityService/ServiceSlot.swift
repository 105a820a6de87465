import LedgerCore

/// Five minutes of one person's day: what a session claims, so that no minute is worked twice, in any agreement.
///
/// A session stands on the grid of five minutes and within one day, so two sessions of a person overlap exactly where
/// they share a slot. A session that was found not to have taken place leaves its slots to a second round; since that
/// finding is never reversed, at most one standing session holds a slot.
struct ServiceSlot: Hashable {
  static let minutes = 5
  static let perDay = 24 * 60 / minutes

  let worker: ULID
  let date: CivilDate
  /// 0 at midnight.
  let number: Int

  func claim(round: Int) -> Claim {
    Claim("service-slot", "\(worker)/\(date)/\(number)/\(round)")
  }
}

/// A person's day as the ledger knows it.
struct ServiceDay {
  /// The sessions that hold a slot of the day, by the slot's number.
  var taken: [Int: LoggedEntry] = [:]
  /// In which round a slot would be claimed, where that is not the first.
  var rounds: [Int: Int] = [:]

  var minutes: Int { taken.count * ServiceSlot.minutes }

  func claim(_ slot: ServiceSlot) -> Claim { slot.claim(round: rounds[slot.number] ?? 1) }
}

extension Admission {
  func serviceDay(of worker: ULID, on date: CivilDate) -> ServiceDay {
    var day = ServiceDay()
    for number in 0..<ServiceSlot.perDay {
      let slot = ServiceSlot(worker: worker, date: date, number: number)
      var round = 1
      while let holder = holder(of: slot.claim(round: round)) {
        let agreement: ServiceState = state(of: holder.entry.stream)
        guard agreement.sessions[holder.id]?.status == .rejected else {
          day.taken[number] = holder
          break
        }
        round += 1
      }
      if round > 1 { day.rounds[number] = round }
    }
    return day
  }
}
