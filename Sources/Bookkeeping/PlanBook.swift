public import Funds
public import LedgerCore

/// A plan as those who manage it read it.
public struct PlanOverview: Sendable {
  public let id: ULID
  public let state: PlanState
  public let day: CivilDate
  /// What the family has paid to the fund and the creditors have not got yet.
  public let held: Money
  public let standing: PlanStanding
  /// The instalments in force, oldest first.
  public let instalments: [InstalmentStanding]

  public init(_ id: ULID, _ state: PlanState, held: Money, on day: CivilDate) {
    self.id = id
    self.state = state
    self.day = day
    self.held = held
    standing = state.standing(asOf: day, held: held)
    instalments = state.instalments(held: held)
  }

  /// What waits for acceptance, else what is in force.
  public var terms: PlanTerms? { state.proposal?.terms ?? state.agreed?.terms }

  /// Months of rent that are due up to a month from now and not confirmed.
  public var rentsToConfirm: [CivilMonth] {
    guard let rent = state.agreed?.terms.rent, PlanState.Status.running.contains(state.status) else { return [] }
    var months: [CivilMonth] = []
    var month = rent.from
    while month <= CivilMonth(day) {
      if !state.rentsConfirmed.contains(month) { months.append(month) }
      month = CivilMonth(month.firstDay.adding(months: 1))
    }
    return months
  }

  /// The part of one creditor; nil where the plan has no such creditor.
  public func share(of creditor: ULID) -> CreditorShare? { CreditorShare(creditor, in: state) }
}

/// What one creditor is shown of a plan.
///
/// Other creditors, the family's capacity and the instalments as a whole are not in this type: nothing can print them.
public struct CreditorShare: Sendable {
  /// One of the creditor's claims.
  public struct Claim: Sendable, Hashable {
    public let nature: DebtNature
    public let amount: Money
    public let credited: Money
    public let outstanding: Money
  }

  /// What the creditor gets on one day.
  public struct Payment: Sendable, Hashable {
    /// Nil while the plan is suspended.
    public let due: CivilDate?
    public let amount: Money
    public let missing: Money
  }

  /// Whether the creditor has said yes to what waits or is in force.
  public enum Answer: String, Sendable {
    case awaited, accepted, none
  }

  public let creditor: ULID
  public let claims: [Claim]
  public let answer: Answer
  /// True where the payments are only proposed.
  public let isProposed: Bool
  public let status: PlanState.Status
  public let payments: [Payment]
  /// Until when an eviction waits that this creditor has frozen.
  public let frozenUntil: CivilDate?

  init?(_ creditor: ULID, in state: PlanState) {
    let own = state.debts.filter { $0.creditor == creditor }
    guard !own.isEmpty else { return nil }
    self.creditor = creditor
    claims = own.map {
      Claim(
        nature: $0.terms.nature, amount: $0.outstanding + $0.credited, credited: $0.credited,
        outstanding: $0.outstanding)
    }
    status = state.status
    frozenUntil = state.freeze.flatMap { $0.creditor == creditor ? $0.until : nil }
    let proposal = state.proposal ?? state.agreed
    isProposed = state.proposal != nil
    guard let proposal, state.creditors(of: proposal.terms).contains(creditor) else {
      answer = .none
      payments = []
      return
    }
    answer = proposal.acceptedBy.contains(creditor) ? .accepted : .awaited
    let places = proposal.terms.debts.indices.filter {
      state.debts[proposal.terms.debts[$0] - 1].creditor == creditor
    }
    func sum(_ amounts: [Money]) -> Money { places.reduce(.zero) { $0 + amounts[$1] } }
    payments =
      isProposed
      ? proposal.terms.instalments.map { Payment(due: $0.due, amount: sum($0.shares), missing: sum($0.shares)) }
      : state.instalments(held: .zero).map {
        Payment(due: $0.due, amount: sum($0.instalment.shares), missing: sum($0.missing))
      }
  }
}

extension Bookkeeper {
  /// A plan on a day; today where none is given.
  public func plan(_ id: ULID, on day: CivilDate? = nil) throws -> PlanOverview {
    try ledger.store.read { log in
      let state = try ledger.admitter.folds.state(of: StreamID("plan", id), as: PlanState.self, in: log)
      let held = Money(cents: -(try log.balance(of: Chart.held(id))))
      return PlanOverview(id, state, held: held, on: day ?? surroundings.now.date)
    }
  }

  public func plans(on day: CivilDate? = nil) throws -> [PlanOverview] {
    try all(PlanState.self).compactMap { found in try found.id.map { try plan($0, on: day) } }
  }
}
