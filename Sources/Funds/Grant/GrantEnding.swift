import LedgerCore

enum GrantEnding {
  static func validThrough(_ state: GrantState, _ context: Admission) -> CivilDate {
    (state.approvedOn ?? context.effective).adding(days: context.governing.policy.approvalValidDays)
  }

  /// Undoes the commitment of an approved grant; a request that was not approved has none.
  static func release(
    _ request: GrantRequested, _ state: GrantState, _ context: Admission
  ) throws(Refusal) -> Effects {
    guard state.status == .approved, let year = state.assistanceYear else { return .none }
    return try Effects { journal in
      journal.release(request.purse, GrantRules.id(context), request.amount)
      journal.discountAssistance(request.counted, year, request.amount)
    }
  }
}
