/// A chart on a page: its title, what it says, the picture, and the table of the same figures.
struct DiagramFigure {
  let diagram: Diagram
  /// Its place among the page's charts, from which its ids are made.
  let number: Int
  let language: Language

  var markup: Markup {
    let unit = diagram.quantity == .euro ? Markup.element(.span, [.class("quiet")], " · €") : .none
    let caption = diagram.caption?.markup(in: language) ?? .text(diagram.title)
    var parts = [Markup.element(.figcaption, [], diagram.caption == nil ? [caption, unit] : [caption])]
    if let remark = diagram.remark {
      parts.append(.element(.p, [], [remark.markup(in: language)]))
    } else if !diagram.summary.isEmpty {
      parts.append(.element(.p, [], diagram.summary))
    }
    if diagram.isEmpty {
      parts.append(.element(.p, [], language.words.nothing))
      return .element(.figure, [], parts)
    }
    let label = [.class("drawing"), Attribute(.role, "group"), Attribute(.ariaLabel, diagram.title)]
    parts.append(.element(.div, label + [Attribute(.tabindex, 0)], [picture]))
    let open = diagram.showsTable ? [Attribute(.open, "open")] : []
    let summary = Markup.element(.summary, [], language.words.chartAsTable)
    let table = diagram.table ?? diagram.table(in: language)
    parts.append(.element(.details, open, [summary, table.markup(in: language)]))
    return .element(.figure, [.class(diagram.hasTableBeside ? "paired" : "")], parts)
  }

  /// The geometry that the picture is drawn from.
  var drawing: Drawing {
    let drawing =
      switch diagram.form {
      case .bars: RowLayout.bars(diagram, language).drawing
      case .stackedBars: RowLayout.stacked(diagram, language).drawing
      case .waterfall(let levels): RowLayout.waterfall(diagram, levels: levels, language).drawing
      case .columns, .stackedColumns: ColumnLayout(diagram: diagram, language: language).drawing
      case .lines, .steps: LineLayout(diagram: diagram, language: language).drawing
      }
    return language.direction == .rightToLeft ? drawing.mirrored : drawing
  }

  private var picture: Markup {
    let drawing = drawing
    let (title, summary) = ("chart-\(number)-title", "chart-\(number)-summary")
    let ids = diagram.summary.isEmpty ? title : title + " " + summary
    let attributes = [
      Attribute(.role, "img"), Attribute(.ariaLabelledBy, ids), .class(diagram.size == .half ? "half" : ""),
      Attribute(.viewBox, "0 0 \(drawing.width) \(drawing.height)"),
    ]
    var parts = [Markup.element(.title, [Attribute(.id, title)], diagram.title)]
    if !diagram.summary.isEmpty { parts.append(.element(.desc, [Attribute(.id, summary)], diagram.summary)) }
    let pen = Pen(prefix: "chart-\(number)-p")
    return .element(.svg, attributes, parts + pen.draw(drawing))
  }
}
