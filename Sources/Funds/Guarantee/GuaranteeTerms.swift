public import LedgerCore

/// What a landlord is promised: how much at most, which share of the loss, for which months.
public struct GuaranteeTerms: Codable, Sendable, Hashable {
  /// The most that is ever paid over all claims.
  public let cap: Money
  /// The share of a loss that is borne; 8000 is 80 %.
  public let coverageBasisPoints: Int
  /// What the landlord holds of the tenant; it bears the loss first.
  public let deposit: Money
  /// The last day of the guarantee.
  public let end: CivilDate
  public let purpose: Slug
  /// Rent of a month.
  public let rent: Money
  public let scheme: Slug
  public let start: CivilDate

  public init(
    scheme: Slug, purpose: Slug, rent: Money, deposit: Money, coverageBasisPoints: Int, cap: Money, start: CivilDate,
    end: CivilDate
  ) {
    self.cap = cap
    self.coverageBasisPoints = coverageBasisPoints
    self.deposit = deposit
    self.end = end
    self.purpose = purpose
    self.rent = rent
    self.scheme = scheme
    self.start = start
  }

  static let schemeUnknown = RefusalCode(
    "guarantee.scheme-unknown", "the policy has no guarantee scheme {scheme}; it has {known}",
    hint: "choose one of them, or adopt a policy that adds it", .notFound)
  static let overCap = RefusalCode(
    "guarantee.over-cap", "the cap {cap} is above {limit}, {months} rents of {rent}, the most of the scheme {scheme}",
    hint: "lower the cap")
  static let overCoverage = RefusalCode(
    "guarantee.over-coverage", "a coverage of {coverage} % is not above zero, or above {limit} %, the most of {scheme}",
    hint: "choose a coverage that the scheme allows")
  static let datesInvalid = RefusalCode(
    "guarantee.dates-invalid", "a guarantee from {start} to {end} has no day, or none that is left",
    hint: "give a first day and a later last day, of which some are still to come")

  static let refusals = [schemeUnknown, overCap, overCoverage, datesInvalid, SpendingRules.purposeNotAllowed]

  /// The terms keep within their scheme of the policy in force, and the restriction may bear them.
  func check(_ purse: Restriction, in context: Admission) throws(Refusal) -> GuaranteeScheme {
    let policy = try context.section(\.guarantees, "guarantees")
    guard let found = policy.scheme(scheme) else {
      throw Self.schemeUnknown([
        "scheme": scheme, "known": policy.schemes.map(\.name.text).joined(separator: ", "),
      ])
    }
    try context.requirePositive(rent)
    try context.requirePositive(cap)
    guard deposit >= .zero else { throw SpendingRules.amountNotPositive(["amount": deposit]) }
    let (limit, overflow) = rent.cents.multipliedReportingOverflow(by: found.capMonths)
    guard !overflow, cap.cents <= limit else {
      throw Self.overCap([
        "cap": cap, "limit": Money(cents: overflow ? .max : limit), "months": found.capMonths, "rent": rent,
        "scheme": scheme,
      ])
    }
    guard (1...found.coverageBasisPoints).contains(coverageBasisPoints) else {
      throw Self.overCoverage([
        "coverage": FixedPoint(scaled: coverageBasisPoints, decimals: 2),
        "limit": FixedPoint(scaled: found.coverageBasisPoints, decimals: 2), "scheme": scheme,
      ])
    }
    guard start <= end, context.effective <= end else {
      throw Self.datesInvalid(["start": start, "end": end])
    }
    try context.requireRestriction(purse, paysFor: found.purpose)
    guard purpose == found.purpose else {
      throw SpendingRules.purposeNotAllowed(["restriction": purse, "purpose": purpose, "purposes": found.purpose])
    }
    return found
  }
}
