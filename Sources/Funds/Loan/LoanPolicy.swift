public import FinancialArithmetic
public import LedgerCore

/// What the policy says about microcredit.
public struct LoanPolicy: Codable, Sendable, Hashable {
  /// Days in arrears before anybody may announce that the whole loan falls due.
  public let accelerationAfterDays: Int
  /// Days between that notice and the acceleration.
  public let accelerationNoticeDays: Int
  public let costs: [LoanCostLimit]
  /// Days after the due day that do not count as arrears.
  public let graceDays: Int
  public let packs: [LoanPack]
  /// How many persons sign a new schedule: 1 or 2.
  public let reschedulePersons: Int
  public let usury: [UsuryThreshold]
  /// Instalments that a rescheduled loan has to pay before it leaves the portfolio at risk.
  public let watchInstalments: Int

  public func pack(_ name: Slug) -> LoanPack? { packs.first { $0.name == name } }

  var fault: String? {
    if accelerationAfterDays < 1 || accelerationNoticeDays < 1 { return "loans: acceleration takes days and a notice" }
    if graceDays < 0 || watchInstalments < 0 { return "loans: graceDays or watchInstalments is negative" }
    if !(1...2).contains(reschedulePersons) { return "loans: reschedulePersons is 1 or 2" }
    if Set(packs.map(\.name)).count != packs.count { return "loans: a pack stands twice" }
    if Set(costs.map(\.nature)).count != costs.count { return "loans: a cost stands twice" }
    if costs.contains(where: { $0.upTo < .zero }) { return "loans: a cost is negative" }
    if usury.contains(where: { $0.from > $0.through || $0.source.isEmpty }) {
      return "loans: a usury threshold has no source, or ends before it begins"
    }
    return packs.lazy.compactMap(\.fault).first
  }
}

/// A set of limits for one sort of credit, chosen by the administrators and frozen in each approval.
public struct LoanPack: Codable, Sendable, Hashable {
  /// True where the loan rests on a business plan, kept outside the ledger and named by its digest.
  public let businessPlan: Bool
  public let maximumAmount: Money
  /// Of the mandatory fee.
  public let maximumFee: Money
  /// From the first tranche to the last instalment.
  public let maximumMonths: Int
  /// 0 for interest-free credit.
  public let maximumRatePercent: AnnualRate
  public let name: Slug
  /// The closed list of needs; empty where any purpose of the policy will do.
  public let needs: [Slug]
  /// True where a mortgage or a pledge may be taken.
  public let realSecurity: Bool
  /// The law or decision that the limits come from.
  public let source: String
  /// True where somebody tutors the borrower, by name.
  public let tutoring: Bool

  var fault: String? {
    if !maximumAmount.isPositive || maximumMonths < 1 || maximumFee < .zero {
      return "loans: the pack \(name) allows no amount or no time"
    }
    if source.isEmpty { return "loans: the pack \(name) has no source" }
    return nil
  }
}

/// What may be charged at most for one thing.
public struct LoanCostLimit: Codable, Sendable, Hashable {
  public let nature: LoanCost.Nature
  public let upTo: Money
}

/// The highest rate that the law allows in a quarter, as the authority has published it.
public struct UsuryThreshold: Codable, Sendable, Hashable {
  public let from: CivilDate
  public let percent: AnnualRate
  /// Where the figure was published.
  public let source: String
  public let through: CivilDate
}
