public import LedgerCore

/// Nothing can take effect on or before a day any more: the books up to it are done.
public struct PeriodClosed: EntryBody {
  public static let kind: Kind = "period.closed"
  public static let roles: Set<Role> = [.administrator]

  /// The last day of the period.
  public let through: CivilDate

  public init(through: CivilDate) { self.through = through }

  static let notOver = RefusalCode(
    "period.not-over", "{through} is not before the day on which the closing is recorded, {recorded}",
    hint: "close a period when it is over")
  static let alreadyClosed = RefusalCode(
    "period.already-closed", "everything through {closed} is closed already", hint: "close a later day")

  public static let refusals = [notOver, alreadyClosed]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    let recorded = context.header.recorded.date
    guard through < recorded else { throw Self.notOver(["through": through, "recorded": recorded]) }
    if let closed = state.closedThrough, through <= closed { throw Self.alreadyClosed(["closed": closed]) }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    state.closedThrough = through
    state.closings.append(.init(through: through, position: entry.position))
  }
}
