import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Pages
import Sodium

/// An entry as the person reads it who is asked to sign it, with what it says about earlier entries of the same file:
/// whoever confirms a proposal reads what was proposed.
struct EntryInWords {
  let visit: Visit

  /// More of them than anybody reads before signing are left to the file's own page.
  private static let mostSubjects = 3

  func block(_ entry: Entry) throws -> Block {
    let subjects = try subjects(of: entry)
    let names = try naming(about: [entry] + subjects)
    let statement = visit.glossary.statement(of: entry, names: names)
    let told = subjects.map { subject -> Block in
      let statement = visit.glossary.statement(of: subject, names: names)
      return .section(visit.say("It concerns: \(statement.heading)"), statement.blocks)
    }
    return .section(statement.heading, statement.blocks + told)
  }

  /// The entries of its own stream that the body names, oldest first.
  private func subjects(of entry: Entry) throws -> [Entry] {
    let ids = (try JSON.parse(entry.body, form: .relaxed)).ids.subtracting([entry.id])
    return try visit.bookkeeper.ledger.store.read { log in
      try ids.compactMap { try log.position(of: $0) }.sorted().compactMap { position in
        let named = try log.stored(at: position).logged().entry
        return named.stream == entry.stream ? named : nil
      }
    }.suffix(EntryInWords.mostSubjects)
  }

  /// Somebody who is proposed only now is nobody's member yet; their name lies in the vault already.
  private func naming(about entries: [Entry]) throws -> Naming {
    let naming = try visit.naming(about: Set(entries.map(\.stream)))
    guard visit.viewer?.isStaff == true else { return naming }
    var proposed: [ULID: String] = [:]
    for entry in entries {
      let body = (try JSON.parse(entry.body, form: .relaxed)).object
      guard let member = body?["member"]?.string.flatMap({ ULID($0) }), let record = body?["record"]?.string else {
        continue
      }
      proposed[member] = try visit.bookkeeper.sealedName(Digest(base64: record))
    }
    return { [proposed] thing in
      if case .member(let id) = thing { return naming(thing) ?? proposed[id] }
      return naming(thing)
    }
  }
}
