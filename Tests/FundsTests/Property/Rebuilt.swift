import Coaching
import Funds
import LedgerCore
import Sodium
import Testing

/// The same log, admitted again entry by entry into an empty store, with nothing remembered.
struct Rebuilt {
  private let ledger: Ledger

  init(_ books: Books) throws {
    ledger = Ledger(store: InMemoryEventStore(), rulebook: books.ledger.admitter.rulebook)
    let entries = try books.ledger.store.read { log in
      var entries: [StoredEntry] = []
      try log.scan(0..<log.size) { entries.append($0) }
      return entries
    }
    for stored in entries {
      try ledger.store.write { log in
        let effects = try ledger.admitter.readmit(try stored.logged(), signer: stored.publicKey.keyID, on: log)
        let signed = try SignedEntry(stored.envelope, verifiedWith: stored.publicKey)
        try log.append(Addition(signed: signed, claims: effects.claims, releases: effects.releases))
      }
    }
  }

  func differences(from books: Books) throws -> [String] {
    var found: [String] = []
    let (mine, theirs) = (try ledger.store.read { try $0.balances(at: nil) }, try books.balances())
    if mine != theirs { found.append("the balances differ") }
    let heads = try (ledger.store.read { try $0.treeHead() }, books.ledger.store.read { try $0.treeHead() })
    if heads.0 != heads.1 { found.append("the trees differ") }
    for family in Set((Registry.kinds + CoachingRegistry.kinds).map(\.family)) {
      for stream in try ledger.store.read({ try $0.streams(family: family) }) {
        let states = try (Self.state(of: stream, in: ledger), Self.state(of: stream, in: books.ledger))
        if states.0 != states.1 { found.append("\(stream): \(states.0) is not \(states.1)") }
      }
    }
    return found
  }

  private static func state(of stream: StreamID, in ledger: Ledger) throws -> String {
    try ledger.store.read { log in Self.text(of: try ledger.admitter.folds.anyState(of: stream, in: log)) }
  }

  /// Everything that a value holds, the same for equal values whatever order a set or a dictionary keeps.
  private static func text(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return "\(value)" }
    let parts = mirror.children.map { "\($0.label ?? ""):\(text(of: $0.value))" }
    switch mirror.displayStyle {
    case .set, .dictionary: return "{\(parts.sorted().joined(separator: ","))}"
    default: return "(\(parts.joined(separator: ",")))"
    }
  }
}
