public import LedgerCore

/// An amount shared among several parties to the cent: creditors of an arrears plan, bodies that fund the same work.
///
/// Tiers are served in order, each up to its caps. Within a tier shares are proportional to the weights, and what a cap
/// turns away goes to the others in proportion before anything is rounded; then each share is cut to the cent, and the
/// cents left over go to the largest remainders, ties to the first (Hamilton's method). A minimum raises a share, also
/// in a later tier, and never drops one. Largest remainder is not monotone, so the result is frozen where it is signed.
public enum Split {
  public struct Claim: Hashable, Sendable {
    /// The balance, or the contractual instalment; a claim of weight 0 gets nothing.
    public let weight: Int
    /// The most that this claim takes; absent where it takes all there is.
    public let cap: Money?
    /// Lower tiers are served first.
    public let tier: Int

    public init(weight: Int, cap: Money? = nil, tier: Int = 1) {
      self.weight = weight
      self.cap = cap
      self.tier = tier
    }

    public init(weight: Money, cap: Money? = nil, tier: Int = 1) {
      self.init(weight: weight.cents, cap: cap, tier: tier)
    }
  }

  /// One share for each claim, in the order given; they sum to `amount`, and none is above its cap.
  ///
  /// `minimum` is what each claim gets at least (its cap, where that is lower). Refused where minimums do not fit into
  /// the amount, and where the caps do not take all of it.
  public static func shares(
    of amount: Money, among claims: [Claim], minimum: Money = .zero
  ) throws(CalculationError) -> [Money] {
    try check(amount, claims, minimum)
    let bands = claims.map { claim in
      guard claim.weight > 0 else { return ShareBand(weight: 0, least: 0, most: 0) }
      let most = min(amount, claim.cap ?? amount)
      return ShareBand(weight: claim.weight, least: min(minimum, claim.cap ?? minimum).cents, most: most.cents)
    }
    let least = Money(cents: bands.reduce(0) { $0 + $1.least })
    if least > amount {
      throw .impossible("minimum", "the minimums come to \(least), more than the \(amount) to share")
    }
    let most = bands.reduce(Int128(0)) { $0 + Int128($1.most) }
    if most < Int128(amount.cents) {
      throw .impossible("caps", "the claims take \(Money(cents: Int(most))) at most, less than the \(amount) to share")
    }
    var shares = bands.map(\.least)
    var left = amount.cents - least.cents
    let tiers = Dictionary(grouping: claims.indices.filter { bands[$0].weight > 0 }) { claims[$0].tier }
    for (_, members) in tiers.sorted(by: { $0.key < $1.key }) {
      let floor = members.reduce(0) { $0 + bands[$1].least }
      let room = members.reduce(Int128(0)) { $0 + Int128(bands[$1].most) }
      let taken = Int(min(Int128(left + floor), room))
      for (member, share) in zip(members, ShareBand.fill(taken, members.map { bands[$0] })) { shares[member] = share }
      left -= taken - floor
    }
    return shares.map(Money.init(cents:))
  }

  private static func check(_ amount: Money, _ claims: [Claim], _ minimum: Money) throws(CalculationError) {
    try CalculationLimits.require(amount, "amount")
    try CalculationLimits.require(minimum, "minimum")
    try CalculationLimits.require(count: claims.count, "weights", in: 1...CalculationLimits.items)
    for (index, claim) in claims.enumerated() {
      guard (0...CalculationLimits.amount.cents).contains(claim.weight) else {
        throw .invalid("weights[\(index)]", "a weight is neither negative nor above \(CalculationLimits.amount.cents)")
      }
      if let cap = claim.cap { try CalculationLimits.require(cap, "caps[\(index)]") }
    }
  }
}
