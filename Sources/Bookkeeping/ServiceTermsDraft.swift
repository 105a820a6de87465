public import Funds
public import LedgerCore

extension Bookkeeper {
  /// The terms of an agreement of service: figures that nobody gives are the regulation's, where one is named, else the
  /// policy's.
  ///
  /// - Parameters:
  ///   - purse: the restriction that bears it; nil where the creditor waives.
  ///   - regulation: the council's, by its name in the policy; a tax debt needs one.
  public func serviceTerms(
    _ debt: ServiceDebt, rate: Money? = nil, monthlyCap: Money? = nil, totalCap: Money? = nil,
    from purse: Restriction? = nil, under regulation: Slug? = nil
  ) throws -> ServiceTerms {
    let policy = try governing().policy.service
    let act = regulation.flatMap { policy?.regulation(named: $0) }
    return ServiceTerms(
      debt: debt, hourlyRate: rate ?? act?.hourlyRate ?? policy?.hourlyRate ?? .zero,
      monthlyCap: monthlyCap ?? act?.monthlyCap ?? policy?.monthlyCap ?? .zero,
      totalCap: totalCap ?? act?.totalCap ?? policy?.totalCap ?? .zero, purse: purse, regulation: regulation)
  }
}
