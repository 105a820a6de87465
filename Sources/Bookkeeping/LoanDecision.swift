public import FinancialArithmetic
public import Funds
public import LedgerCore

/// Decisions about a loan that need a schedule to be computed, as the command line and the pages propose them alike.
extension LoanBook {
  /// The approval of what was applied for.
  ///
  /// - Parameters:
  ///   - policy: the lending rules in force, which may have lost the pack since the application.
  ///   - day: of the approval.
  public static func approval(
    of application: LoanApplied, plan: ScheduleTerms, fee: Money, under policy: LoanPolicy?, on day: CivilDate,
    overriding: Bool = false, reservation: ULID? = nil
  ) throws -> LoanApproved {
    guard let pack = policy?.pack(application.pack) else {
      throw LoanRefusals.termsImpossible(["reason": "the policy has no pack \(application.pack) any more"])
    }
    do {
      let terms = try LoanTerms(
        plan: plan, pack: pack, payee: application.payee, fee: fee, thresholds: policy?.usury ?? [], on: day)
      return LoanApproved(terms, overriding: overriding, reservation: reservation)
    } catch {
      throw LoanRefusals.termsImpossible(["reason": error])
    }
  }

  /// What is owed spread over other days, as the second person signs it: what was not said stays as it was.
  public func plan(
    over due: DueDates, method: RepaymentMethod? = nil, rate: AnnualRate? = nil, dayCount: DayCount? = nil,
    pause: Int = 0, interestOnly: Int = 0, on day: CivilDate
  ) throws -> ScheduleTerms {
    let position = try requirePosition()
    guard let old = state.plan else {
      throw LoanRefusals.nothingPaidOut(["loan": stream.key, "state": state.status.rawValue])
    }
    return ScheduleTerms(
      method: method ?? old.method, principal: position.outstanding + position.undisbursed,
      annualRatePercent: rate ?? old.annualRatePercent, dayCount: dayCount ?? old.dayCount, disbursed: day, due: due,
      pause: pause, interestOnly: interestOnly, rounding: old.rounding, decimals: old.decimals)
  }

  public func rescheduling(_ plan: ScheduleTerms, on day: CivilDate) throws -> LoanRescheduled {
    let position = try requirePosition()
    let schedule = try computing { try newSchedule(position, on: day).rescheduled(plan) }
    return LoanRescheduled(
      plan: plan, schedule: schedule, carried: position.interest, persons: policy?.reschedulePersons ?? 2)
  }

  /// Asks for nothing for some months; all later days move.
  public func pausing(
    from first: CivilDate, months: Int, reason: LoanPaused.Reason, on day: CivilDate
  ) throws -> LoanPaused {
    let position = try requirePosition()
    let schedule = try computing { try newSchedule(position, on: day).paused(from: first, months: months) }
    return LoanPaused(
      from: first, to: first.adding(months: months), reason: reason, schedule: schedule, carried: position.interest)
  }

  public func accelerating(_ reason: LoanAccelerated.Reason, on day: CivilDate) throws -> LoanAccelerated {
    let position = try requirePosition()
    return LoanAccelerated(
      reason: reason, schedule: try newSchedule(position, on: day).accelerated(), carried: position.interest)
  }

  /// What is not paid out yet will not be; the schedule repays the rest.
  public func cancelling(_ amount: Money? = nil, on day: CivilDate) throws -> LoanTrancheCancelled {
    let position = try requirePosition()
    let amount = amount ?? state.undisbursed
    let schedule = try computing {
      try newSchedule(position, on: day).afterRepaying(amount, keepingInstalment: false, carried: position.interest)
    }
    return LoanTrancheCancelled(amount: amount, carried: position.interest, schedule: schedule)
  }
}
