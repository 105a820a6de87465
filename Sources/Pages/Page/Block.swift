import LedgerCore

/// A part of a page, from top to bottom.
public indirect enum Block: Sendable {
  /// A part with its own heading.
  case section(Inline, [Block])
  case paragraph(Inline)
  /// A line without an element of its own, where the surroundings have one.
  case inline(Inline)
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
  case form(Form)
  /// Links that look like buttons, the most important first.
  case actions([Action])
  /// Labels with what belongs to each.
  case facts([Term])
  case timeline([Moment])
  /// What belongs to the page's task but not to everybody's reading: folded until somebody opens it.
  case details(Inline, [Block])
  /// What a person must know now: that something was done, or is wrong.
  case message(Message)
  /// The steps of a task of several pages, and which of them this is; those before it are done where nothing is said.
  case stepper([Inline], current: Int, done: Set<Int>? = nil)
  /// A place where a script of the site works: it finds its data here, and shows what it does in the blocks.
  case island(String, values: [String: String], [Block])
  case heading(Inline, level: Int, id: String)
}

extension Block {
  /// Texts by name, as a script reads them.
  fileprivate static func json(_ values: [String: String]) -> String {
    var object: JSONObject = [:]
    for (name, value) in values { object[name] = .string(value) }
    return String(decoding: JSON.object(object).canonicalBytes, as: UTF8.self)
  }

  /// The blocks as the inside of a served page, escaped and isolated throughout.
  ///
  /// - Parameter level: the level of the outermost headings.
  public static func html(_ blocks: [Block], in language: Language, level: Int = 2) -> String {
    var writer = BlockWriter(language: language)
    return Markup.all(writer.write(blocks, level: level)).fragment
  }
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
    case .inline(let line): return line.markup(in: language)
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
    case .form(let form): return form.markup(in: language)
    case .actions(let actions):
      return .element(.ul, [.class("actions")], actions.map { .element(.li, [], [$0.markup(in: language)]) })
    case .facts(let facts):
      return facts.isEmpty ? .none : .element(.dl, [.class("facts")], facts.map { $0.markup(in: language) })
    case .timeline(let moments):
      return .element(.ol, [.class("timeline")], moments.map { $0.markup(in: language) })
    case .details(let title, let blocks):
      let summary = Markup.element(.summary, [], [title.markup(in: language)])
      return .element(.details, [], [summary] + write(blocks, level: level))
    case .message(let message): return message.markup(in: language)
    case .stepper(let steps, let current, let done):
      return Stepper(steps: steps, current: current, done: done ?? Set(0..<current)).markup(in: language)
    case .island(let name, let values, let blocks):
      return .element(
        .div, [Attribute(.dataIsland, name), Attribute(.dataValues, Block.json(values))],
        write(blocks, level: level))
    case .heading(let title, let level, let id):
      return .element(level == 2 ? .h2 : .h3, [Attribute(.id, id)], [title.markup(in: language)])
    case .diagram(let diagram):
      charts += 1
      return DiagramFigure(diagram: diagram, number: charts, language: language).markup
    }
  }
}
