/// A plot whose figures run upwards: the axis at its side with as many ticks as have room.
struct UprightFrame {
  static func plotHeight(_ diagram: Diagram) -> Int { diagram.isCompact ? 170 : 230 }

  let ticks: Ticks
  let scale: Scale
  let plot: Rectangle

  /// - Parameters:
  ///   - top: where the plot begins, below the legend and the room for figures.
  ///   - trailing: room at the end, for names of lines.
  ///   - below: room inside the plot below the lowest figure, for what is written there.
  init(_ diagram: Diagram, _ language: Language, figures: [Int], top: Int, trailing: Int, below: Int = 0) {
    let ticks = Ticks(covering: figures, most: 6, quantity: diagram.quantity)
    let widths = ticks.values.map {
      TextFitting.width(ticks.label($0, diagram.quantity, in: language), size: TextFitting.smallSize)
    }
    let start = (widths.max() ?? 0) + 8
    self.ticks = ticks
    plot = Rectangle(
      x: start, y: top, width: max(diagram.size.rawValue - trailing - start, 40),
      height: UprightFrame.plotHeight(diagram))
    let scale = Scale(lower: ticks.lower, upper: ticks.upper, start: plot.maxY, end: plot.y)
    let missing = below - (plot.maxY - (figures.map(scale.pixel).max() ?? plot.y))
    let lifted = Scale(lower: ticks.lower, upper: ticks.upper, start: plot.maxY - below, end: plot.y)
    self.scale = missing > 0 ? lifted : scale
  }

  func drawAxis(_ diagram: Diagram, _ language: Language, into drawing: inout Drawing) {
    for value in ticks.values {
      let y = scale.pixel(value)
      drawing.rules.append(
        .init(from: Point(x: plot.x, y: y), to: Point(x: plot.maxX, y: y), kind: value == 0 ? .zero : .grid))
      let text = ticks.label(value, diagram.quantity, in: language)
      drawing.write([text], at: Point(x: plot.x - 8, y: y + 4), anchor: .end, kind: .small)
    }
  }
}
