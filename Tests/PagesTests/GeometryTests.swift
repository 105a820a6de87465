import LedgerCore
import SeededRandom
import Testing

@testable import Pages

/// What holds for the geometry of every diagram.
@Suite struct GeometryTests {
  static func drawings(_ seed: UInt64, _ form: Diagram.Form? = nil) -> [(Diagram, Drawing)] {
    var charts = RandomDiagrams(random: SeededGenerator(seed: seed))
    return (0..<150).compactMap { _ in
      let diagram = charts.diagram(form)
      let language = form == nil ? charts.language() : .english
      return diagram.isEmpty ? nil : (diagram, DiagramFigure(diagram: diagram, number: 1, language: language).drawing)
    }
  }

  @Test(arguments: Seeds.all) func `bars, lines and marks never leave the plot`(seed: UInt64) {
    for (diagram, drawing) in Self.drawings(seed) {
      let plot = drawing.plot
      for bar in drawing.bars { #expect(plot.contains(bar.box), "\(diagram.form) \(bar.box) \(plot)") }
      for point in drawing.paths.flatMap(\.points) + drawing.marks.map(\.center) {
        #expect((plot.x...plot.maxX).contains(point.x) && (plot.y...plot.maxY).contains(point.y), "\(diagram.form)")
      }
    }
  }

  @Test(arguments: Seeds.all) func `plot and names stay inside the picture`(seed: UInt64) {
    for (diagram, drawing) in Self.drawings(seed) {
      let picture = Rectangle(x: 0, y: 0, width: drawing.width, height: drawing.height)
      #expect(picture.contains(drawing.plot))
      for label in drawing.labels where !label.text.isEmpty {
        #expect(label.box.y >= -2 && label.box.maxY <= drawing.height, "\(diagram.form) \(label)")
        if abs(diagram.largest) < 1_000_000_000_00 {
          #expect(label.box.x >= -2 && label.box.maxX <= drawing.width + 2, "\(diagram.form) \(diagram.size) \(label)")
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func `names do not cover each other`(seed: UInt64) {
    for (diagram, drawing) in Self.drawings(seed)
    where diagram.series.count <= 8 && abs(diagram.largest) < 1_000_000_000_00 {
      let boxes = drawing.labels.filter { $0.kind != .halo && !$0.text.isEmpty }.map(\.box)
      for (index, box) in boxes.enumerated() {
        for other in boxes.dropFirst(index + 1) {
          #expect(!box.insetBy(2).overlaps(other.insetBy(2)), "\(diagram.form) \(diagram.size): \(box) \(other)")
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func `the parts of a stacked bar add up to its total`(seed: UInt64) {
    for form in [Diagram.Form.stackedBars, .stackedColumns] {
      for (diagram, drawing) in Self.drawings(seed, form) {
        let lengths = drawing.bars.map { form == .stackedBars ? $0.box.width : $0.box.height }
        for category in 0..<diagram.categories.count {
          let values = diagram.series.map { Diagram.drawn($0.values[category] ?? 0) }
          let ends = [values.filter { $0 > 0 }.reduce(0, +), values.filter { $0 < 0 }.reduce(0, +)]
          let drawn = zip(drawing.bars, lengths).filter { $0.0.category == category }.reduce(0) { $0 + $1.1 }
          #expect(drawn == ends.reduce(0) { $0 + abs(drawing.length(of: $1, form, diagram)) }, "\(form)")
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func `every figure of plain bars has its bar, as long as its share`(
    seed: UInt64
  ) {
    for (diagram, drawing) in Self.drawings(seed, .bars) {
      for (index, series) in diagram.series.enumerated() {
        for (category, value) in series.values.enumerated() {
          let bars = drawing.bars.filter { $0.category == category && $0.series == index }
          #expect(bars.count == (value == nil ? 0 : 1))
          guard let bar = bars.first, let value else { continue }
          #expect(bar.box.width == abs(drawing.length(of: Diagram.drawn(value), .bars, diagram)))
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func `a right-to-left picture is the mirror of the other`(seed: UInt64) {
    var charts = RandomDiagrams(random: SeededGenerator(seed: seed))
    for _ in 0..<50 {
      let diagram = charts.diagram()
      guard !diagram.isEmpty else { continue }
      let drawing = DiagramFigure(diagram: diagram, number: 1, language: .english).drawing
      let back = drawing.mirrored.mirrored
      #expect(back.bars == drawing.bars && back.labels == drawing.labels && back.rules == drawing.rules)
      #expect(drawing.mirrored.bars.map(\.box.width) == drawing.bars.map(\.box.width))
    }
  }

  @Test func `a waterfall ends where its changes lead`() {
    let diagram = Diagram(
      .waterfall(levels: [0, 3]), title: "t", summary: "", categories: .names(["a", "b", "c", "d"]), categoryTitle: "c",
      series: [.init("v", [1_000, -700, 150, 450])], quantity: .whole)
    let drawing = DiagramFigure(diagram: diagram, number: 1, language: .english).drawing
    let boxes = drawing.bars.map(\.box)
    #expect(boxes[1].maxX == boxes[0].maxX, "the first change hangs at the end of the first level")
    #expect(boxes[2].x == boxes[1].x)
    #expect(boxes[2].maxX == boxes[3].maxX, "1000 − 700 + 150 = 450")
    #expect(drawing.labels.map(\.text).contains("+150"))
    #expect(drawing.rules.filter { $0.kind == .bridge }.count == 3)
  }

  @Test func `the lowest point is marked and named, and zero is in sight`() {
    let diagram = Diagram(
      .lines, title: "t", summary: "", categories: .names(["a", "b", "c"]), categoryTitle: "c",
      series: [.init("v", [500, -20, 300])], quantity: .whole, marksLowest: true)
    let drawing = DiagramFigure(diagram: diagram, number: 1, language: .english).drawing
    let rings = drawing.marks.filter { $0.kind == .ring }
    #expect(rings.count == 1)
    #expect(drawing.labels.map(\.text).contains("lowest −20"))
    #expect(drawing.rules.filter { $0.kind == .zero }.count == 1)
    let lowest = drawing.paths[0].points.max { $0.y < $1.y }
    #expect(rings.first?.center == lowest)
  }

  @Test func `eight series differ by pattern, not by colour alone`() {
    let series = (0..<8).map { Diagram.Series("s\($0)", [10]) }
    let diagram = Diagram(
      .stackedBars, title: "t", summary: "", categories: .names(["a"]), categoryTitle: "c", series: series,
      quantity: .whole)
    let parsed = ParsedPage(Page(language: .english, title: "x", blocks: [.diagram(diagram)]).html)
    let fills = parsed.all("rect").map { $0.attributes["fill"] ?? $0.attributes["class"] ?? "" }
    #expect(parsed.all("pattern").count == 7)
    #expect(Set(fills).count >= 8)
  }
}

extension Diagram {
  var largest: Int { series.flatMap { $0.values.compactMap { $0.map { abs(Diagram.drawn($0)) } } }.max() ?? 0 }
}

extension Rectangle {
  func insetBy(_ margin: Int) -> Rectangle {
    Rectangle(x: x + margin, y: y + margin, width: max(0, width - 2 * margin), height: max(0, height - 2 * margin))
  }
}

extension Drawing {
  /// How far a value lies from zero, by the axis that the rules show.
  func length(of value: Int, _ form: Diagram.Form, _ diagram: Diagram) -> Int {
    let isUpright = form == .stackedColumns
    let ticks = rules.filter { $0.kind != .bridge }.map { isUpright ? $0.from.y : $0.from.x }
    let zero = rules.first { $0.kind == .zero }.map { isUpright ? $0.from.y : $0.from.x } ?? 0
    let (start, end) = (ticks.first ?? 0, ticks.last ?? 0)
    let figures =
      diagram.form == .bars
      ? diagram.series.flatMap { $0.values.compactMap { $0.map(Diagram.drawn) } }
      : (0..<diagram.categories.count).flatMap { Stack(diagram, $0).parts.flatMap { [$0.from, $0.to] } }
    let found = Ticks(covering: figures, most: ticks.count - 1, quantity: diagram.quantity)
    return Scale(lower: found.lower, upper: found.upper, start: start, end: end).pixel(value) - zero
  }
}
