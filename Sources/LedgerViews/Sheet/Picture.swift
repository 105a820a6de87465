public import LedgerCore
public import Pages

/// A diagram of a report before its words are those of a reader's language.
public struct Picture: Sendable {
  /// What the figures belong to, in order.
  public enum Categories: Sendable {
    case names([Wording])
    /// Codes of the ledger, of a member such as `purpose`.
    case codes([String], of: String)
    case months([CivilDate])
  }

  /// One row of figures with its name; nil where there is no figure.
  public struct Series: Sendable {
    let name: Wording
    let values: [Int?]

    public init(_ name: Wording, _ values: [Int?]) {
      self.name = name
      self.values = values
    }
  }

  public let title: Wording
  let form: Diagram.Form
  let summary: Wording
  let categories: Categories
  let categoryTitle: Wording
  let series: [Series]
  let quantity: Quantity
  var showsTable = false

  public init(
    _ form: Diagram.Form, title: Wording, summary: Wording, categories: Categories, categoryTitle: Wording,
    series: [Series], quantity: Quantity
  ) {
    self.form = form
    self.title = title
    self.summary = summary
    self.categories = categories
    self.categoryTitle = categoryTitle
    self.series = series
    self.quantity = quantity
  }

  func diagram(_ words: ViewWords) -> Diagram {
    let names: Diagram.Categories =
      switch categories {
      case .names(let names): .names(names.map(words.text))
      case .codes(let codes, let member): .names(codes.map { words.code($0, member) })
      case .months(let months): .months(months)
      }
    var diagram = Diagram(
      form, title: words.text(title), summary: words.text(summary), categories: names,
      categoryTitle: words.text(categoryTitle), series: series.map { Diagram.Series(words.text($0.name), $0.values) },
      quantity: quantity, showsTable: showsTable)
    if title.isWrittenByLanguage { diagram.caption = words.inline(title) }
    if summary.isWrittenByLanguage { diagram.remark = words.inline(summary) }
    return diagram
  }
}
