import Coaching
import LedgerCore
import LedgerSQLite
import Sodium

/// How a family's bank lines and what is known of its accounts lie among its workings.
enum ActualsStore {
  static let lineKind: Slug = "bank-line"
  static let statementKind: Slug = "bank-statement"
  static let accountKind: Slug = "bank-account"
  static let rulesKind: Slug = "category-rules"

  /// The family's accounts by the names that it gives them, each with the hash by which it is recognised; the number
  /// itself is not kept.
  static func accounts(in workings: Workings) throws -> [Slug: Digest] {
    let pairs = try workings.all(accountKind).compactMap { working -> (Slug, Digest)? in
      guard let name = Slug(working.name), let identity = Digest(bytes: working.content) else { return nil }
      return (name, identity)
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  static func identity(ofAccount number: String, in workings: Workings) -> Digest {
    workings.identity(of: Array("bank-account\0\(number)".utf8))
  }

  static func remember(_ number: String, as account: Slug, in workings: Workings, at now: Instant) throws {
    guard try workings.find(accountKind, account.text) == nil else { return }
    try workings.put(accountKind, account.text, identity(ofAccount: number, in: workings).bytes, at: now)
  }

  static func lines(in workings: Workings) throws -> [ActualLine] {
    try workings.all(lineKind).map { working in
      guard let key = Hex.decode(working.name).flatMap({ Digest(bytes: $0) }) else { throw unreadable(working) }
      return ActualLine(key: key, content: try read(working))
    }
    .sorted { ($0.content.booked, $0.content.account) < ($1.content.booked, $1.content.account) }
  }

  static func rules(in workings: Workings) throws -> CategoryRules {
    try workings.find(rulesKind, "all").map { try read($0) } ?? CategoryRules()
  }

  static func put(_ rules: CategoryRules, in workings: Workings, at now: Instant) throws {
    try workings.put(rulesKind, "all", bytes(rules), at: now)
  }

  static func keys(in workings: Workings) throws -> [Digest] {
    try workings.all(lineKind).compactMap { Hex.decode($0.name).flatMap { Digest(bytes: $0) } }
  }

  static func put(_ line: ActualLine, in workings: Workings, at now: Instant) throws {
    try workings.put(lineKind, line.key.hex, bytes(line.content), at: now)
  }

  static func statements(in workings: Workings) throws -> [StoredStatement] {
    try workings.all(statementKind).map { working in
      guard let id = Hex.decode(working.name).flatMap({ Digest(bytes: $0) }) else { throw unreadable(working) }
      let sealed: Statement = try read(working)
      return StoredStatement(
        id: id, account: sealed.account, format: sealed.format, from: sealed.from, to: sealed.to,
        opening: sealed.opening, closing: sealed.closing, isProved: sealed.proved, imported: working.created)
    }
  }

  static func put(_ statement: StoredStatement, in workings: Workings, at now: Instant) throws {
    let sealed = Statement(
      account: statement.account, closing: statement.closing, format: statement.format, from: statement.from,
      opening: statement.opening, proved: statement.isProved, to: statement.to)
    try workings.put(statementKind, statement.id.hex, bytes(sealed), at: now)
  }

  private struct Statement: Codable {
    let account: Slug
    let closing: Money?
    let format: String
    let from: CivilDate?
    let opening: Money?
    let proved: Bool
    let to: CivilDate?
  }

  static func bytes(_ value: some Encodable) throws -> [UInt8] { try JSONEncoding.encode(value).canonicalBytes }

  static func read<Value: Codable>(_ working: Working) throws -> Value {
    do {
      return try JSONDecoding.decodeExactly(Value.self, from: JSON.parse(working.content, form: .canonical))
    } catch {
      throw unreadable(working)
    }
  }

  static func unreadable(_ working: Working) -> StoreError {
    .corrupt("a working of the kind \(working.kind) cannot be read")
  }
}
