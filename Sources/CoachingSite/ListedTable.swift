import Pages

extension Block {
  /// A table right below a heading that says what it lists: without a caption of its own, and where it is empty with the
  /// sentence alone that says what to do next.
  static func listed(_ table: Table) -> Block {
    if table.rows.isEmpty, let empty = table.empty { return .paragraph(empty) }
    var table = table
    table.showsCaption = false
    return .table(table)
  }
}
