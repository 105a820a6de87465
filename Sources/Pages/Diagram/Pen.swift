/// Puts a drawing into SVG; colours and strokes come from the page's stylesheet by class.
struct Pen {
  /// What the ids of patterns begin with, for they are shared by the whole page.
  let prefix: String

  func draw(_ drawing: Drawing) -> [Markup] {
    let used = Set(drawing.bars.map(\.style) + drawing.swatches.filter { !$0.isLine }.map(\.style))
    let patterns = used.sorted().compactMap(pattern)
    var parts: [Markup] = patterns.isEmpty ? [] : [.element(.defs, [], patterns)]
    parts += drawing.rules.filter { $0.kind == .grid }.map(rule)
    parts += drawing.bars.flatMap { fill($0.box, style: $0.style) }
    parts += drawing.swatches.flatMap(swatch)
    parts += drawing.rules.filter { $0.kind != .grid }.map(rule)
    parts += drawing.paths.map(path)
    parts += drawing.marks.map(mark)
    parts += drawing.labels.map(label)
    return parts
  }

  private func rule(_ rule: Drawing.Rule) -> Markup {
    .element(
      .line,
      [
        .class(rule.kind.rawValue), Attribute(.x1, rule.from.x), Attribute(.y1, rule.from.y),
        Attribute(.x2, rule.to.x), Attribute(.y2, rule.to.y),
      ])
  }

  /// A box of nothing is not drawn; its figure stands beside it.
  private func fill(_ box: Rectangle, style: Int) -> [Markup] {
    guard box.width > 0, box.height > 0 else { return [] }
    let places = [
      Attribute(.x, box.x), Attribute(.y, box.y), Attribute(.width, box.width), Attribute(.height, box.height),
    ]
    guard Pen.hatches[style] != nil else { return [.element(.rect, [.class("bar f\(style)")] + places)] }
    return [
      .element(.rect, [.class("f\(style)")] + places),
      .element(.rect, [.class("bar"), Attribute(.fill, "url(#\(prefix)\(style))")] + places),
    ]
  }

  private func swatch(_ swatch: Drawing.Swatch) -> [Markup] {
    guard swatch.isLine else { return fill(swatch.box, style: swatch.style) }
    let y = swatch.box.y + swatch.box.height / 2
    let points = [Point(x: swatch.box.x, y: y), Point(x: swatch.box.maxX, y: y)]
    return [path(.init(points: points, style: swatch.style))]
  }

  private func path(_ path: Drawing.Path) -> Markup {
    let points = path.points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
    return .element(.polyline, [.class("path l\(path.style)"), Attribute(.points, points)])
  }

  private func mark(_ mark: Drawing.Mark) -> Markup {
    let place = [Attribute(.cx, mark.center.x), Attribute(.cy, mark.center.y)]
    switch mark.kind {
    case .dot: return .element(.circle, [.class("mark f\(mark.style)")] + place + [Attribute(.r, 4)])
    case .ring: return .element(.circle, [.class("ring")] + place + [Attribute(.r, 7)])
    }
  }

  private func label(_ label: Drawing.Label) -> Markup {
    let style =
      switch label.kind {
      case .normal: ""
      case .small: "small"
      case .strong: "strong"
      case .halo: "halo"
      }
    return .element(
      .text,
      [
        .class(style), Attribute(.x, label.at.x), Attribute(.y, label.at.y),
        Attribute(.textAnchor, label.anchor.rawValue),
      ], label.text)
  }

  /// Lines and dots in the colour of the paper over the colour of the series; the first style is plain.
  private static let hatches: [Int: String] = [
    2: "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6", 4: "M0,4 H8 M4,0 V8", 5: "M0,4 H8", 6: "M-2,6 L2,10 M0,0 L8,8 M6,-2 L10,2",
    7: "M4,0 V8", 8: "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6 M-2,6 L2,10 M0,0 L8,8 M6,-2 L10,2", 3: "",
  ]

  private func pattern(_ style: Int) -> Markup? {
    guard let hatch = Pen.hatches[style] else { return nil }
    let drawn =
      hatch.isEmpty
      ? Markup.element(.circle, [.class("dot"), Attribute(.cx, 4), Attribute(.cy, 4), Attribute(.r, 2)])
      : Markup.element(.path, [.class("hatch"), Attribute(.d, hatch)])
    return .element(
      .pattern,
      [
        Attribute(.id, prefix + String(style)), Attribute(.width, 8), Attribute(.height, 8),
        Attribute(.patternUnits, "userSpaceOnUse"),
      ], [drawn])
  }
}
