import LedgerCore
import LedgerViews
import Pages

/// An entry as the person reads it who is asked to sign it.
struct EntryInWords {
  let visit: Visit

  func block(_ entry: Entry) throws -> Block {
    let statement = visit.glossary.statement(of: entry, names: try visit.naming(about: [entry.stream]))
    return .section(statement.heading, statement.blocks)
  }
}
