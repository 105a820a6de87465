/// Horizontal bars: every category is a row with its name before it, and every bar has its figure at its end.
struct RowLayout {
  /// One row as it is drawn: its parts along the axis, and what is written at its end.
  struct Row {
    struct Part {
      let from: Int
      let to: Int
      let style: Int
      let series: Int
    }
    /// Bars one below the other, each of parts one after the other.
    let bars: [(parts: [Part], label: String)]
  }

  let diagram: Diagram
  let language: Language
  let names: [String]
  let rows: [Row]
  /// Whether the end of each bar is carried over to the next row.
  var isBridged = false

  private var barHeight: Int { diagram.isCompact ? 13 : 20 }
  private var rowGap: Int { diagram.isCompact ? 8 : 14 }

  var drawing: Drawing {
    let width = diagram.size.rawValue
    var drawing = Drawing(width: width, height: 0, plot: Rectangle(x: 0, y: 0, width: 0, height: 0))
    let isStacked = diagram.form == .stackedBars || diagram.form == .bars
    let top = isStacked ? drawing.writeLegend(diagram.series.map(\.name), areLines: false) : 0
    let frame = frame(width: width)
    let scale = Scale(lower: frame.ticks.lower, upper: frame.ticks.upper, start: frame.start, end: frame.end)
    let wrapped = names.map { TextFitting.wrap($0, width: frame.names, lines: 2) }
    var y = top + 4
    var lastEnd: Point?
    for (category, row) in rows.enumerated() {
      let bars = row.bars.count * barHeight + max(0, row.bars.count - 1) * 3
      let height = max(bars, wrapped[category].count * TextFitting.lineHeight)
      let middle = y + height / 2
      let firstLine = middle - wrapped[category].count * TextFitting.lineHeight / 2 + 12
      drawing.write(wrapped[category], at: Point(x: frame.names, y: firstLine), anchor: .end)
      for (index, bar) in row.bars.enumerated() {
        let barY = middle - bars / 2 + index * (barHeight + 3)
        let shown = (bar.parts, frame.hasFigures ? bar.label : "")
        draw(shown, category: category, y: barY, scale: scale, zero: scale.pixel(0), into: &drawing)
        if isBridged, let part = bar.parts.last {
          let end = Point(x: scale.pixel(part.to), y: part.from == part.to ? barY : barY + barHeight)
          if let lastEnd {
            drawing.rules.append(.init(from: lastEnd, to: Point(x: lastEnd.x, y: barY), kind: .bridge))
          }
          lastEnd = end
        }
      }
      y += height + rowGap
    }
    let bottom = y - rowGap / 2
    drawing.plot = Rectangle(from: frame.start, to: frame.end, y: top, height: bottom - top)
    drawAxis(frame.ticks, scale, bottom: bottom, into: &drawing)
    drawing.height = bottom + 24
    return drawing
  }

  private func draw(
    _ bar: (parts: [Row.Part], label: String), category: Int, y: Int, scale: Scale, zero: Int,
    into drawing: inout Drawing
  ) {
    var (leftmost, rightmost) = (zero, zero)
    var isBackward = false
    if isBridged, let part = bar.parts.last {
      (leftmost, rightmost) = (scale.pixel(min(part.from, part.to)), scale.pixel(max(part.from, part.to)))
    }
    for part in bar.parts {
      let box = Rectangle(from: scale.pixel(part.from), to: scale.pixel(part.to), y: y, height: barHeight)
      drawing.bars.append(.init(box: box, style: part.style, category: category, series: part.series))
      leftmost = min(leftmost, box.x)
      rightmost = max(rightmost, box.maxX)
      isBackward = part.to < 0
    }
    let place =
      isBackward
      ? Point(x: leftmost - 6, y: y + barHeight / 2 + 5)
      : Point(x: rightmost + 6, y: y + barHeight / 2 + 5)
    drawing.write([bar.label], at: place, anchor: isBackward ? .end : .start, kind: .halo)
  }

  private func drawAxis(_ ticks: Ticks, _ scale: Scale, bottom: Int, into drawing: inout Drawing) {
    var written: [(x: Int, reach: Int)] = []
    for value in ticks.values {
      let x = scale.pixel(value)
      let from = Point(x: x, y: drawing.plot.y)
      let kind: Drawing.Rule.Kind = value == 0 ? .zero : .grid
      drawing.rules.append(.init(from: from, to: Point(x: x, y: bottom), kind: kind))
      let text = ticks.label(value, diagram.quantity, in: language)
      let reach = TextFitting.width(text, size: TextFitting.smallSize) / 2 + 2
      // Figures that are too long for a narrow picture stand in its table.
      guard !written.contains(where: { abs($0.x - x) < $0.reach + reach }) else { continue }
      written.append((x, reach))
      drawing.write([text], at: Point(x: x, y: bottom + 17), anchor: .middle, kind: .small)
    }
  }

