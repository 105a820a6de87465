public import Funds
public import LedgerCore

/// Guarantees as somebody prepares them; what the scheme says holds where nothing else was said.
extension Bookkeeper {
  /// - Parameters:
  ///   - coverage: the part of a loss that is borne, in hundredths of a percent; the scheme's where none is given.
  ///   - cap: the scheme's months of rent where none is given.
  public func guaranteeTerms(
    scheme name: Slug, rent: Money, deposit: Money, coverage: Int? = nil, cap: Money? = nil, from start: CivilDate,
    to end: CivilDate
  ) throws -> GuaranteeTerms {
    let found = try governing().policy.guarantees?.scheme(name)
    let (most, overflow) = rent.cents.multipliedReportingOverflow(by: found?.capMonths ?? 0)
    return GuaranteeTerms(
      scheme: name, purpose: found?.purpose ?? "none", rent: rent, deposit: deposit,
      coverageBasisPoints: coverage ?? found?.coverageBasisPoints ?? 0,
      cap: cap ?? Money(cents: overflow ? .max : most),
      start: start, end: end)
  }

  /// The entry that binds the fund, with the conditions of the scheme as they are in force; of a scheme that is gone the
  /// rule says so itself.
  public func issuing(_ request: GuaranteeRequested) throws -> GuaranteeIssued {
    let none = GuaranteeConditions(
      claimDays: 0, depositNetted: .atOnce, formalNotice: false, legalCosts: false, payable: .atOnce, replyDays: 0,
      unpaidMonths: 1)
    let scheme = try governing().policy.guarantees?.scheme(request.terms.scheme)
    return GuaranteeIssued(request.terms, conditions: scheme?.conditions ?? none)
  }
}
