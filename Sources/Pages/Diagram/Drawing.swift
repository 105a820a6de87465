/// A chart as lines and boxes with their places; nothing here knows of markup.
struct Drawing: Sendable {
  /// A bar, or a part of a stacked one.
  struct Bar: Sendable, Hashable {
    var box: Rectangle
    /// Which of the eight pairs of colour and pattern.
    let style: Int
    let category: Int
    let series: Int
  }

  struct Rule: Sendable, Hashable {
    enum Kind: String, Sendable { case grid, zero, bridge }
    var from: Point
    var to: Point
    let kind: Kind
  }

  struct Path: Sendable, Hashable {
    var points: [Point]
    let style: Int
  }

  struct Mark: Sendable, Hashable {
    enum Kind: Sendable { case dot, ring }
    var center: Point
    let style: Int
    let kind: Kind
  }

  struct Label: Sendable, Hashable {
    enum Anchor: String, Sendable { case start, middle, end }
    enum Kind: Sendable { case normal, small, strong, halo }
    let text: String
    /// On the base line of the text.
    var at: Point
    var anchor: Anchor
    var kind = Kind.normal

    var size: Int { kind == .small ? TextFitting.smallSize : TextFitting.size }

    /// The room that the text will need at most.
    var box: Rectangle {
      let width = TextFitting.width(text, size: size)
      let x: Int
      switch anchor {
      case .start: x = at.x
      case .middle: x = at.x - width / 2
      case .end: x = at.x - width
      }
      return Rectangle(x: x, y: at.y - size, width: width, height: size + 3)
    }
  }

  /// What a colour and a pattern mean.
  struct Swatch: Sendable, Hashable {
    var box: Rectangle
    let style: Int
    let isLine: Bool
  }

  var width: Int
  var height: Int
  var plot: Rectangle
  var bars: [Bar] = []
  var rules: [Rule] = []
  var paths: [Path] = []
  var marks: [Mark] = []
  var labels: [Label] = []
  var swatches: [Swatch] = []

  static let styles = 8
  static func style(_ series: Int) -> Int { series % styles + 1 }

  /// The picture as a right-to-left reader expects it: what began on the left begins on the right.
  var mirrored: Drawing {
    var other = self
    func turn(_ point: inout Point) { point.x = width - point.x }
    func turn(_ box: inout Rectangle) { box.x = width - box.maxX }
    turn(&other.plot)
    for index in bars.indices { turn(&other.bars[index].box) }
    for index in swatches.indices { turn(&other.swatches[index].box) }
    for index in marks.indices { turn(&other.marks[index].center) }
    for index in rules.indices {
      turn(&other.rules[index].from)
      turn(&other.rules[index].to)
    }
    for index in paths.indices { for point in paths[index].points.indices { turn(&other.paths[index].points[point]) } }
    for index in labels.indices {
      turn(&other.labels[index].at)
      other.labels[index].anchor = labels[index].anchor.turned
    }
    return other
  }
}

extension Drawing.Label.Anchor {
  fileprivate var turned: Self {
    switch self {
    case .start: .end
    case .middle: .middle
    case .end: .start
    }
  }
}

extension Drawing {
  /// Several lines of text, the first on this base line.
  mutating func write(
    _ lines: [String], at point: Point, anchor: Label.Anchor, kind: Label.Kind = .normal
  ) {
    for (index, line) in lines.enumerated() {
      let place = Point(x: point.x, y: point.y + index * TextFitting.lineHeight)
      labels.append(Label(text: line, at: place, anchor: anchor, kind: kind))
    }
  }

  /// Names the series above the plot, in as many lines as they need; gives the height that they took.
  mutating func writeLegend(_ names: [String], areLines: Bool) -> Int {
    guard names.count > 1 else { return 0 }
    let (swatch, gap) = (22, 18)
    var place = Point(x: 0, y: 0)
    for (index, name) in names.enumerated() {
      let text = TextFitting.shorten(name, width: width - swatch - 8)
      let needed = swatch + 6 + TextFitting.width(text)
      if place.x > 0 && place.x + needed > width { place = Point(x: 0, y: place.y + 22) }
      let box = Rectangle(x: place.x + 1, y: place.y + 2, width: swatch, height: 13)
      swatches.append(Swatch(box: box, style: Drawing.style(index), isLine: areLines))
      write([text], at: Point(x: place.x + swatch + 6, y: place.y + 13), anchor: .start)
      place.x += needed + gap
    }
    return place.y + 30
  }
}
