import LedgerCore
import TransparencyLog

extension LogReader {
  /// Entries with postings in log order; the others move nothing, so a book of accounts leaves them out.
  func forEachPosted(_ body: (LoggedEntry) throws -> Void) throws {
    try scan(0..<size) { stored in
      let logged = try stored.logged()
      if !logged.entry.postings.lines.isEmpty { try body(logged) }
    }
  }

  /// Which log an export shows, and how much of it, so that it can be held against a checkpoint.
  var provenance: String {
    get throws {
      guard try size > 0 else { return "an empty ledger" }
      return "ledger \(try node(level: 0, index: 0)), \(try treeHead())"
    }
  }
}

/// What must be declared before the first posting: every account with the day of its first use, and every commodity.
struct Declarations {
  private(set) var firstUse: [Account: CivilDate] = [:]
  private(set) var commodities: Set<Commodity> = []

  init(_ log: any LogReader) throws {
    try log.forEachPosted { logged in
      for posting in logged.entry.postings.lines {
        let known = firstUse[posting.account]
        if known.map({ logged.header.effective < $0 }) ?? true {
          firstUse[posting.account] = logged.header.effective
        }
        commodities.insert(posting.commodity)
      }
    }
  }
}

extension LoggedEntry {
  /// What the header says of who did it, under the names that every export uses.
  var annotations: [(name: String, value: String)] {
    var list = [
      ("id", id.description), ("position", String(position)), ("stream", entry.stream.text),
      ("actor", actor.description), ("role", header.role.rawValue),
    ]
    if let body = header.onBehalfOf { list.append(("on-behalf-of", body.text)) }
    list.append(("recorded", header.recorded.description))
    return list
  }
}
