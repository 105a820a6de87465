import Coaching
import Dispatch
import Foundation
import Funds
import LedgerCore
import SeededRandom
import Synchronization
import Testing

/// Two bodies that want the same euros at the same moment, each over a connection of its own to the one file.
@Suite struct TwoBodiesTests {
  /// What somebody tries in a round, and what came of it.
  private struct Attempt: Sendable {
    let cents: Int
    /// The plan that is put in force; nil for a reservation.
    let offer: (plan: StreamID, proposal: ULID)?
    let name: String
    var refusal: String?
  }

  @Test(.timeLimit(.minutes(5)))
  func `what two bodies promise and reserve at once never exceeds the capacity, and what fits is admitted`() throws {
    try withFolder { folder in
      let family = try SharedFamily(path: folder + "/ledger.db")
      var dice = SeededGenerator.printing()
      var (admitted, refused) = (0, 0)
      for round in 0..<25 {
        try family.assess(Int.random(in: 0...40_000, using: &dice))
        let before = try family.taken()
        let left = before.capacity - before.promised - before.reserved
        #expect(left >= 0)
        let outcomes = try race(try attempts(round, left, family, &dice), family)
        let after = try family.taken()
        #expect(after.promised + after.reserved <= after.capacity)
        let won = outcomes.filter { $0.refusal == nil }
        let taken = after.promised + after.reserved - before.promised - before.reserved
        #expect(taken == won.reduce(0) { $0 + $1.cents })
        for lost in outcomes where lost.refusal != nil {
          #expect(lost.refusal == (lost.offer == nil ? "reservation.exceeds" : "capacity.exceeded"))
          #expect(lost.cents > left - taken, "it would have fitted")
        }
        admitted += won.count
        refused += outcomes.count - won.count
      }
      #expect(admitted > 10 && refused > 10, "too little was tried to say anything")
    }
  }

  private func attempts(
    _ round: Int, _ left: Int, _ family: SharedFamily, _ dice: inout SeededGenerator
  ) throws -> [[Attempt]] {
    var all = (0..<2).map { body in
      (0..<4).map { number in
        Attempt(
          cents: Int.random(in: 1...max(1, left), using: &dice), offer: nil, name: "\(round) \(body) \(number)")
      }
    }
    guard left > 0, round % 2 == 0 else { return all }
    let cents = Int.random(in: 1...left, using: &dice)
    all[0].insert(
      Attempt(cents: cents, offer: try family.offer(cents, named: "\(round)"), name: "\(round) plan"),
      at: Int.random(in: 0...2, using: &dice))
    return all
  }

  /// Both try at once, each in the order of their own list.
  private func race(_ attempts: [[Attempt]], _ family: SharedFamily) throws -> [Attempt] {
    let outcomes = Mutex<[Attempt]>([])
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { body in
      for var attempt in attempts[body] {
        do {
          try act(attempt, by: body == 0 ? .remo : .mona, over: body, family)
        } catch let refusal as Refusal {
          attempt.refusal = refusal.code.id
        } catch {
          failure.withLock { $0 = error }
        }
        outcomes.withLock { $0.append(attempt) }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    return outcomes.withLock { $0 }
  }

  private func act(
    _ attempt: Attempt, by person: SharedFamily.Person, over store: Int, _ family: SharedFamily
  ) throws {
    if let offer = attempt.offer {
      try family.record(
        PlanActivated(proposal: offer.proposal), offer.plan, by: person, id: attempt.name, over: store)
    } else {
      try family.record(
        CapacityReserved(amount: Money(cents: attempt.cents), through: SharedFamily.now.date.adding(days: 30)),
        SharedFamily.budget, by: person, id: attempt.name, over: store)
    }
  }
}
