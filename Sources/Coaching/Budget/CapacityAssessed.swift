public import LedgerCore

/// What the family can add to its monthly instalments: the educator's signed figure, which bounds every plan and loan.
///
/// Zero is a result like any other. The terms behind it are sealed; the figure is public, because it binds others. It is
/// never computed again here: what is checked is on what it rests.
public struct CapacityAssessed: EntryBody {
  public static let kind: Kind = "budget.capacity-assessed"
  public static let roles: Set<Role> = [.educator]

  public let capacity: Money
  public let formula: Slug
  public let parameters: ParameterFile
  /// Commitment of the sealed working.
  public let record: Fingerprint
  /// Those that are taken over, in the order in which they were made.
  public let reservations: [ULID]
  /// The household's instalments in the ledger at this moment.
  public let running: Money
  public let seasons: SeasonalCapacity?
  public let snapshot: ULID

  public init(
    capacity: Money, formula: Slug, parameters: ParameterFile, record: Fingerprint, reservations: [ULID],
    running: Money, seasons: SeasonalCapacity? = nil, snapshot: ULID
  ) {
    self.capacity = capacity
    self.formula = formula
    self.parameters = parameters
    self.record = record
    self.reservations = reservations
    self.running = running
    self.seasons = seasons
    self.snapshot = snapshot
  }

  static let snapshotBeforeChange = RefusalCode(
    "budget.snapshot-before-change", "the snapshot {snapshot} was taken before the circumstances changed on {since}",
    hint: "sit down with the family again: `mastro budget snapshot`, `mastro budget confirm`, then assess")
  static let parametersUnknown = RefusalCode(
    "budget.parameters-unknown", "the policy does not admit the parameters {version} with the digest {digest}",
    hint: "`mastro policy show` lists those in force; use the file as it was shipped, or adopt a policy with yours")
  static let formulaUnknown = RefusalCode(
    "budget.formula-unknown", "there is no formula {formula}", hint: "leave it to `mastro capacity assess`")
  static let seasonsInvalid = RefusalCode(
    "budget.seasons-invalid", "capacity by month has twelve amounts, none below zero, and this has {count}",
    hint: "give January to December")
  static let runningDiffers = RefusalCode(
    "budget.running-differs", "the household's instalments in the ledger are {ledger}, not {given}",
    hint: "something was promised or ended meanwhile; assess again", .conflict)
  static let reservationsDiffer = RefusalCode(
    "budget.reservations-differ", "of the reservations that count, the new capacity takes over {expected}",
    hint: "a reservation was made, used or released meanwhile; assess again", .conflict)

  public static let refusals =
    BudgetRules.educator + [
      BudgetRules.snapshotUnknown,
      BudgetRules.snapshotNotConfirmed, BudgetRules.snapshotOutdated, snapshotBeforeChange, BudgetRules.amountInvalid,
      formulaUnknown, parametersUnknown, seasonsInvalid, runningDiffers, reservationsDiffer,
    ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    try context.requireEducator()
    try checkSnapshot(state, context)
    try checkFigures(context)
    let running = context.families.runningInstalments(of: context.family, in: context)
    guard self.running == running else {
      throw Self.runningDiffers(["ledger": running, "given": self.running])
    }
    let carried = state.carriedReservations(into: capacity, on: context.header.recorded.date, isUsed: context.isUsed)
    guard reservations == carried else {
      let ids = carried.map(\.description).joined(separator: ", ")
      throw Self.reservationsDiffer(["expected": ids.isEmpty ? "none" : ids])
    }
    return .none
  }

  private func checkSnapshot(_ state: BudgetState, _ context: Admission) throws(Refusal) {
    if let named = state.snapshot(snapshot), named.confirmed == nil {
      throw BudgetRules.snapshotNotConfirmed(["household": context.family, "snapshot": "the snapshot \(snapshot)"])
    }
    _ = try BudgetRules.newest(snapshot, of: state, state.confirmedSnapshot, context)
    if let suspension = state.suspension, suspension.snapshot == snapshot {
      throw Self.snapshotBeforeChange(["snapshot": snapshot, "since": suspension.since])
    }
  }

  private func checkFigures(_ context: Admission) throws(Refusal) {
    try BudgetRules.check(capacity, "capacity")
    guard BudgetRules.formulas.contains(formula) else { throw Self.formulaUnknown(["formula": formula]) }
    let rules = try context.families.coachingRules(in: context)
    guard rules.parameters[parameters.version] == parameters.digest else {
      throw Self.parametersUnknown(["version": parameters.version, "digest": parameters.digest])
    }
    if let seasons {
      let amounts = seasons.months + [seasons.average]
      guard seasons.months.count == 12, amounts.allSatisfy({ $0 >= .zero }) else {
        throw Self.seasonsInvalid(["count": seasons.months.count])
      }
    }
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    let assessment = BudgetState.Assessment(
      id: entry.id, day: min(entry.header.effective, entry.header.recorded.date), capacity: capacity, formula: formula,
      parameters: parameters, record: record, running: running, seasons: seasons, snapshot: snapshot,
      assessor: entry.actor)
    state.assessments.append(assessment)
    state.assessment = assessment
    state.suspension = nil
    state.endReservations(except: Set(reservations))
  }
}
