/// From where on an indicator raises a flag, and who says so.
public struct Threshold: Codable, Sendable, Hashable {
  /// The law, standard or statistic, in words that a person can look up.
  public let source: String
  /// Percent, or months of income; the flag is raised above it.
  public let value: Figure

  public init(value: Figure, source: String) {
    self.source = source
    self.value = value
  }
}

/// The thresholds of a parameters file.
public struct IndicatorThresholds: Codable, Sendable, Hashable {
  /// Months of income: what is overdue is critical above it.
  public let arrears: Threshold
  /// Percent of income.
  public let debtService: Threshold
  /// Percent of disposable income.
  public let housingOverburden: Threshold
  /// Percent of the plan.
  public let realism: Threshold

  public init(arrears: Threshold, debtService: Threshold, housingOverburden: Threshold, realism: Threshold) {
    self.arrears = arrears
    self.debtService = debtService
    self.housingOverburden = housingOverburden
    self.realism = realism
  }
}
