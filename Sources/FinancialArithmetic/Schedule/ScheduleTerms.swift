public import LedgerCore

/// What a schedule is computed from, frozen when a loan is approved: the same terms give the same cents for ever.
///
/// The residue of all rounding is in the last instalment, which closes to exactly zero; there is no other policy.
public struct ScheduleTerms: Codable, Hashable, Sendable {
  /// A part of the principal that is paid out after the first.
  public struct Tranche: Codable, Hashable, Sendable {
    public let date: CivilDate
    public let amount: Money

    public init(date: CivilDate, amount: Money) {
      self.date = date
      self.amount = amount
    }
  }

  public let method: RepaymentMethod
  /// All that is lent, later tranches included.
  public let principal: Money
  public let annualRatePercent: AnnualRate
  public let dayCount: DayCount
  public let disbursed: CivilDate
  public let due: DueDates
  /// Instalments at the start in which nothing at all is paid; their interest is carried, never capitalised, and due
  /// with the first instalment after them. They count among the instalments.
  public let pause: Int
  /// Instalments after the pause that pay interest only. They count among the instalments.
  public let interestOnly: Int
  public let rounding: Rounding
  /// Decimals to which interest and instalments are rounded: 2 for cents, 0 for whole units, −2 for hundreds.
  public let decimals: Int
  /// The multiple to which instalments are rounded (principal alone, where the method keeps its share constant); absent
  /// where `decimals` says enough.
  public let roundInstalmentTo: Money?
  /// What of the principal is paid out after the day of disbursement, before principal begins to be repaid.
  public let tranches: [Tranche]?

  public init(
    method: RepaymentMethod, principal: Money, annualRatePercent: AnnualRate, dayCount: DayCount = .thirty360,
    disbursed: CivilDate, due: DueDates, pause: Int = 0, interestOnly: Int = 0, rounding: Rounding = .halfUp,
    decimals: Int = 2, roundInstalmentTo: Money? = nil, tranches: [Tranche]? = nil
  ) {
    self.method = method
    self.principal = principal
    self.annualRatePercent = annualRatePercent
    self.dayCount = dayCount
    self.disbursed = disbursed
    self.due = due
    self.pause = pause
    self.interestOnly = interestOnly
    self.rounding = rounding
    self.decimals = decimals
    self.roundInstalmentTo = roundInstalmentTo
    self.tranches = tranches
  }

  /// The schedule of these terms.
  public func schedule() throws(CalculationError) -> Schedule { try ScheduleEngine(self).schedule() }
}
