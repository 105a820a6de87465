import FinancialArithmetic
public import LedgerCore

/// What the policy says about guarantees for access to housing.
public struct GuaranteePolicy: Codable, Sendable, Hashable {
  /// How many persons, the issuer among them, stand behind the caps that a household is promised in a calendar year.
  public let approvals: [Policy.ApprovalStep]
  /// Exposure may be so many hundredths of the reserve: 300 lets three euros be promised for one set aside.
  public let multiplierPercent: Int
  public let schemes: [GuaranteeScheme]

  public func scheme(_ name: Slug) -> GuaranteeScheme? { schemes.first { $0.name == name } }

  /// Nil where a total is above the policy.
  func personsNeeded(total: Money) -> Int? { approvals.first { total <= $0.upTo }?.persons }

  var fault: String? {
    if approvals.isEmpty { return "guarantees: there is no approval step" }
    if approvals.contains(where: { !(1...9).contains($0.persons) }) {
      return "guarantees: approvals take 1 to 9 persons"
    }
    if zip(approvals, approvals.dropFirst()).contains(where: { $0.upTo >= $1.upTo || $0.persons > $1.persons }) {
      return "guarantees: approval steps do not rise"
    }
    if !(1...100_000).contains(multiplierPercent) { return "guarantees: multiplierPercent is 1 to 100000" }
    if Set(schemes.map(\.name)).count != schemes.count { return "guarantees: a scheme stands twice" }
    return schemes.lazy.compactMap(\.fault).first
  }
}

/// A kind of guarantee that a fund offers; its figures rest on a regulation or an agreement, named in `source`.
public struct GuaranteeScheme: Codable, Sendable, Hashable {
  /// The cap is at most so many monthly rents.
  public let capMonths: Int
  public let conditions: GuaranteeConditions
  /// The most of a loss that is borne; 10000 is all of it.
  public let coverageBasisPoints: Int
  public let name: Slug
  /// What a restriction must pay for to stand behind such guarantees.
  public let purpose: Slug
  /// The law, regulation or agreement from which the figures come.
  public let source: String

  var fault: String? {
    if !(1...120).contains(capMonths) { return "guarantees: capMonths of \(name) is 1 to 120" }
    if !(1...10_000).contains(coverageBasisPoints) { return "guarantees: coverageBasisPoints of \(name) is 1 to 10000" }
    if source.isEmpty || source.utf8.count > 400 { return "guarantees: \(name) names no source, or a very long one" }
    return conditions.fault.map { "guarantees: \($0) of \(name)" }
  }
}

/// When a landlord may claim and is paid; frozen when the guarantee is issued.
public struct GuaranteeConditions: Codable, Sendable, Hashable {
  /// At once, or only when the tenant has left the dwelling.
  public enum Moment: String, Codable, Sendable, CaseIterable {
    case atOnce = "at-once"
    case afterRelease = "after-release"
  }

  /// Days after the end of the guarantee in which its months may still be claimed.
  public let claimDays: Int
  /// From when the deposit counts against the claims.
  public let depositNetted: Moment
  /// True where the tenant must have been put in default before a claim.
  public let formalNotice: Bool
  /// True where legal costs count as a loss, within the cap.
  public let legalCosts: Bool
  public let payable: Moment
  /// Days that the tenant has to reply before a claim is accepted.
  public let replyDays: Int
  /// How many months are unpaid before the first claim.
  public let unpaidMonths: Int

  public init(
    claimDays: Int, depositNetted: Moment, formalNotice: Bool, legalCosts: Bool, payable: Moment, replyDays: Int,
    unpaidMonths: Int
  ) {
    self.claimDays = claimDays
    self.depositNetted = depositNetted
    self.formalNotice = formalNotice
    self.legalCosts = legalCosts
    self.payable = payable
    self.replyDays = replyDays
    self.unpaidMonths = unpaidMonths
  }

  var fault: String? {
    if !(0...3_660).contains(claimDays) { return "claimDays" }
    if !(0...366).contains(replyDays) { return "replyDays" }
    return (1...60).contains(unpaidMonths) ? nil : "unpaidMonths"
  }
}

extension Admission {
  /// Residual caps of a restriction's guarantees. Each restriction answers for its own: its reserve alone pays them.
  public func guaranteeExposure(_ of: Restriction) -> Money { Money(cents: -balance(Chart.exposure(of))) }

  public func guaranteeReserve(_ of: Restriction) -> Money { Money(cents: -balance(Chart.guaranteeReserve(of))) }
}

extension Policy {
  /// How much a reserve lets guarantees promise, rounded down; where the policy knows guarantees no more, as much as
  /// there is.
  public func guaranteeLimit(reserve: Money) -> Money {
    let scaled = Int128(reserve.cents) * Int128(guarantees?.multiplierPercent ?? 100)
    return Money(cents: Int(clamping: scaled / 100))
  }
}
