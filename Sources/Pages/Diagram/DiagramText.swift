/// Names and figures of a chart as a language writes them.
extension Diagram {
  /// What the categories are called where each stands alone.
  func names(in language: Language) -> [String] {
    switch categories {
    case .names(let names): names
    case .days(let days): days.map { language.write($0) }
    case .months(let days): days.map { language.writeMonth($0) }
    }
  }

  func total(_ category: Int) -> Int {
    series.reduce(0) { $0 + Diagram.drawn($1.values[category] ?? 0) }
  }

  /// The same figures as a table.
  func table(in language: Language) -> Table {
    let unit = quantity == .euro ? " (€)" : ""
    var columns = [Table.Column(categoryTitle)]
    columns += series.map { Table.Column($0.name + unit, isFigure: true) }
    var isStacked = false
    switch form {
    case .stackedBars, .stackedColumns:
      isStacked = true
      columns.append(Table.Column(language.words.total + unit, isFigure: true))
    case .bars, .columns, .lines, .steps, .waterfall: break
    }
    let rows = names(in: language).enumerated().map { index, name -> [Table.Cell] in
      var row = [Table.Cell.text(name)]
      row += series.map { $0.values[index].map { .figure($0, quantity) } ?? .none }
      if isStacked { row.append(.figure(total(index), quantity)) }
      return row
    }
    return Table(caption: title, columns: columns, rows: rows)
  }
}

extension Language {
  /// A figure inside a drawing, whose caption names the unit of money.
  func written(_ value: Int, _ quantity: Quantity) -> String {
    if case .percent = quantity { write(value, quantity) } else { writeBare(value, quantity) }
  }
}
