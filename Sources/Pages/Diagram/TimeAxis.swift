import LedgerCore

/// Names below an upright plot: of columns, or of days along a time line, as many as have room.
struct TimeAxis {
  /// A name in one line or two, the year below the month where it changes.
  private struct Name {
    let x: Int
    let lines: [String]
    var width: Int { lines.map { TextFitting.width($0, size: TextFitting.smallSize) }.max() ?? 0 }
  }

  private let diagram: Diagram
  private let language: Language
  private let plot: Rectangle

  init(_ diagram: Diagram, _ language: Language, plot: Rectangle) {
    self.diagram = diagram
    self.language = language
    self.plot = plot
  }

  /// Names in the middle of equal bands; gives the height that they took.
  func writeBands(into drawing: inout Drawing) -> Int {
    let count = diagram.categories.count
    return write(into: &drawing) { index in plot.x + (2 * index + 1) * plot.width / (2 * count) }
  }

  /// Names below the points of a line; gives the height that they took.
  func writePoints(at places: [Int], into drawing: inout Drawing) -> Int {
    if case .days(let days) = diagram.categories, let first = days.first, let last = days.last, last > first {
      return write(calendar(from: first, to: last), into: &drawing)
    } else {
      return write(into: &drawing) { places[$0] }
    }
  }

  private func write(into drawing: inout Drawing, place: (Int) -> Int) -> Int {
    let count = diagram.categories.count
    for stride in [1, 2, 3, 4, 6, 12, 24, 60, 120, 600] + [max(1, count)] {
      let names = names(every: stride, band: plot.width * stride / max(1, count), place: place)
      guard stride >= count || !collide(names) else { continue }
      return write(names, into: &drawing)
    }
    return write([], into: &drawing)
  }

  private func names(every stride: Int, band: Int, place: (Int) -> Int) -> [Name] {
    var year: Int?
    return Swift.stride(from: 0, to: diagram.categories.count, by: stride).map { index in
      switch diagram.categories {
      case .names(let names):
        let lines = TextFitting.wrap(names[index], width: max(band - 8, 24), lines: 3, size: TextFitting.smallSize)
        return Name(x: place(index), lines: lines)
      case .months(let days), .days(let days):
        defer { year = days[index].year }
        var lines = [short(days[index])]
        if year != days[index].year { lines.append(String(days[index].year)) }
        return Name(x: place(index), lines: lines)
      }
    }
  }

  private func short(_ day: CivilDate) -> String {
    let month = language.months[day.month - 1]
    if case .days = diagram.categories { return "\(day.day)" + Language.space + month }
    return month
  }

  /// Where a name is centred: at its place, or as far inwards as the picture's edge asks.
  private func middle(_ name: Name) -> Int {
    let half = (name.width + 1) / 2
    return min(max(name.x, half), max(half, diagram.size.rawValue - half))
  }

  private func collide(_ names: [Name]) -> Bool {
    zip(names, names.dropFirst()).contains { middle($0) + $0.width / 2 + 8 > middle($1) - $1.width / 2 }
  }

  private func write(_ names: [Name], into drawing: inout Drawing) -> Int {
    for name in names {
      drawing.write(name.lines, at: Point(x: middle(name), y: plot.maxY + 18), anchor: .middle, kind: .small)
    }
    return 26 + ((names.map(\.lines.count).max() ?? 1) - 1) * TextFitting.lineHeight
  }

  /// Days at even distances along a calendar, as few as needed for their names to have room.
  private func calendar(from first: CivilDate, to last: CivilDate) -> [Name] {
    let span = last.dayNumber - first.dayNumber
    func name(_ day: CivilDate, _ text: String, year: Int?) -> Name {
      let x = plot.x + Scale.share(of: plot.width, Int128(day.dayNumber - first.dayNumber), Int128(span))
      return Name(x: x, lines: year == day.year ? [text] : [text, String(day.year)])
    }
    for step in [1, 2, 7, 14] where span <= 62 {
      var year: Int?
      let names = stride(from: 0, through: span, by: step).map { offset in
        let day = first.adding(days: offset)
        defer { year = day.year }
        return name(day, short(day), year: year)
      }
      if !collide(names) { return names }
    }
    for step in [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200] {
      var year: Int?
      let names = months(from: first, to: last).filter { ($0.year * 12 + $0.month - 1).isMultiple(of: step) }.map {
        day in
        defer { year = day.year }
        return name(day, language.months[day.month - 1], year: year)
      }
      if !collide(names) { return names.isEmpty ? [name(first, short(first), year: nil)] : names }
    }
    return [name(first, short(first), year: nil)]
  }

  /// The first days of months in a span.
  private func months(from first: CivilDate, to last: CivilDate) -> [CivilDate] {
    let start = first.adding(days: 1 - first.day)
    let count = (last.year - first.year) * 12 + last.month - first.month
    return (0...count).map { start.adding(months: $0) }.filter { $0 >= first }
  }
}
