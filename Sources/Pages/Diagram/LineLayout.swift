import LedgerCore

/// Lines over time: zero is always in sight, each line is named at its end, and its lowest point is marked if asked.
struct LineLayout {
  let diagram: Diagram
  let language: Language

  private var isStepped: Bool { diagram.form == .steps }

  var drawing: Drawing {
    var drawing = Drawing(width: diagram.size.rawValue, height: 0, plot: Rectangle(x: 0, y: 0, width: 0, height: 0))
    let figures = diagram.series.flatMap { $0.values.compactMap { $0.map(Diagram.drawn) } }
    let endings = endTexts
    let trailing = (endings.map { TextFitting.width($0) }.max() ?? 0) + 14
    let frame = UprightFrame(
      diagram, language, figures: figures, top: 16, trailing: trailing, below: diagram.marksLowest ? 26 : 0)
    drawing.plot = frame.plot
    frame.drawAxis(diagram, language, into: &drawing)
    let places = places(in: frame.plot)
    var ends: [(series: Int, at: Point)] = []
    for (index, series) in diagram.series.enumerated() {
      let style = Drawing.style(index)
      for run in runs(series, places, frame.scale) {
        drawing.paths.append(.init(points: isStepped ? stepped(run) : run, style: style))
        if run.count == 1, let point = run.first {
          drawing.marks.append(.init(center: point, style: style, kind: .dot))
        }
        if run.count > 1, !isStepped, places.count <= 24 {
          drawing.marks += run.map { .init(center: $0, style: style, kind: .dot) }
        }
      }
      if let last = series.values.lastIndex(where: { $0 != nil }), let value = series.values[last] {
        ends.append((index, Point(x: places[last], y: frame.scale.pixel(Diagram.drawn(value)))))
      }
      if diagram.marksLowest { markLowest(series, style: style, places, frame, into: &drawing) }
    }
    writeEnds(ends, endings, frame.plot, into: &drawing)
    let axis = TimeAxis(diagram, language, plot: frame.plot)
    drawing.height = frame.plot.maxY + axis.writePoints(at: places, into: &drawing)
    return drawing
  }

  /// The name of each line, or the last figure where there is but one line.
  private var endTexts: [String] {
    guard diagram.series.count == 1 else {
      return diagram.series.map { TextFitting.shorten($0.name, width: diagram.size.rawValue / 4) }
    }
    let last = diagram.series[0].values.last { $0 != nil } ?? nil
    return [last.map { language.written($0, diagram.quantity) } ?? ""]
  }

  private func places(in plot: Rectangle) -> [Int] {
    let count = diagram.categories.count
    func evenly(_ index: Int) -> Int { count < 2 ? plot.x : plot.x + index * plot.width / (count - 1) }
    switch diagram.categories {
    case .names, .months: return (0..<count).map(evenly)
    case .days(let days):
      guard let first = days.first, let last = days.last, last > first else { return (0..<count).map(evenly) }
      let span = Int128(last.dayNumber - first.dayNumber)
      return days.map { day in
        let share = Scale.share(of: plot.width, Int128(day.dayNumber - first.dayNumber), span)
        return min(max(plot.x + share, plot.x), plot.maxX)
      }
    }
  }

  /// Points that belong together; a missing figure parts them.
  private func runs(_ series: Diagram.Series, _ places: [Int], _ scale: Scale) -> [[Point]] {
    var runs: [[Point]] = [[]]
    for (index, value) in series.values.enumerated() {
      if let value {
        runs[runs.count - 1].append(Point(x: places[index], y: scale.pixel(Diagram.drawn(value))))
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  private func stepped(_ run: [Point]) -> [Point] {
    zip(run, run.dropFirst()).reduce(into: Array(run.prefix(1))) { points, pair in
      points += [Point(x: pair.1.x, y: pair.0.y), pair.1]
    }
  }

  private func markLowest(
    _ series: Diagram.Series, style: Int, _ places: [Int], _ frame: UprightFrame, into drawing: inout Drawing
  ) {
    let known = series.values.enumerated().compactMap { index, value in value.map { (index, $0) } }
    guard let lowest = known.min(by: { $0.1 < $1.1 }) else { return }
    let center = Point(x: places[lowest.0], y: frame.scale.pixel(Diagram.drawn(lowest.1)))
    drawing.marks.append(.init(center: center, style: style, kind: .ring))
    let figure = language.written(lowest.1, diagram.quantity)
    // Isolated from the word before it: after an Arabic one a sign would change sides.
    let isolated = language.direction == .rightToLeft ? "\u{2066}" + figure + "\u{2069}" : figure
    let text = language.words.lowest + " " + isolated
    let half = TextFitting.width(text) / 2
    // In the plot, or where that is too narrow, in the picture; what is wider than that stands in its table.
    let narrow = frame.plot.width < 2 * half + 4
    let (start, end) = narrow ? (0, drawing.width) : (frame.plot.x, frame.plot.maxX)
    guard end - start >= 2 * half + 4 else { return }
    let x = min(max(center.x, start + half + 2), end - half - 2)
    // Not across the line of zero, but below it.
    let zero = frame.scale.pixel(0)
    let y = (center.y + 7..<center.y + 28).contains(zero) ? zero + 16 : center.y + 22
    drawing.write([text], at: Point(x: x, y: y), anchor: .middle, kind: .halo)
  }

  /// Names at the ends of lines, moved apart where they would cover each other.
  private func writeEnds(
    _ ends: [(series: Int, at: Point)], _ texts: [String], _ plot: Rectangle, into drawing: inout Drawing
  ) {
    let ordered = ends.sorted { $0.at.y == $1.at.y ? $0.series < $1.series : $0.at.y < $1.at.y }
    var y = ordered.map { $0.at.y + 4 }
    let distance = TextFitting.lineHeight
    for index in y.indices.dropFirst() { y[index] = max(y[index], y[index - 1] + distance) }
    var limit = plot.maxY + 4
    for index in y.indices.reversed() {
      y[index] = min(y[index], limit)
      limit = y[index] - distance
    }
    let room = drawing.width - plot.maxX - 10
    for (index, end) in ordered.enumerated() {
      let text = texts[end.series]
      // A figure that is cut short would be another one; it stands in the table.
      if texts.count == 1, TextFitting.width(text) > room { continue }
      let place = Point(x: plot.maxX + 10, y: y[index])
      drawing.write([TextFitting.shorten(text, width: room)], at: place, anchor: .start)
    }
  }
}
