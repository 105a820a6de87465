import Bookkeeping
import Funds
import LedgerCore

/// Movements of the restriction `casa/rent`, written as the posting table has them.
struct Movements {
  static let rent = Restriction(fund: "casa", name: "rent")
  static let loan = ULID(milliseconds: 1, randomness: Array(repeating: 0, count: 10))
  private(set) var list: [Movement] = []

  mutating func add(_ cause: Kind, _ day: String, _ stream: StreamID = "fund/casa", _ write: (inout Journal) -> Void) {
    var journal = Journal()
    write(&journal)
    list.append(
      Movement(position: list.count, effective: Movements.day(day), cause: cause, stream: stream, lines: journal.lines))
  }

  mutating func gift(_ cents: Int, _ day: String) {
    add("contribution.received", day) {
      $0.post(Chart.bank("main"), Chart.available(Self.rent), Money(cents: cents))
    }
  }

  /// A tranche; a negative amount is what its reversal posts.
  mutating func lend(_ cents: Int, _ day: String) {
    add("loan.disbursed", day) {
      $0.post(Chart.loan(Self.rent, Self.loan), Chart.bank("main"), Money(cents: cents))
      $0.post(Chart.available(Self.rent), Chart.lent(Self.rent), Money(cents: cents))
    }
  }

  mutating func repay(_ cents: Int, _ day: String) {
    add("loan.repaid", day) {
      $0.post(Chart.bank("main"), Chart.loan(Self.rent, Self.loan), Money(cents: cents))
      $0.post(Chart.lent(Self.rent), Chart.available(Self.rent), Money(cents: cents))
    }
  }

  mutating func grant(_ cents: Int, _ purpose: Slug, _ day: String) {
    add("grant.paid", day) {
      $0.post(Chart.grants(purpose, "casa"), Chart.bank("main"), Money(cents: cents))
      $0.post(Chart.available(Self.rent), Chart.released(Self.rent), Money(cents: cents))
    }
  }

  static func day(_ text: String) -> CivilDate {
    guard let day = CivilDate(text) else { preconditionFailure("\(text) is a day of the test") }
    return day
  }
}
