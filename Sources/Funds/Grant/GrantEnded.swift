public import LedgerCore

/// The committee says no.
public struct GrantRefused: EntryBody {
  public static let kind: Kind = "grant.refused"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  public enum Reason: String, Codable, Sendable, CaseIterable {
    case noNeed = "no-need"
    case otherHelp = "other-help"
    case outsidePurpose = "outside-purpose"
    case noMoney = "no-money"
    case incomplete
  }

  public let reason: Reason

  public init(reason: Reason) { self.reason = reason }

  public static let refusals = [GrantRules.wrongState]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    _ = try GrantRules.request(of: state, in: [.requested], context)
    try context.requireAnotherPerson(than: state.requesters)
    return .none
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) { state.status = .refused }
}

/// The request is taken back before it is paid; what was committed is free again.
public struct GrantWithdrawn: EntryBody {
  public static let kind: Kind = "grant.withdrawn"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  public init() {}

  public static let refusals = [GrantRules.wrongState]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GrantRules.request(of: state, in: [.requested, .approved], context)
    return try GrantEnding.release(request, state, context)
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) { state.status = .withdrawn }
}

/// Nobody has paid in time; what was committed is free again.
public struct GrantApprovalLapsed: EntryBody {
  public static let kind: Kind = "grant.approval-lapsed"
  public static let roles: Set<Role> = [.operator, .treasurer, .committee, .administrator]
  public static let isReversible = true

  public init() {}

  static let notYet = RefusalCode(
    "grant.approval-valid", "the approval is valid through {through}", hint: "withdraw the grant if it is not needed")

  public static let refusals = [GrantRules.wrongState, notYet]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GrantRules.request(of: state, in: [.approved], context)
    let through = GrantEnding.validThrough(state, context)
    guard context.effective > through else { throw Self.notYet(["through": through]) }
    return try GrantEnding.release(request, state, context)
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) { state.status = .lapsed }
}

enum GrantEnding {
  static func validThrough(_ state: GrantState, _ context: Admission) -> CivilDate {
    (state.approvedOn ?? context.effective).adding(days: context.governing.policy.approvalValidDays)
  }

  /// Undoes the commitment of an approved grant; a request that was not approved has none.
  static func release(
    _ request: GrantRequested, _ state: GrantState, _ context: Admission
  ) throws(Refusal) -> Effects {
    guard state.status == .approved, let approved = state.approvedOn else { return .none }
    return try Effects { journal in
      journal.release(request.purse, GrantRules.id(context), request.amount)
      journal.discountAssistance(request.beneficiary, approved.year, request.amount)
    }
  }
}
