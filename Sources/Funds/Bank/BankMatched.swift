public import LedgerCore
import Sodium

/// The stream `match/<id>`.
public struct MatchState: SingleEntryState {
  public static let family = "match"
  public static let keyForm = StreamKeyForm.ulid
  public var isRecorded = false
  public init() {}
}

/// These lines of a bank statement are those entries of the ledger: many to many, with equal sums.
///
/// The only kind that knows bank lines. A line is named by a keyed hash, so the log tells nothing about it; its claim
/// makes sure that no line counts twice, and no entry is explained by two lines.
public struct BankMatched: EntryBody {
  public static let kind: Kind = "bank.matched"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  /// One line of a statement.
  public struct Line: Codable, Sendable, Hashable {
    /// Signed: what came in is positive.
    public let amount: Money
    /// Keyed hash of the line's identity.
    public let line: Fingerprint

    public init(amount: Money, line: Fingerprint) {
      self.amount = amount
      self.line = line
    }
  }

  public let account: Slug
  public let entries: [ULID]
  public let lines: [Line]

  public init(account: Slug, entries: [ULID], lines: [Line]) {
    self.account = account
    self.entries = entries
    self.lines = lines
  }

  static let empty = RefusalCode(
    "match.empty", "a match needs at least one line and one entry, each once", hint: "name the lines and the entries")
  static let entryUnknown = RefusalCode(
    "match.entry-unknown", "{entry} is not a standing entry that moved money on {account}",
    hint: "`mastro register ACCOUNT` lists the entries of a bank account", .notFound)
  static let mixed = RefusalCode(
    "match.mixed-directions", "money that came in and money that went out cannot explain each other",
    hint: "match what came in and what went out separately, so that neither hides the other")
  static let unequal = RefusalCode(
    "match.unequal", "the lines sum to {lines}, the entries to {entries}",
    hint: "add the missing line or entry; a match explains every cent")
  static let lineTaken = RefusalCode(
    "match.line-taken", "bank line {line} is already matched", hint: "`mastro bank inbox --all` shows with which entry")
  static let entryTaken = RefusalCode(
    "match.entry-taken", "entry {entry} is already matched with a bank line",
    hint: "`mastro show ENTRY` shows it; a payment leaves the bank only once")

  public static let refusals = [
    SingleEntryRules.again, empty, entryUnknown, entryTaken, lineTaken, mixed, unequal,
  ]

  /// The claim that marks a bank line as used.
  public static func claim(line: Fingerprint) -> Claim { Claim("bank-line", line.digest.hex) }

  public func admit(to state: MatchState, in context: Admission) throws(Refusal) -> Effects {
    try SingleEntryRules.check(state, context)
    try context.requireBankAccount(account)
    guard !lines.isEmpty, !entries.isEmpty, Set(lines.map(\.line)).count == lines.count,
      Set(entries).count == entries.count
    else { throw Self.empty() }
    let bank = Chart.bank(account)
    var claims: [Claim] = []
    var total = Money.zero
    var amounts = lines.map(\.amount)
    for id in entries {
      guard let entry = context.entry(id), context.isStanding(entry),
        let moved = entry.entry.postings.lines.first(where: { $0.account == bank && $0.commodity == .euro })
      else { throw Self.entryUnknown(["entry": id, "account": account]) }
      total += Money(cents: moved.amount)
      amounts.append(Money(cents: moved.amount))
      let claim = Claim.pin(id, bank)
      guard !context.isClaimed(claim) else { throw Self.entryTaken(["entry": id]) }
      claims.append(claim)
    }
    for line in lines {
      let claim = Self.claim(line: line.line)
      guard !context.isClaimed(claim) else { throw Self.lineTaken(["line": line.line.digest.hex.prefix(12)]) }
      claims.append(claim)
    }
    guard Set(amounts.map(\.isPositive)).count == 1 else { throw Self.mixed() }
    let sum = lines.reduce(Money.zero) { $0 + $1.amount }
    guard sum == total else { throw Self.unequal(["lines": sum, "entries": total]) }
    return Effects(postings: .none, claims: claims)
  }

  public func apply(to state: inout MatchState, from entry: LoggedEntry) { state.isRecorded = true }
}
