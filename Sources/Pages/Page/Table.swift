public import LedgerCore

/// A table of a page: a caption, columns with headings, rows, and totals where there are any.
public struct Table: Sendable {
  /// One column; figures are set to the end of the column, so that their digits stand one below the other.
  public struct Column: Sendable {
    public let title: Inline
    public let isFigure: Bool

    public init(_ title: String, isFigure: Bool = false) {
      self.init(Inline(title), isFigure: isFigure)
    }

    public init(_ title: Inline, isFigure: Bool = false) {
      self.title = title
      self.isFigure = isFigure
    }
  }

  /// What stands where a row meets a column.
  public enum Cell: Sendable, Hashable {
    case text(String)
    case inline(Inline)
    case money(Money)
    case figure(Int, Quantity)
    case day(CivilDate)
    /// A ratio without a denominator.
    case notDefined
    case none
  }

  public let caption: Inline
  public let columns: [Column]
  public var rows: [[Cell]]
  /// The last row, set apart; empty for none.
  public var totals: [Cell]
  /// Whether the first cell of a row says what the row is about.
  public var hasRowHeadings: Bool
  /// What to say where there are no rows; the language's own words otherwise.
  public var empty: Inline?
  /// False where a heading just above says the same; those who hear the page are told nevertheless.
  public var showsCaption = true

  public init(
    caption: String, columns: [Column], rows: [[Cell]], totals: [Cell] = [], hasRowHeadings: Bool = true,
    empty: String? = nil
  ) {
    self.init(
      caption: Inline(caption), columns: columns, rows: rows, totals: totals, hasRowHeadings: hasRowHeadings,
      empty: empty.map { Inline($0) })
  }

  public init(
    caption: Inline, columns: [Column], rows: [[Cell]], totals: [Cell] = [], hasRowHeadings: Bool = true,
    empty: Inline? = nil
  ) {
    precondition((rows + [totals]).allSatisfy { $0.isEmpty || $0.count == columns.count }, "a row fills its columns")
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.totals = totals
    self.hasRowHeadings = hasRowHeadings
    self.empty = empty
  }
}

extension Table {
  /// A table of so many rows stays on one sheet of paper.
  private static let fewRows = 12

  func markup(in language: Language) -> Markup {
    if rows.isEmpty {
      let title = showsCaption ? [Markup.element(.p, [.class("caption")], [caption.markup(in: language)])] : []
      let words = Markup.element(.p, [], [empty?.markup(in: language) ?? .text(language.words.nothing)])
      return .element(.div, [.class("empty")], title + [words])
    }
    var parts = [
      Markup.element(.caption, [], [caption.markup(in: language)]), .element(.thead, [], [headings(in: language)]),
    ]
    parts.append(.element(.tbody, [], rows.map { row($0, in: language, isTotal: false) }))
    if !totals.isEmpty { parts.append(.element(.tfoot, [], [row(totals, in: language, isTotal: true)])) }
    let styles = Attribute.class(
      columns.count > 7 ? "many" : "", rows.count <= Table.fewRows ? "short" : "", showsCaption ? "" : "named")
    let table = Markup.element(.table, [styles], parts)
    let name = Attribute(.ariaLabel, caption.text(in: language))
    return .element(.div, [.class("scroll"), Attribute(.role, "group"), name, Attribute(.tabindex, 0)], [table])
  }

  private func headings(in language: Language) -> Markup {
    .element(
      .tr, [],
      columns.map { column in
        .element(
          .th, [Attribute(.scope, "col"), .class(column.isFigure ? "number" : "")], [column.title.markup(in: language)])
      })
  }

  private func row(_ cells: [Cell], in language: Language, isTotal: Bool) -> Markup {
    .element(
      .tr, [],
      zip(columns, cells).enumerated().map { index, pair in
        let (column, cell) = pair
        let style = Attribute.class(column.isFigure ? "number" : "")
        let content = [cell.markup(in: language)]
        if index == 0, hasRowHeadings || isTotal {
          return .element(.th, [Attribute(.scope, "row"), style], content)
        }
        return .element(.td, [style], content)
      })
  }
}

extension Table.Cell {
  func markup(in language: Language) -> Markup {
    switch self {
    case .text(let text): .foreign(text)
    case .inline(let inline): inline.markup(in: language)
    case .money(let money): .figure(language.written(money.cents, .euro), .euro)
    case .figure(let value, let quantity): .figure(language.written(value, quantity), quantity)
    case .day(let day): .element(.time, [Attribute(.datetime, day.description)], language.write(day))
    case .notDefined: .element(.span, [.class("quiet")], language.words.notDefined)
    case .none: .none
    }
  }
}
