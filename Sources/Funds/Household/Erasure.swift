public import LedgerCore

/// What is to be forgotten of a family, and on which ground: the same words in the proposal and in the erasure.
public struct Erasure: Sendable, Hashable {
  /// Article 17(1) of Regulation (EU) 2016/679 (GDPR); its exceptions of 17(3), legal duties and claims, are the
  /// obligations and the retention that stand in the way.
  public enum Basis: String, Codable, Sendable, CaseIterable {
    case noLongerNeeded = "no-longer-needed"
    case consentWithdrawn = "consent-withdrawn"
    case objection
    case unlawfulProcessing = "unlawful-processing"
    case legalDuty = "legal-duty"

    /// The article, as an official writes it.
    public var article: String {
      switch self {
      case .noLongerNeeded: "GDPR art. 17(1)(a)"
      case .consentWithdrawn: "GDPR art. 17(1)(b)"
      case .objection: "GDPR art. 17(1)(c)"
      case .unlawfulProcessing: "GDPR art. 17(1)(d)"
      case .legalDuty: "GDPR art. 17(1)(e)"
      }
    }
  }

  public let basis: Basis
  /// The parties whose keys are destroyed, in the order of their ids: who live in no other household.
  public let parties: [ULID]

  public init(basis: Basis, parties: some Sequence<ULID>) {
    self.basis = basis
    self.parties = parties.sorted()
  }

  /// As an entry has it, in whatever order.
  init(basis: Basis, listed: [ULID]) {
    self.basis = basis
    parties = listed
  }
}

/// When a family may be forgotten.
public enum ErasureRules {
  static let parties = RefusalCode(
    "erasure.parties-invalid", "{party} cannot be forgotten with the household {household}: {reason}",
    hint: "let `mastro household erase` choose the parties, or leave this one out with --keep")
  public static let bound = RefusalCode(
    "erasure.obligation-runs", "{instrument} still binds the household {household}, {until}",
    hint: "close, settle or withdraw it first; a family is forgotten when nothing binds it any more")
  public static let retained = RefusalCode(
    "erasure.retention-runs",
    "the records of household {household} are kept through {through}: {days} days after {ended}",
    hint: "repeat the command after that day; the policy says how long records are kept")
  static let notProposed = RefusalCode(
    "erasure.not-proposed", "nobody has proposed to erase the household {household}",
    hint: "`mastro household erase` proposes, a second person repeats it to confirm")
  static let differs = RefusalCode(
    "erasure.differs", "another erasure of household {household} was proposed: {basis}, {count} parties",
    hint: "confirm what was proposed, or propose anew")

  /// What both steps ask for, in this order.
  static let both = [parties, bound, retained]

  static func check(_ erasure: Erasure, of state: HouseholdState, _ context: Admission) throws(Refusal) {
    let household = context.ownHousehold
    try HouseholdRules.requireStanding(state, household)
    let policy = try context.section(\.households, "households")
    let everybody = context.everybody(of: household)
    try check(erasure.parties, everybody, in: state, context)
    var family = Persons()
    family.everyone = everybody
    try context.requireAnotherPerson(than: family)
    switch context.obligation(of: household) {
    case .none: return
    case .running(let instrument, let until):
      throw bound([
        "instrument": instrument, "household": household,
        "until": until.map { "through \($0)" } ?? "with no day set for its end",
      ])
    case .ended(let ended):
      let through = ended.adding(days: policy.retentionDays)
      guard context.effective > through else {
        throw retained(["household": household, "through": through, "days": policy.retentionDays, "ended": ended])
      }
    }
  }

  private static func check(
    _ listed: [ULID], _ everybody: Set<ULID>, in state: HouseholdState, _ context: Admission
  ) throws(Refusal) {
    let household = context.ownHousehold
    for (index, party) in listed.enumerated() {
      func refuse(_ reason: String) -> Refusal {
        parties(["party": party, "household": household, "reason": reason])
      }
      guard index == 0 || listed[index - 1] < party else { throw refuse("out of order, or named twice") }
      guard everybody.contains(party) else { throw refuse("they never belonged to it") }
      guard !context.isClaimed(.erased(party)) else { throw refuse("they are forgotten already") }
      let here = state.members.contains(party) ? 1 : 0
      guard context.balance(Chart.residence(party), .household) == here else {
        throw refuse("they live in another household, too")
      }
    }
  }
}

/// What binds a household, over everything it was ever given.
enum HouseholdObligation {
  case none
  case ended(CivilDate)
  case running(StreamID, until: CivilDate?)
}

extension Admission {
  /// What binds a household longest: something without an end before any day, a later day before an earlier one.
  func obligation(of household: ULID) -> HouseholdObligation {
    let streams = ([household] + absorbed(by: household)).flatMap { instruments(of: $0) }
    var strongest = HouseholdObligation.none
    for stream in streams where stream.family != HouseholdState.family {
      guard let instrument = anyState(of: stream) as? any HouseholdInstrument else { continue }
      strongest = strongest.stronger(instrument.obligation, of: stream)
    }
    return strongest
  }
}

extension HouseholdObligation {
  fileprivate func stronger(_ other: Obligation, of stream: StreamID) -> HouseholdObligation {
    switch (self, other) {
    case (_, .none), (.running, .ended), (.running(_, nil), _): self
    case (.none, .ended(let day)): .ended(day)
    case (.ended(let mine), .ended(let day)): .ended(max(mine, day))
    case (.none, .running(let until)), (.ended, .running(let until)): .running(stream, until: until)
    case (.running(let own, let mine?), .running(let until)):
      until.map { $0 <= mine } ?? false ? .running(own, until: mine) : .running(stream, until: until)
    }
  }
}
