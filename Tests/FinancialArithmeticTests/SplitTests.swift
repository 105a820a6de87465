import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

/// An amount shared to the cent.
struct SplitTests {
  private func shares(
    _ amount: Int, _ weights: [Int], caps: [Int?] = [], tiers: [Int] = [], minimum: Int = 0
  ) throws -> [Int] {
    let claims = weights.indices.map { index in
      Split.Claim(
        weight: weights[index], cap: index < caps.count ? caps[index].map(Money.init(cents:)) : nil,
        tier: index < tiers.count ? tiers[index] : 1)
    }
    return try Split.shares(of: cents(amount), among: claims, minimum: cents(minimum)).map(\.cents)
  }

  @Test func `tiers are served in order, each up to its caps`() throws {
    let caps = [6_000, 30_000, 90_000]
    #expect(try shares(10_000, [1_200, 300, 900], caps: caps, tiers: [1, 2, 2]) == [6_000, 1_000, 3_000])
    #expect(try shares(5_000, [1_200, 300, 900], caps: caps, tiers: [1, 2, 2]) == [5_000, 0, 0])
    #expect(try shares(10_000, [1_200, 300, 900], caps: caps, tiers: [7, -2, -2]) == [0, 2_500, 7_500])
    #expect(try shares(10_000, [1, 1], tiers: [1, 2]) == [10_000, 0])
  }

  @Test func `a minimum raises and never drops`() throws {
    #expect(try shares(2_000, [900, 60, 40], minimum: 500) == [1_000, 500, 500])
    #expect(try shares(1_500, [900, 60, 40], minimum: 500) == [500, 500, 500])
    #expect(try shares(2_000, [900, 60, 40], caps: [nil, nil, 300], minimum: 500) == [1_200, 500, 300])
    #expect(try shares(2_000, [900, 60, 40], tiers: [1, 2, 3], minimum: 500) == [1_000, 500, 500])
    #expect(try shares(2_000, [900, 60, 0], minimum: 500) == [1_500, 500, 0])
  }

  @Test func `what a cap turns away goes to the others in proportion, before rounding`() throws {
    #expect(try shares(10_000, [500, 300, 200], caps: [2_000]) == [2_000, 4_800, 3_200])
    #expect(try shares(10_001, [1, 1, 1], caps: [1]) == [1, 5_000, 5_000])
    #expect(try shares(100, [1, 1, 1]) == [34, 33, 33])
  }

  @Test func `cents left over go to the largest remainders, ties to the first`() throws {
    #expect(try shares(1_000, [1, 1, 1]) == [334, 333, 333])
    #expect(try shares(2, [1, 1, 1]) == [1, 1, 0])
    #expect(try shares(100, [7, 11, 13]) == [23, 35, 42])
    #expect(try shares(0, [1, 2]) == [0, 0])
  }

  @Test func `what cannot be shared is refused with the reason`() throws {
    func refusal(_ body: () throws -> [Int]) -> CalculationError? {
      do {
        _ = try body()
        return nil
      } catch {
        return error as? CalculationError
      }
    }
    #expect(
      refusal { try shares(1_499, [900, 60, 40], minimum: 500) }
        == .impossible("minimum", "the minimums come to 15.00, more than the 14.99 to share"))
    #expect(
      refusal { try shares(101, [1, 1], caps: [50, 50]) }
        == .impossible("caps", "the claims take 1.00 at most, less than the 1.01 to share"))
    #expect(refusal { try shares(1, [0, 0]) }?.member == "caps")
    #expect(refusal { try shares(1, []) }?.member == "weights")
    #expect(refusal { try shares(1, [1, -1]) }?.member == "weights[1]")
    #expect(refusal { try shares(1, [.max]) }?.member == "weights[0]")
    #expect(refusal { try shares(-1, [1]) }?.member == "amount")
    #expect(refusal { try shares(.max, [1]) }?.member == "amount")
    #expect(refusal { try shares(1, [1], minimum: -1) }?.member == "minimum")
    #expect(refusal { try shares(1, [1, 1], caps: [nil, -1]) }?.member == "caps[1]")
  }

  @Test func `any split sums to its amount, and no share passes its cap or misses its minimum`() throws {
    var random = SeededGenerator.printing()
    var made = 0
    for _ in 0..<10_000 {
      let claims = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        Split.Claim(
          weight: random.pick([0, 1, random.cents(upTo: CalculationLimits.amount.cents)]),
          cap: Bool.random(using: &random) ? nil : Money(cents: random.cents(upTo: 1_000_000)),
          tier: Int.random(in: 1...3, using: &random))
      }
      let amount = Money(cents: random.cents(upTo: random.pick([100, 1_000_000, CalculationLimits.amount.cents])))
      let minimum = random.pick([.zero, Money(cents: random.cents(upTo: amount.cents / 10 + 1))])
      guard let shares = try? Split.shares(of: amount, among: claims, minimum: minimum) else { continue }
      made += 1
      try #require(shares.reduce(.zero, +) == amount, "\(amount) \(claims) \(minimum)")
      for (share, claim) in zip(shares, claims) {
        #expect(share >= .zero && share <= claim.cap ?? amount, "\(amount) \(claims) \(minimum)")
        if claim.weight > 0 { #expect(share >= min(minimum, claim.cap ?? minimum), "\(amount) \(claims) \(minimum)") }
      }
      try proportionsHold(shares, claims, minimum)
    }
    #expect(made > 3_000)
  }

  /// Within a tier, two shares that nothing holds back differ from their proportion by less than a cent each; and no
  /// tier gets more than its minimums while an earlier one could take more.
  private func proportionsHold(_ shares: [Money], _ claims: [Split.Claim], _ minimum: Money) throws {
    func isFree(_ index: Int) -> Bool {
      let share = shares[index].cents
      return share > minimum.cents && share + 1 < claims[index].cap?.cents ?? .max
    }
    let free = claims.indices.filter { claims[$0].weight > 0 && isFree($0) }
    for (left, right) in zip(free, free.dropFirst()) where claims[left].tier == claims[right].tier {
      let (low, high) = (Int128(claims[left].weight), Int128(claims[right].weight))
      let distance = (Int128(shares[left].cents) * high - Int128(shares[right].cents) * low).magnitude
      #expect(distance <= (low + high).magnitude, "\(claims) \(shares)")
    }
    for index in claims.indices where claims[index].weight > 0 && isFree(index) {
      for later in claims.indices where claims[later].tier > claims[index].tier && claims[later].weight > 0 {
        #expect(shares[later] <= max(minimum, .zero), "\(claims) \(shares)")
      }
    }
  }
}
