public import LedgerCore

/// Figures as a picture, with the same figures as a table.
///
/// Every number is an integer of its quantity's smallest unit; geometry is integer division with its rounding named.
/// Bars and lines differ by pattern as well as by colour, and what they mean is written beside them.
public struct Diagram: Sendable {
  /// How the figures are drawn.
  public enum Form: Sendable, Hashable {
    /// One row for each category, so that long names have room; several series stand one below the other.
    case bars
    /// One column for each category, for few short names or a time line.
    case columns
    /// Rows or columns whose parts add up.
    case stackedBars, stackedColumns
    /// A line from point to point.
    case lines
    /// A line that stays until the next point, as a balance does.
    case steps
    /// Changes one after the other; at these indices stands a level, not a change.
    case waterfall(levels: Set<Int>)
  }

  /// What the figures belong to, in order.
  public enum Categories: Sendable, Hashable {
    case names([String])
    /// Placed by their distance in days.
    case days([CivilDate])
    /// One day of each month, named by the month.
    case months([CivilDate])

    var count: Int {
      switch self {
      case .names(let names): names.count
      case .days(let days), .months(let days): days.count
      }
    }
  }

  /// One row of figures with its name; nil where there is no figure.
  public struct Series: Sendable, Hashable {
    public let name: String
    public let values: [Int?]

    public init(_ name: String, _ values: [Int?]) {
      self.name = name
      self.values = values
    }
  }

  /// The width of the drawing: a whole line, or half of one beside another.
  public enum Size: Int, Sendable {
    case wide = 720
    case half = 420
  }

  public let title: String
  /// What a person who does not see the picture should know; it also stands below the title.
  public let summary: String
  public let form: Form
  public let categories: Categories
  /// The heading of the categories in the table.
  public let categoryTitle: String
  public let series: [Series]
  public let quantity: Quantity
  public var size: Size
  /// Marks the lowest point of each line.
  public var marksLowest: Bool
  /// Whether the table is shown at once; otherwise it unfolds on the screen, and paper does without it.
  public var showsTable: Bool
  /// Lower columns and thinner bars, for several charts on one sheet of paper.
  public var isCompact = false
  /// Whether the table stands beside the picture where there is room, so that they are read together.
  public var hasTableBeside = false
  /// What stands above the picture where it is more than title and summary: with the same words in another language.
  public var caption: Inline?
  public var remark: Inline?
  /// A table of the same figures that says more than the one which the chart makes by itself.
  public var table: Table?

  public init(
    _ form: Form, title: String, summary: String, categories: Categories, categoryTitle: String, series: [Series],
    quantity: Quantity, size: Size = .wide, marksLowest: Bool = false, showsTable: Bool = false
  ) {
    precondition(series.allSatisfy { $0.values.count == categories.count }, "a series has a value for each category")
    if case .waterfall = form { precondition(series.count == 1, "a waterfall has one series") }
    self.title = title
    self.summary = summary
    self.form = form
    self.categories = categories
    self.categoryTitle = categoryTitle
    self.series = series
    self.quantity = quantity
    self.size = size
    self.marksLowest = marksLowest
    self.showsTable = showsTable
  }

  /// Whether there is anything to draw.
  var isEmpty: Bool { !series.contains { $0.values.contains { $0 != nil } } }

  /// A value as it is drawn: no balance is beyond this limit, and below it no sum of a few series can overflow.
  static func drawn(_ value: Int) -> Int { min(max(value, -JSON.maximumInteger), JSON.maximumInteger) }
}
