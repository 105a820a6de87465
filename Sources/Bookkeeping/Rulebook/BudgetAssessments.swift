import Coaching
public import Funds
public import LedgerCore

/// What a family can promise, from its coaching: the assessment that its educator has signed last.
public struct BudgetAssessments: CapacityAssessments {
  public init() {}

  public func affordableInstalment(of household: ULID, in context: Admission) -> AffordableInstalment? {
    let budget: BudgetState = context.state(of: StreamID("budget", household))
    guard let assessment = budget.assessment else { return nil }
    return AffordableInstalment(
      assessment: assessment.id, amount: assessment.capacity, assessed: assessment.day,
      isSuspended: budget.suspension != nil,
      seasons: assessment.seasons.map { .init(average: $0.average, months: $0.months) },
      reservations: budget.reservations.filter { $0.end == nil }.map {
        .init(id: $0.id, body: $0.body, amount: $0.amount, through: $0.through)
      })
  }
}
