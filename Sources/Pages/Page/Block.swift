/// A part of a page, from top to bottom.
public indirect enum Block: Sendable {
  /// A part with its own heading.
  case section(Inline, [Block])
  case paragraph(Inline)
  /// Set apart from the text: a warning, or how to read what follows.
  case note(Inline)
  case list([Inline])
  /// Cards, one beside the other as far as there is room.
  case figures([Figure])
  /// Parts beside each other on a wide page, one below the other on a narrow one.
  case columns([[Block]])
  /// Three parts, of which the second is the longest: it stands beside the other two where there is room.
  case trio([Block], long: [Block], [Block])
  case table(Table)
  /// What begins on a new sheet of paper.
  case sheet([Block])
  case diagram(Diagram)
}

/// Writes blocks one after the other, and numbers the charts so that their ids differ.
struct BlockWriter {
  let language: Language
  private var charts = 0

  init(language: Language) { self.language = language }

  mutating func write(_ blocks: [Block], level: Int = 2) -> [Markup] { blocks.map { write($0, level: level) } }

  private mutating func write(_ block: Block, level: Int) -> Markup {
    switch block {
    case .section(let heading, let blocks):
      let title = Markup.element(level == 2 ? .h2 : .h3, [], [heading.markup(in: language)])
      return .element(.section, [], [title] + write(blocks, level: level + 1))
    case .paragraph(let line): return .element(.p, [], [line.markup(in: language)])
    case .note(let line): return .element(.p, [.class("remark")], [line.markup(in: language)])
    case .list(let lines):
      return .element(.ul, [], lines.map { .element(.li, [], [$0.markup(in: language)]) })
    case .figures(let figures):
      return figures.isEmpty ? .none : .element(.dl, [.class("cards")], figures.map { $0.markup(in: language) })
    case .columns(let columns):
      return .element(.div, [.class("columns")], columns.map { .element(.div, [], write($0, level: level)) })
    case .sheet(let blocks): return .element(.div, [.class("sheet")], write(blocks, level: level))
    case .trio(let first, let long, let last):
      let parts = [(first, ""), (long, "tall"), (last, "")]
      return .element(
        .div, [.class("trio")], parts.map { .element(.div, [.class($0.1)], write($0.0, level: level)) })
    case .table(let table): return table.markup(in: language)
    case .diagram(let diagram):
      charts += 1
      return DiagramFigure(diagram: diagram, number: charts, language: language).markup
    }
  }
}