  private struct Frame {
    let names: Int
    let start: Int
    let end: Int
    let ticks: Ticks
    var hasFigures = true
  }

  /// With figures at the bars where they leave room for these; otherwise the figures stand in the table alone.
  private func frame(width: Int) -> Frame {
    let labels = rows.flatMap { $0.bars.map { TextFitting.width($0.label) } }.max() ?? 0
    let frame = horizontalFrame(width: width, labelWidth: labels)
    guard frame.end - frame.start < 40 else { return frame }
    let bare = horizontalFrame(width: width, labelWidth: 0)
    return Frame(
      names: bare.names, start: bare.start, end: max(bare.end, bare.start + 40), ticks: bare.ticks, hasFigures: false)
  }

  /// Where names end and figures begin, and as many ticks as have room.
  private func horizontalFrame(width: Int, labelWidth: Int) -> Frame {
    let lines = names.flatMap { TextFitting.wrap($0, width: width * 2 / 5, lines: 2) }
    let nameWidth = lines.map { TextFitting.width($0) }.max() ?? 0
    let figures = rows.flatMap { $0.bars.flatMap { $0.parts.flatMap { [$0.from, $0.to] } } }
    for most in stride(from: 6, through: 1, by: -1) {
      let ticks = Ticks(covering: figures, most: most, quantity: diagram.quantity)
      let tickWidth =
        ticks.values.map {
          TextFitting.width(ticks.label($0, diagram.quantity, in: language), size: TextFitting.smallSize)
        }.max() ?? 0
      let beforeZero = ticks.lower < 0 ? labelWidth + 8 : 0
      let start = min(nameWidth + 10 + max(beforeZero, tickWidth / 2 - nameWidth - 10), width - 48)
      let end = width - max(labelWidth + 8, tickWidth / 2 + 1)
      let isRoomy = (end - start) / max(1, ticks.values.count - 1) >= tickWidth + 10
      if isRoomy || most == 1 { return Frame(names: nameWidth, start: start, end: end, ticks: ticks) }
    }
    preconditionFailure("the loop ends with one step")
  }
}

extension RowLayout {
  /// Bars from zero, one for each series.
  static func bars(_ diagram: Diagram, _ language: Language) -> RowLayout {
    let rows = (0..<diagram.categories.count).map { category in
      Row(
        bars: diagram.series.enumerated().compactMap { index, series in
          guard let value = series.values[category] else { return nil }
          let part = Row.Part(from: 0, to: Diagram.drawn(value), style: Drawing.style(index), series: index)
          return ([part], language.written(value, diagram.quantity))
        })
    }
    return RowLayout(diagram: diagram, language: language, names: diagram.names(in: language), rows: rows)
  }

  /// Parts one after the other: those above zero to the end, those below zero to the start.
  static func stacked(_ diagram: Diagram, _ language: Language) -> RowLayout {
    let rows = (0..<diagram.categories.count).map { category in
      Row(bars: [(Stack(diagram, category).parts, language.written(diagram.total(category), diagram.quantity))])
    }
    return RowLayout(diagram: diagram, language: language, names: diagram.names(in: language), rows: rows)
  }

  /// Changes that hang where the one before has ended, and levels from zero.
  static func waterfall(_ diagram: Diagram, levels: Set<Int>, _ language: Language) -> RowLayout {
    var running = 0
    let rows = (diagram.series.first?.values ?? []).enumerated().map { index, value in
      let value = Diagram.drawn(value ?? 0)
      let isLevel = levels.contains(index)
      let next = isLevel ? value : Diagram.drawn(running + value)
      let style = isLevel ? 1 : value < 0 ? 6 : 3
      let part = Row.Part(from: isLevel ? 0 : running, to: next, style: style, series: 0)
      running = next
      let sign = !isLevel && value > 0 ? "+" : ""
      return Row(bars: [([part], sign + language.written(value, diagram.quantity))])
    }
    return RowLayout(
      diagram: diagram, language: language, names: diagram.names(in: language), rows: rows, isBridged: true)
  }
}

/// The parts of one stacked bar with their ends along the axis; each begins where the one before has ended.
struct Stack {
  let parts: [RowLayout.Row.Part]

  init(_ diagram: Diagram, _ category: Int) {
    var (above, below) = (0, 0)
    parts = diagram.series.enumerated().compactMap { index, series in
      guard let value = series.values[category].map(Diagram.drawn), value != 0 else { return nil }
      let from = value > 0 ? above : below
      if value > 0 { above += value } else { below += value }
      return .init(from: from, to: from + value, style: Drawing.style(index), series: index)
    }
  }
}
