public import LedgerCore

/// A family's budget as it stands, told line by line; "don't know" is an answer, and it is counted.
public struct BudgetSnapshotTaken: EntryBody {
  public static let kind: Kind = "budget.snapshot-taken"
  public static let roles: Set<Role> = [.educator]
  /// Until the family has confirmed it, for then it is not the newest entry any more.
  public static let isReversible = true

  /// How many lines the sheet has.
  public let lines: Int
  /// The first month that it describes.
  public let month: CivilMonth
  /// Commitment of the sealed sheet.
  public let record: Fingerprint
  public let session: SessionType
  /// How often the answer was "don't know".
  public let unknowns: Int

  public init(lines: Int, unknowns: Int, month: CivilMonth, record: Fingerprint, session: SessionType) {
    self.lines = lines
    self.month = month
    self.record = record
    self.session = session
    self.unknowns = unknowns
  }

  /// Of a sheet that is to be sealed, or was.
  public init(_ sheet: BudgetSheet, record: Fingerprint, session: SessionType) {
    self.init(
      lines: sheet.lineCount, unknowns: sheet.unknownCount, month: sheet.month, record: record, session: session)
  }

  static let mostLines = 500

  static let invalid = RefusalCode(
    "budget.snapshot-invalid", "a sheet of {lines} lines with {unknowns} unknown answers cannot be",
    hint: "let `mastro budget snapshot` count them; a sheet has at most 500 lines")

  public static let refusals = BudgetRules.educator + [invalid]

  public func admit(to state: BudgetState, in context: Admission) throws(Refusal) -> Effects {
    try context.requireOpen(state)
    try context.requireEducator()
    // A debt has three answers at most, and what is at hand is one more.
    guard (0...Self.mostLines).contains(lines), (0...(3 * lines + 1)).contains(unknowns) else {
      throw Self.invalid(["lines": lines, "unknowns": unknowns])
    }
    return .none
  }

  public func apply(to state: inout BudgetState, from entry: LoggedEntry) {
    state.snapshots.append(
      BudgetState.Snapshot(
        id: entry.id, day: entry.header.effective, month: month, lines: lines, unknowns: unknowns, record: record,
        session: session, takenBy: entry.actor))
  }
}
