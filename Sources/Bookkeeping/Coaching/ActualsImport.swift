public import BankStatements
import Coaching
public import LedgerCore
public import LedgerSQLite
public import Sodium

/// What a file of a family's bank brings to its budget, statement by statement.
public struct ActualsImport: Sendable {
  /// The account as the family calls it.
  public let account: Slug
  public let parts: [Part]

  /// One statement of the file.
  public struct Part: Sendable {
    public let statement: BankStatement
    public let stored: StoredStatement
    public let lines: [ActualLine]
    /// Those that an earlier statement brought.
    public let known: Set<Digest>
    /// The very statement was taken in before.
    public let isRepeated: Bool
    public let notes: [StatementNote]

    /// What is new in it.
    public var newLines: [ActualLine] { isRepeated ? [] : lines.filter { !known.contains($0.key) } }
    public var duplicateLines: Int { lines.count - newLines.count }
  }

  public var newLines: [ActualLine] { parts.flatMap(\.newLines) }
  public var duplicateLines: Int { parts.reduce(0) { $0 + $1.duplicateLines } }
}

extension Bookkeeper {
  /// Checks every statement of a file of a family's account and says what is new in it; refuses the file whole, and
  /// writes nothing.
  public func previewActuals(
    _ statements: [BankStatement], of household: ULID, account: Slug, acceptingDifference: Bool = false
  ) throws -> ActualsImport {
    try requireCoaching(of: household)
    let intake = try intake(statements, account, acceptingDifference)
    guard let plan = try vault.readWorkings(of: household, { try intake.plan(in: $0) }) else {
      throw BudgetRules.notOpen(["household": household, "status": "not in this vault"])
    }
    return plan
  }

  /// Takes in what is new in a file, all or nothing.
  @discardableResult
  public func importActuals(
    _ statements: [BankStatement], of household: ULID, account: Slug, acceptingDifference: Bool = false
  ) throws -> ActualsImport {
    try requireCoaching(of: household)
    let intake = try intake(statements, account, acceptingDifference)
    return try vault.changeWorkings(of: household) { workings in
      let plan = try intake.plan(in: workings)
      try intake.carryOut(plan, in: workings)
      return plan
    }
  }

  private func intake(
    _ statements: [BankStatement], _ account: Slug, _ acceptingDifference: Bool
  ) throws -> ActualsIntake {
    for statement in statements {
      guard statement.currency == Commodity.euro.text else {
        throw BankRefusals.currency(["statement": statement.id, "currency": statement.currency])
      }
      guard case .fails(let opening, let movements, let closing, let difference) = statement.proof,
        !acceptingDifference
      else { continue }
      throw BankRefusals.doesNotAddUp([
        "statement": statement.id, "opening": opening, "movements": movements, "closing": closing,
        "difference": difference,
      ])
    }
    let own = try vault.statements().compactMap { statement in
      StatementLabel(parsing: statement.format).account.map { ($0, statement.account) }
    }
    return ActualsIntake(
      statements: statements, account: account, fundAccounts: Dictionary(own, uniquingKeysWith: { first, _ in first }),
      now: surroundings.now)
  }
}

/// A file on its way into the workings of a family, within one transaction.
struct ActualsIntake {
  let statements: [BankStatement]
  let account: Slug
  /// Accounts of the ledger's own bodies, as their banks name them: their statements name other families.
  let fundAccounts: [String: Slug]
  let now: Instant

  func plan(in workings: Workings) throws -> ActualsImport {
    try requireOwnAccount(workings)
    let earlier = try ActualsStore.statements(in: workings).filter { $0.account == account }
    var spans = earlier.map { StatementSpan($0) }
    var repeated = Set(earlier.map(\.id))
    var known = try Set(ActualsStore.keys(in: workings))
    let parts = statements.map { statement in
      let lines = statement.lines.map { ActualLine($0, account: account, in: workings) }
      let stored = remembered(statement, lines, in: workings)
      let isRepeated = !repeated.insert(stored.id).inserted
      let span = StatementSpan(stored)
      let there = known.intersection(lines.map(\.key))
      var notes = statement.warnings.map { StatementNote.read($0) } + proofNotes(statement)
      if !isRepeated { notes += StatementNote.between(span, and: spans) }
      spans.append(span)
      known.formUnion(lines.map(\.key))
      return ActualsImport.Part(
        statement: statement, stored: stored, lines: lines, known: there, isRepeated: isRepeated, notes: notes)
    }
    return ActualsImport(account: account, parts: parts)
  }

  func carryOut(_ plan: ActualsImport, in workings: Workings) throws {
    if let named = statements.compactMap(\.account?.description).first {
      try ActualsStore.remember(named, as: account, in: workings, at: now)
    }
    for part in plan.parts where !part.isRepeated {
      try ActualsStore.put(part.stored, in: workings, at: now)
      for line in part.newLines { try ActualsStore.put(line, in: workings, at: now) }
    }
  }

  /// The first statement that names its account fixes which one it is; a file names one account only.
  private func requireOwnAccount(_ workings: Workings) throws {
    let accounts = try ActualsStore.accounts(in: workings)
    var own = accounts[account]
    for statement in statements {
      guard let found = statement.account?.description else { continue }
      let identity = ActualsStore.identity(ofAccount: found, in: workings)
      func refuse(_ owner: String) -> Refusal {
        ActualsRefusals.otherAccount([
          "statement": statement.id, "found": found, "owner": owner, "account": account,
        ])
      }
      if let fund = fundAccounts[found] { throw refuse("the bank account \(fund) of the ledger itself") }
      if let other = accounts.first(where: { $0.value == identity && $0.key != account }) {
        throw refuse("which this family calls \(other.key)")
      }
      if let own, own != identity { throw refuse("which this family has not brought before") }
      own = identity
    }
  }

  private func proofNotes(_ statement: BankStatement) -> [StatementNote] {
    switch statement.proof {
    case .proved: []
    case .fails(_, _, _, let difference): [.differenceAccepted(difference)]
    case .notStated(let reason): [.notProved(reason: reason)]
    }
  }

  private func remembered(
    _ statement: BankStatement, _ lines: [ActualLine], in workings: Workings
  ) -> StoredStatement {
    let span = StatementSpan(statement)
    let format = StatementLabel(statement).format
    let fields: [(any CustomStringConvertible)?] = [
      account, statement.account, format, span.from, span.to, span.opening, span.closing,
    ]
    let bytes = Array(fields.map { $0?.description ?? "" }.joined(separator: "\0").utf8) + lines.flatMap(\.key.bytes)
    let isProved =
      switch statement.proof {
      case .proved: true
      case .fails, .notStated: false
      }
    return StoredStatement(
      id: workings.identity(of: Array("bank-statement\0".utf8) + bytes), account: account, format: format,
      from: span.from, to: span.to, opening: span.opening, closing: span.closing, isProved: isProved, imported: now)
  }
}
