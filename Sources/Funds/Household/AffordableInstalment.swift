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

  public init(assessment: ULID, amount: Money, assessed: CivilDate, committedThen: Money, isSuspended: Bool) {
    self.assessment = assessment
    self.amount = amount
    self.assessed = assessed
    self.committedThen = committedThen
    self.isSuspended = isSuspended
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
    hint: "ask an educator, or let {persons} persons of the committee override with --override")
  static let overrideNeedless = RefusalCode(
    "capacity.override-not-allowed", "household {household} was assessed on {assessed}, so nobody overrides it",
    hint: "leave --override out; the educator's figure binds")

  static let all = [exceeded, stale, suspended, notAssessed, overrideNeedless]
}

extension Admission {
  /// What an educator has assessed for a household; nil where nobody has.
  func affordableInstalment(of household: ULID) -> AffordableInstalment? {
    (governance as? FundGovernance)?.assessments.affordableInstalment(of: household, in: self)
  }

  /// A new monthly instalment must fit what the educator has signed; what it replaces counts against it, and what does
  /// not add anything always passes.
  ///
  /// - Parameter overridden: that enough persons stand in for a missing assessment.
  func requireAffordable(
    _ monthly: Money, replacing: Money = .zero, household: ULID, overridden: Bool
  ) throws(Refusal) {
    let added = monthly - replacing
    guard added.isPositive else { return }
    guard let capacity = affordableInstalment(of: household) else {
      guard overridden else {
        let persons = governing.policy.households?.overridePersons ?? 0
        throw Capacity.notAssessed(["household": household, "persons": persons])
      }
      return
    }
    guard !overridden else {
      throw Capacity.overrideNeedless(["household": household, "assessed": capacity.assessed])
    }
    guard !capacity.isSuspended else { throw Capacity.suspended(["household": household]) }
    let days = governing.policy.households?.assessmentValidDays ?? 0
    guard effective <= capacity.assessed.adding(days: days) else {
      throw Capacity.stale(["assessed": capacity.assessed, "days": days])
    }
    let since = Money(cents: balance(Chart.instalments(household))) - capacity.committedThen
    let left = capacity.amount - since
    guard added <= left else {
      throw Capacity.exceeded(["wanted": added, "left": max(left, .zero), "household": household])
    }
  }
}
