/// Between what and what a share must lie, and in what proportion it grows.
struct ShareBand {
  let weight: Int
  let least: Int
  let most: Int

  /// Shares that sum to `amount`, in proportion to the weights as far as the bands admit.
  ///
  /// The level λ at which Σ clamp(λ·weight, least, most) reaches the amount lies between two of the levels at which a
  /// band begins or ends to hold a share; between them only the shares that no band holds grow, and these divide the
  /// rest by largest remainder. `amount` is within the sums of `least` and `most`; weights are above zero. Products stay
  /// below 10^13 · 10^13 · 10^4.
  static func fill(_ amount: Int, _ bands: [ShareBand]) -> [Int] {
    guard !bands.isEmpty else { return [] }
    let levels = bands.flatMap {
      [Level(share: $0.least, weight: $0.weight), Level(share: $0.most, weight: $0.weight)]
    }
    .sorted()
    var low = 0, high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].reaches(amount, bands) { high = middle } else { low = middle + 1 }
    }
    let floor = low > 0 ? levels[low - 1] : Level(share: 0, weight: 1)
    var shares = bands.map { band in floor.share(of: band) }
    let free = bands.indices.filter { shares[$0] == nil }
    let held = shares.reduce(0) { $0 + ($1 ?? 0) }
    for (index, share) in zip(free, largestRemainders(of: amount - held, weights: free.map { bands[$0].weight })) {
      shares[index] = share
    }
    return shares.map { $0 ?? 0 }
  }

  /// Hamilton's method: each share cut down, the units left over to the largest remainders, ties to the first.
  private static func largestRemainders(of amount: Int, weights: [Int]) -> [Int] {
    let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard total > 0 else { return weights.map { _ in 0 } }
    let exact = weights.map { (Int128(amount) * Int128($0)).quotientAndRemainder(dividingBy: total) }
    var shares = exact.map { Int($0.quotient) }
    let left = amount - shares.reduce(0, +)
    let order = exact.indices.sorted { (-exact[$0].remainder, $0) < (-exact[$1].remainder, $1) }
    for index in order.prefix(left) { shares[index] += 1 }
    return shares
  }

  /// A value of λ, as the quotient at which one band begins or ends to hold.
  private struct Level: Comparable {
    let share: Int
    let weight: Int

    static func < (left: Level, right: Level) -> Bool {
      Int128(left.share) * Int128(right.weight) < Int128(right.share) * Int128(left.weight)
    }

    static func == (left: Level, right: Level) -> Bool {
      Int128(left.share) * Int128(right.weight) == Int128(right.share) * Int128(left.weight)
    }

    /// Whether shares at this level come to the amount, without dividing.
    func reaches(_ amount: Int, _ bands: [ShareBand]) -> Bool {
      let sum = bands.reduce(Int128(0)) { sum, band in
        let share = Int128(share) * Int128(band.weight)
        return sum + min(max(share, Int128(band.least) * Int128(weight)), Int128(band.most) * Int128(weight))
      }
      return sum >= Int128(amount) * Int128(weight)
    }

    /// What a band holds a share at just above this level; nil where the share is free to grow.
    func share(of band: ShareBand) -> Int? {
      let share = Int128(share) * Int128(band.weight)
      if share >= Int128(band.most) * Int128(weight) { return band.most }
      return share < Int128(band.least) * Int128(weight) ? band.least : nil
    }
  }
}
