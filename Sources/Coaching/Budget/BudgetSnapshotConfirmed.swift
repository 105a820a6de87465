public import LedgerCore

/// The family says that a snapshot tells how things are: only then capacity is assessed on it.
public struct BudgetSnapshotConfirmed: EntryBody {
  public static let kind: Kind = "budget.snapshot-confirmed"
  public static let roles: Set<Role> = [.household, .operator]

  public let attestation: Attestation?
  /// The entry that took it.
  public let snapshot: ULID

  public init(snapshot: ULID, attestation: Attestation?) {
    self.attestation = attestation
    self.snapshot = snapshot
  }

  static let again = RefusalCode(
    "budget.snapshot-already-confirmed", "the family has confirmed the snapshot {snapshot} already",
    hint: "nothing is left to do here; `mastro capacity assess` comes next")

  public static let refusals = [
    BudgetRules.notOpen, BudgetRules.snapshotUnknown, BudgetRules.snapshotOutdated, again,
  ]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    let named = try BudgetRules.newest(snapshot, of: state, state.newestSnapshot, context)
    guard named.confirmed == nil else { throw Self.again(["snapshot": snapshot]) }
    try context.families.requireFamilyVoice(
      of: context.family, attestation: attestation, besides: [named.takenBy], in: context)
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    guard let index = state.snapshots.lastIndex(where: { $0.id == snapshot }) else { return }
    state.snapshots[index].confirmed = entry.header.effective
  }
}
