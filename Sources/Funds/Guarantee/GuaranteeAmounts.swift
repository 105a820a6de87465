import FinancialArithmetic
public import LedgerCore

/// What a guarantee owes over all its claims, term by term:
/// `max(0, min(cap, round(coverage · max(0, Σadmitted − Σrecovered − deposit))) − Σpaid)`.
///
/// Cumulative, so that the deposit is netted once, whatever the order and the number of claims; rounded half away from
/// zero to the cent.
public struct GuaranteeAmounts: Sendable, Hashable {
  public let cap: Money
  public let coverageBasisPoints: Int
  /// What the committee has admitted of all claims.
  public var admitted: Money
  /// What the landlord has had from the tenant for months that were admitted. The fund's own recourse is not in it:
  /// the landlord has nothing of it.
  public var recovered: Money
  /// Zero as long as the scheme does not net it yet.
  public var deposit: Money
  /// What was accepted for payment before, paid or about to be.
  public var paid: Money

  public init(
    cap: Money, coverageBasisPoints: Int, admitted: Money = .zero, recovered: Money = .zero, deposit: Money = .zero,
    paid: Money = .zero
  ) {
    self.cap = cap
    self.coverageBasisPoints = coverageBasisPoints
    self.admitted = admitted
    self.recovered = recovered
    self.deposit = deposit
    self.paid = paid
  }

  /// The landlord's loss.
  public var loss: Money { max(.zero, admitted - recovered - deposit) }

  /// The share of the loss that the guarantee bears.
  public var covered: Money {
    Money(cents: Int(Rounding.halfUp.divide(Int128(loss.cents) * Int128(coverageBasisPoints), by: 10_000)))
  }

  /// What the landlord is entitled to over all claims.
  public var entitled: Money { min(cap, covered) }

  public var payable: Money { max(.zero, entitled - paid) }

  /// What is left of the cap for claims to come.
  public var residual: Money { cap - paid }
}
