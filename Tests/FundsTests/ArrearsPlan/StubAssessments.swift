import Funds
import LedgerCore

/// Assessments as an educator would have signed them: what they say follows from the household's id and the day.
struct StubAssessments: CapacityAssessments {
  static let rulebook = Rulebook(kinds: Registry.kinds, governance: FundGovernance(assessments: StubAssessments()))

  static let entry = id(1)
  /// Assessed on the first day: 199.71 more a month.
  static let assessed = StreamID("household", id(10))
  /// The same, and suspended from April on.
  static let troubled = StreamID("household", id(11))
  /// Assessed from 10 March on, so not when the books begin.
  static let later = StreamID("household", id(12))
  /// The same as the first one, under an entry of its own.
  static let other = StreamID("household", id(13))
  /// The same, of which `comune` has reserved 100.00 through the end of March, and 20.00 through 5 March.
  static let reserved = StreamID("household", id(14))

  static let reservation = id(2)
  static let shortReservation = id(3)

  private static func id(_ number: UInt64) -> ULID { ULID(high: 0x019D_0000_0000_0000, low: number) }
  private static func march(_ day: Int) -> CivilDate { Books.start.date.adding(days: day - 2) }

  private static let known: Set<StreamID> = [assessed, troubled, later, other, reserved]

  func assessment(of household: StreamID) -> ULID { household == Self.other ? Self.id(4) : Self.entry }

  func affordableInstalment(of household: ULID, in context: Admission) -> AffordableInstalment? {
    let today = context.header.recorded.date
    let stream = StreamID("household", household)
    guard Self.known.contains(stream), stream != Self.later || today >= Self.march(10) else { return nil }
    let reservations: [AffordableInstalment.Reservation] = [
      .init(id: Self.reservation, body: "comune", amount: .eur(100), through: Self.march(31)),
      .init(id: Self.shortReservation, body: "comune", amount: .eur(20), through: Self.march(5)),
    ]
    return AffordableInstalment(
      assessment: assessment(of: stream), amount: Money(cents: 19_971),
      assessed: Books.start.date, isSuspended: stream == Self.troubled && today >= Self.march(32),
      reservations: stream == Self.reserved ? reservations : [])
  }
}
