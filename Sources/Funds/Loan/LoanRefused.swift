public import LedgerCore

/// The committee says no.
public struct LoanRefused: EntryBody {
  public static let kind: Kind = "loan.refused"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  /// Why, from a closed list: the log holds no free text.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case notSustainable = "not-sustainable"
    case otherHelp = "other-help"
    case outsidePurpose = "outside-purpose"
    case noMoney = "no-money"
    case incomplete
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  public static let refusals = [LoanRules.wrongState]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    _ = try LoanRules.contract(of: state, in: [.applied], context)
    try context.requireAnotherPerson(than: state.applicants)
    return .none
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) { state.status = .refused }
}
