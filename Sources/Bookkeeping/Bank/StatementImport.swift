public import BankStatements
public import LedgerCore
public import LedgerSQLite
public import Sodium

/// What importing a file would do, statement by statement; nothing is written before it is carried out.
public struct StatementImport: Sendable {
  public let account: Slug
  public let parts: [Part]

  /// One statement of the file.
  public struct Part: Sendable {
    public let statement: BankStatement
    public let stored: StoredStatement
    public let lines: [StoredBankLine]
    /// Keys of lines that an earlier statement brought.
    public let known: Set<Digest>
    /// The very statement was taken in before.
    public let isRepeated: Bool
    public let notes: [StatementNote]

    public var newLines: Int { lines.count - duplicateLines }
    public var duplicateLines: Int { isRepeated ? lines.count : known.count }
  }

  public var newLines: Int { parts.reduce(0) { $0 + $1.newLines } }
  public var duplicateLines: Int { parts.reduce(0) { $0 + $1.duplicateLines } }
}

extension Bookkeeper {
  /// Checks every statement of a file for one bank account, and says what is new in it; refuses the file whole.
  ///
  /// - Parameter acceptingDifference: take in a statement whose closing balance does not follow, as not proved.
  public func planImport(
    _ statements: [BankStatement], into account: Slug, acceptingDifference: Bool = false
  ) throws -> StatementImport {
    try requireBankAccount(account)
    let earlier = try vault.statements()
    try checkAccounts(statements, account, earlier)
    for statement in statements {
      try check(statement, acceptingDifference: acceptingDifference)
      try checkNotElsewhere(statement, account, earlier)
    }
    var spans = earlier.filter { $0.account == account }.map { StatementSpan($0) }
    var repeated = Set(earlier.map(\.id))
    let imported = surroundings.now
    let parts = try statements.map { statement in
      let lines = try statement.lines.map { try stored($0, account) }
      let record = stored(statement, lines, account, imported)
      let known = try vault.knownLines(among: lines.map(\.key))
      let isRepeated = !repeated.insert(record.id).inserted
      let span = StatementSpan(record)
      var notes = statement.warnings.map { StatementNote.read($0) } + proofNotes(statement)
      if !isRepeated {
        notes += StatementNote.between(span, and: spans)
        notes += equalLines(statement, lines, known, spans)
      }
      spans.append(span)
      return StatementImport.Part(
        statement: statement, stored: record, lines: lines, known: known, isRepeated: isRepeated, notes: notes)
    }
    return StatementImport(account: account, parts: parts)
  }

  /// Takes in what was planned: one statement after the other, each whole; what is known already stays as it is.
  @discardableResult
  public func carryOut(_ plan: StatementImport) throws -> [StatementIntake] {
    try plan.parts.filter { !$0.isRepeated }.map { try vault.add($0.stored, lines: $0.lines) }
  }

  /// The first statement that names its account fixes which one it is.
  private func checkAccounts(_ statements: [BankStatement], _ account: Slug, _ earlier: [StoredStatement]) throws {
    var holder: [String: Slug] = [:]
    var own: String?
    for statement in earlier {
      guard let name = StatementLabel(parsing: statement.format).account else { continue }
      holder[name] = holder[name] ?? statement.account
      if statement.account == account { own = own ?? name }
    }
    for statement in statements {
      guard let found = statement.account?.description else { continue }
      if let known = own, known != found {
        throw BankRefusals.otherAccount([
          "statement": statement.id, "found": found, "account": account, "known": known,
        ])
      }
      if let other = holder[found], other != account {
        throw BankRefusals.accountTaken(["statement": statement.id, "found": found, "other": other])
      }
      own = found
    }
  }

  /// A file that names no account is still the same file when it is taken in for another one.
  ///
  /// Without balances two accounts may have the same few lines, so only a statement that states one is held to this.
  private func checkNotElsewhere(_ statement: BankStatement, _ account: Slug, _ earlier: [StoredStatement]) throws {
    guard !statement.lines.isEmpty, statement.opening != nil || statement.closing != nil else { return }
    for other in Set(earlier.map(\.account)) where other != account {
      let lines = try statement.lines.map { try stored($0, other) }
      let record = stored(statement, lines, other, surroundings.now)
      guard earlier.contains(where: { $0.id == record.id }) else { continue }
      throw BankRefusals.accountTaken([
        "statement": statement.id, "found": "a file that was taken in before", "other": other,
      ])
    }
  }

  private func check(_ statement: BankStatement, acceptingDifference: Bool) throws {
    guard statement.currency == Commodity.euro.text else {
      throw BankRefusals.currency(["statement": statement.id, "currency": statement.currency])
    }
    guard case .fails(let opening, let movements, let closing, let difference) = statement.proof, !acceptingDifference
    else { return }
    throw BankRefusals.doesNotAddUp([
      "statement": statement.id, "opening": opening, "movements": movements, "closing": closing,
      "difference": difference,
    ])
  }

  private func proofNotes(_ statement: BankStatement) -> [StatementNote] {
    switch statement.proof {
    case .proved: []
    case .fails(_, _, _, let difference): [.differenceAccepted(difference)]
    case .notStated(let reason): [.notProved(reason: reason)]
    }
  }

  /// A file that begins in the middle of a day cannot tell a second coffee from the first, but its balances can.
  private func equalLines(
    _ statement: BankStatement, _ lines: [StoredBankLine], _ known: Set<Digest>, _ spans: [StatementSpan]
  ) -> [StatementNote] {
    guard case .proved(let opening, _, _) = statement.proof, let first = lines.map(\.booked).min(),
      spans.contains(where: { $0.closing == opening && $0.to == first })
    else { return [] }
    let sum = lines.filter { known.contains($0.key) }.reduce(Money.zero) { $0 + $1.amount }
    return sum == .zero ? [] : [.equalLines(on: first, sum: sum)]
  }

  /// The key is scoped by the bank account: a CSV file does not name its own.
  private func stored(_ line: BankLine, _ account: Slug) throws -> StoredBankLine {
    StoredBankLine(
      key: vault.lineKey(for: Array("\(account)\0".utf8) + line.identity.bytes), account: account,
      ordinal: line.ordinal, booked: line.bookingDate, valued: line.valueDate, amount: line.amount,
      details: try BankLineDetails(line).bytes)
  }

  private func stored(
    _ statement: BankStatement, _ lines: [StoredBankLine], _ account: Slug, _ imported: Instant
  ) -> StoredStatement {
    let span = StatementSpan(statement)
    let label = StatementLabel(statement).text
    let fields: [(any CustomStringConvertible)?] = [account, label, span.from, span.to, span.opening, span.closing]
    var content = SHA256.Hasher()
    content.update(Array(fields.map { $0?.description ?? "" }.joined(separator: "\0").utf8))
    for line in lines { content.update(line.key.bytes) }
    let isProved =
      switch statement.proof {
      case .proved: true
      case .fails, .notStated: false
      }
    return StoredStatement(
      id: content.finalize(), account: account, format: label, from: span.from, to: span.to, opening: span.opening,
      closing: span.closing, isProved: isProved, imported: imported)
  }
}
