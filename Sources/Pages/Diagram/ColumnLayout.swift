/// Upright columns, one group for each category, with the figure above each where it has room.
struct ColumnLayout {
  let diagram: Diagram
  let language: Language

  private var isStacked: Bool { diagram.form == .stackedColumns }

  var drawing: Drawing {
    var drawing = Drawing(width: diagram.size.rawValue, height: 0, plot: Rectangle(x: 0, y: 0, width: 0, height: 0))
    let top = drawing.writeLegend(diagram.series.map(\.name), areLines: false) + 20
    let groups = (0..<diagram.categories.count).map(parts)
    let figures = groups.flatMap { $0.flatMap { $0.flatMap { [$0.from, $0.to] } } }
    let frame = UprightFrame(diagram, language, figures: figures, top: top, trailing: 2)
    drawing.plot = frame.plot
    frame.drawAxis(diagram, language, into: &drawing)
    let band = frame.plot.width / max(1, groups.count)
    let slots = isStacked ? 1 : max(1, diagram.series.count)
    let columnWidth = max(1, min(56, band * 7 / 10 / slots))
    for (category, group) in groups.enumerated() {
      let middle = frame.plot.x + (2 * category + 1) * frame.plot.width / (2 * groups.count)
      for (slot, column) in group.enumerated() {
        let x = middle - columnWidth * slots / 2 + slot * columnWidth
        for part in column {
          let (one, other) = (frame.scale.pixel(part.from), frame.scale.pixel(part.to))
          let box = Rectangle(x: x, y: min(one, other), width: columnWidth, height: abs(one - other))
          drawing.bars.append(.init(box: box, style: part.style, category: category, series: part.series))
        }
      }
    }
    writeFigures(groups, frame, band: band / slots, into: &drawing)
    let axis = TimeAxis(diagram, language, plot: frame.plot)
    drawing.height = frame.plot.maxY + axis.writeBands(into: &drawing)
    return drawing
  }

  /// Columns of a category, each of parts.
  private func parts(_ category: Int) -> [[RowLayout.Row.Part]] {
    if isStacked { return [Stack(diagram, category).parts] }
    return diagram.series.enumerated().map { index, series in
      guard let value = series.values[category] else { return [] }
      return [.init(from: 0, to: Diagram.drawn(value), style: Drawing.style(index), series: index)]
    }
  }

  /// All figures or none: a few of them would say that the others are less.
  private func writeFigures(
    _ groups: [[[RowLayout.Row.Part]]], _ frame: UprightFrame, band: Int, into drawing: inout Drawing
  ) {
    var labels: [Drawing.Label] = []
    for (category, group) in groups.enumerated() {
      let middle = frame.plot.x + (2 * category + 1) * frame.plot.width / (2 * groups.count)
      for (slot, column) in group.enumerated() where !column.isEmpty {
        let value = isStacked ? diagram.total(category) : diagram.series[slot].values[category] ?? 0
        let x = middle + (2 * slot - group.count + 1) * band * 7 / 20
        let isBelow = value < 0
        let ends = column.map { isBelow ? min($0.from, $0.to) : max($0.from, $0.to) }
        let end = frame.scale.pixel((isBelow ? ends.min() : ends.max()) ?? 0)
        let label = Drawing.Label(
          text: language.written(value, diagram.quantity), at: Point(x: x, y: isBelow ? end + 14 : end - 5),
          anchor: .middle, kind: .halo)
        guard label.box.x >= 0, label.box.maxX <= drawing.width, label.box.maxY <= frame.plot.maxY + 6 else { return }
        if let last = labels.last, last.box.overlaps(label.box) || label.box.width > band * 7 / 5 { return }
        labels.append(label)
      }
    }
    drawing.labels += labels
  }
}
