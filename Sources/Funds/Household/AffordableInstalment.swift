public import LedgerCore

/// What a family can add to its monthly instalments, as an educator has assessed and signed it.
public struct AffordableInstalment: Sendable, Hashable {
  /// The entry that says so.
  public let assessment: ULID
  /// What may be added, per month.
  public let amount: Money
  public let assessed: CivilDate
  /// The household's instalments in the ledger when it was assessed; only what came later counts against `amount`.
  public let committedThen: Money
  /// True after a change of circumstances, until the educator has assessed again.
  public let isSuspended: Bool
  /// Where work is seasonal, what each month can bear.
  public let seasons: Seasons?
  /// What bodies have reserved of the amount, over or not.
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
    assessment: ULID, amount: Money, assessed: CivilDate, committedThen: Money, isSuspended: Bool,
    seasons: Seasons? = nil, reservations: [Reservation] = []
  ) {
    self.assessment = assessment
    self.amount = amount
    self.assessed = assessed
    self.committedThen = committedThen
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

enum Capacity {
  static let exceeded = RefusalCode(
    "capacity.exceeded", "{wanted} more per month is above the {left} that household {household} can still promise",
    hint: "offer a smaller instalment or hours of service, or ask the educator to assess again")
  static let stale = RefusalCode(
    "capacity.stale", "the assessment of {assessed} is older than the {days} days that the policy allows",
    hint: "the educator assesses again before anything new is promised")
  static let suspended = RefusalCode(
    "capacity.suspended", "the capacity of household {household} is suspended after a change of circumstances",
    hint: "the educator assesses again; nothing new is promised until then")
  static let notAssessed = RefusalCode(
    "capacity.not-assessed", "nobody has assessed what household {household} can promise",
    hint: "ask an educator; the policy lets {persons} persons of the committee stand in with --override (0: nobody)")
  static let overrideNeedless = RefusalCode(
    "capacity.override-not-allowed", "household {household} was assessed on {assessed}, so nobody overrides it",
    hint: "leave --override out; the educator's figure binds")
  static let otherAssessment = RefusalCode(
    "capacity.other-assessment", "the assessment that binds household {household} is {assessment}",
    hint: "name it with --assessment")

  static let all = [exceeded, stale, suspended, notAssessed, overrideNeedless, otherAssessment]
}

extension Admission {
  /// What an educator has assessed for a household; nil where nobody has.
  func affordableInstalment(of household: ULID) -> AffordableInstalment? {
    (governance as? FundGovernance)?.assessments.affordableInstalment(of: successor(of: household), in: self)
  }

  /// Instalments that a household has promised, with those of the households that it has taken up: what an assessment
  /// notes as `committedThen`.
  public func runningInstalments(of household: ULID) -> Money {
    ([household] + absorbed(by: household)).reduce(.zero) { $0 + Money(cents: balance(Chart.instalments($1))) }
  }

  /// The household in which a family lives now, wherever it was merged into.
  func successor(of household: ULID) -> ULID {
    var current = household
    var seen: Set<ULID> = [household]
    while true {
      let state: HouseholdState = state(of: StreamID("household", current))
      guard let next = state.mergedInto, seen.insert(next).inserted else { return current }
      current = next
    }
  }

  /// How many persons of the committee stand in for a missing assessment; 0 where the policy lets nobody.
  var overridePersons: Int { governing.policy.households?.overridePersons ?? 0 }

  /// A new monthly instalment must fit what the educator has signed; what it replaces counts against it, and what does
  /// not add anything always passes.
  ///
  /// Age is counted to the day of recording, so that an earlier date does not make an old assessment young. What ended
  /// since the assessment does not raise the educator's figure.
  /// - Parameter overridden: that enough persons stand in for a missing assessment.
  func requireAffordable(
    _ monthly: Money, replacing: Money = .zero, household: ULID, overridden: Bool
  ) throws(Refusal) {
    let added = monthly - replacing
    guard added.isPositive else { return }
    let household = successor(of: household)
    guard let capacity = affordableInstalment(of: household) else {
      guard overridden, overridePersons > 0 else {
        throw Capacity.notAssessed(["household": household, "persons": overridePersons])
      }
      return
    }
    guard !overridden else {
      throw Capacity.overrideNeedless(["household": household, "assessed": capacity.assessed])
    }
    guard !capacity.isSuspended else { throw Capacity.suspended(["household": household]) }
    let days = governing.policy.households?.assessmentValidDays ?? 0
    guard max(effective, header.recorded.date) <= capacity.assessed.adding(days: days) else {
      throw Capacity.stale(["assessed": capacity.assessed, "days": days])
    }
    let since = max(runningInstalments(of: household) - capacity.committedThen, .zero)
    let left = capacity.amount - since
    guard added <= left else {
      throw Capacity.exceeded(["wanted": added, "left": max(left, .zero), "household": household])
    }
  }

  /// Where an entry names the assessment on which it rests, that one binds; where something is added and nobody
  /// overrides, it must be named.
  func requireRests(on assessment: ULID?, adding added: Money, household: ULID, overridden: Bool) throws(Refusal) {
    let household = successor(of: household)
    let binding = affordableInstalment(of: household)?.assessment
    guard assessment != nil || added.isPositive && !overridden else { return }
    guard assessment == binding else {
      throw Capacity.otherAssessment([
        "household": household, "assessment": binding.map(\.description) ?? "none: nobody has assessed it",
      ])
    }
  }
}
