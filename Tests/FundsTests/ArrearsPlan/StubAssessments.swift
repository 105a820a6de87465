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
  /// The same, with 50.00 promised before the assessment.
  static let indebted = StreamID("household", id(13))

  private static func id(_ number: UInt64) -> ULID { ULID(high: 0x019D_0000_0000_0000, low: number) }
  private static let april = CivilDate(year: 2026, month: 4, day: 1)
  private static let march = CivilDate(year: 2026, month: 3, day: 10)

  func affordableInstalment(of household: ULID, in context: Admission) -> AffordableInstalment? {
    let today = context.header.recorded.date
    guard let known = [Self.assessed, Self.troubled, Self.later, Self.indebted].first(where: { $0.ulid == household }),
      let march = Self.march, let april = Self.april, known != Self.later || today >= march
    else { return nil }
    return AffordableInstalment(
      assessment: Self.entry, amount: Money(cents: 19_971), assessed: Books.start.date,
      committedThen: known == Self.indebted ? .eur(50) : .zero, isSuspended: known == Self.troubled && today >= april)
  }
}
