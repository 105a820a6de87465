public import LedgerCore

/// What a family can add to its monthly instalments, as an educator has assessed and signed it.
public struct AffordableInstalment: Sendable, Hashable {
  /// The entry that says so; what is promised on its strength stands in `memo:promised:<assessment>`.
  public let assessment: ULID
  /// What may be added, per month.
  public let amount: Money
  public let assessed: CivilDate
  /// True after a change of circumstances, until the educator has assessed again.
  public let isSuspended: Bool
  /// Where work is seasonal, what each month can bear.
  public let seasons: Seasons?
  /// What bodies have reserved of the amount and not given back, over or not.
  public let reservations: [Reservation]

  /// Capacity that differs from month to month.
  public struct Seasons: Sendable, Hashable {
    /// What the instalments of a year may be on average.
    public let average: Money
    /// January to December.
    public let months: [Money]

    public init(average: Money, months: [Money]) {
      self.average = average
      self.months = months
    }
  }

  /// A part that one body keeps for an offer that it prepares.
  public struct Reservation: Sendable, Hashable {
    public let id: ULID
    public let body: Slug
    public let amount: Money
    /// The last day of recording on which it counts.
    public let through: CivilDate

    public init(id: ULID, body: Slug, amount: Money, through: CivilDate) {
      self.id = id
      self.body = body
      self.amount = amount
      self.through = through
    }
  }

  public init(
    assessment: ULID, amount: Money, assessed: CivilDate, isSuspended: Bool, seasons: Seasons? = nil,
    reservations: [Reservation] = []
  ) {
    self.assessment = assessment
    self.amount = amount
    self.assessed = assessed
    self.isSuspended = isSuspended
    self.seasons = seasons
    self.reservations = reservations
  }
}

/// Where assessments come from: the funds declare what they need, and the application supplies it.
public protocol CapacityAssessments: Sendable {
  /// Nil where nobody has assessed the household.
  func affordableInstalment(of household: ULID, in context: Admission) -> AffordableInstalment?
}

/// A ledger in which no educator works.
public struct NoAssessments: CapacityAssessments {
  public init() {}
  public func affordableInstalment(of household: ULID, in context: Admission) -> AffordableInstalment? { nil }
}
