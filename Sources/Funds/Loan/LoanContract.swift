public import FinancialArithmetic
public import LedgerCore

/// Who borrows what from which purse, from the first entry of the stream on.
public struct LoanContract: Sendable, Hashable {
  public let id: ULID
  public let borrower: Borrower
  public let purse: Restriction
  public let purpose: Slug
  public let amount: Money
  public let group: TargetGroup?
  public let body: Slug?
  public let since: CivilDate
}

/// Groups that reports look at.
public enum TargetGroup: String, Codable, Sendable, CaseIterable {
  case youngPerson = "young-person"
  case youngCouple = "young-couple"
  case singleParent = "single-parent"
}

/// What stands behind a loan besides the borrower's word.
public enum LoanSecurity: String, Codable, Sendable, CaseIterable {
  case none
  case personal
  /// A mortgage or a pledge.
  case real
}

/// Something charged besides interest.
public struct LoanCost: Sendable, Hashable {
  /// For what.
  public enum Nature: String, Codable, Sendable, CaseIterable {
    /// The mandatory fee of the approved terms.
    case agreedFee = "agreed-fee"
    case reminder
    case returnedPayment = "returned-payment"
    case legal
  }

  public let nature: Nature
  public let due: CivilDate
  public let amount: Money
}

/// Terms as every approver signs them, whole.
public struct LoanTerms: Codable, Sendable, Hashable {
  /// Mandatory, due when the first tranche is paid out, and part of the TAEG.
  public let fee: Money
  public let pack: LoanPack
  /// Who gets the money.
  public let payee: ULID
  public let plan: ScheduleTerms
  public let schedule: Schedule
  /// The TAEG to six decimals.
  public let taegPercent: AnnualRate
  /// The threshold that it was compared with; absent where the credit costs nothing.
  public let usury: UsuryThreshold?

  public init(
    plan: ScheduleTerms, pack: LoanPack, payee: ULID, fee: Money, thresholds: [UsuryThreshold], on day: CivilDate
  ) throws(CalculationError) {
    self.fee = fee
    self.pack = pack
    self.payee = payee
    self.plan = plan
    schedule = try plan.schedule()
    let taeg = try LoanTerms.taeg(plan, schedule, fee)
    taegPercent = taeg
    usury = taeg > .zero ? thresholds.first { $0.from <= day && day <= $0.through } : nil
  }

  /// The yearly rate of charge with all that must be paid.
  public static func taeg(
    _ plan: ScheduleTerms, _ schedule: Schedule, _ fee: Money
  ) throws(CalculationError) -> AnnualRate {
    guard schedule.totals.interest.isPositive || fee.isPositive else { return .zero }
    let tranches = plan.tranches ?? []
    let later = tranches.reduce(Money.zero) { $0 + $1.amount }
    let advances =
      [DatedAmount(date: plan.disbursed, amount: plan.principal - later)]
      + tranches.map { DatedAmount(date: $0.date, amount: $0.amount) }
    let fees = fee.isPositive ? [DatedAmount(date: plan.disbursed, amount: fee)] : []
    let instalments = schedule.rows.filter { $0.instalment.isPositive }
      .map { DatedAmount(date: $0.due, amount: $0.instalment) }
    let rate = try AnnualPercentageRate(advances: advances, payments: fees + instalments)
    return try AnnualRate(millionthsOfPercent: max(0, rate.percent(decimals: 6).scaled))
  }

  /// What is wrong with the terms as such, apart from the limits of the pack: the schedule closes, the TAEG is the one of
  /// the schedule to a thousandth of a percent.
  func fault(amount: Money) -> String? {
    if plan.principal != amount { return "the terms lend \(plan.principal), not \(amount)" }
    if fee < .zero { return "the fee is negative" }
    if let fault = schedule.fault(for: plan) { return fault }
    guard let rate = try? LoanTerms.taeg(plan, schedule, fee) else { return "no TAEG can be computed" }
    if abs(rate.millionths - taegPercent.millionths) > 1_000 { return "the TAEG is \(rate), not \(taegPercent)" }
    return nil
  }
}
