import Funds
public import LedgerCore
import LedgerSQLite
import Sodium

/// What the rules make of the lines that wait, before anything is recorded.
public struct RuleRun: Sendable {
  /// What becomes of one line.
  public enum Outcome: Sendable, Hashable {
    /// It is one of these entries, which are recorded already.
    case linked([ULID])
    case made(LineMeaning, ULID)
    case ignored
    case nothingToLink
    /// Several entries, or several lines, fit each other: a person must say which is which.
    case ambiguous(candidates: Int)
    /// It would have to be made in a period that is closed.
    case closed(through: CivilDate)
    case noRule
  }

  public struct Item: Sendable {
    public let line: InboxLine
    public let rule: String?
    public let outcome: Outcome
  }

  /// Every line that waits, in the order in which the bank booked them.
  public let items: [Item]
  /// Submissions of at most 1,000 entries, or fewer where fewer were asked for: first the links to what exists, then what is made.
  public let batches: [[EntryRequest]]

  /// Entries in one submission at most.
  public static let batch = 1_000
}

extension Bookkeeper {
  /// Applies rules to every line of an account that waits; existing entries are linked before new ones are made.
  ///
  /// - Parameter most: entries in one submission.
  public func apply(
    _ rules: MatchRules, to account: Slug, by matcher: Matcher, most: Int = RuleRun.batch
  ) throws -> RuleRun {
    let waiting = try bankInbox(account: account)
    let open = try ledger.store.read { try BankAccountBook(account, in: $0).open }
    let ruled = waiting.map { (line: $0, rule: rules.rule(for: $0.line, $0.details)) }
    let covered = ruled.filter { $0.rule.map { $0.action != .ignore } ?? false }.map(\.line.line)
    let links = LinkPlan(lines: covered, entries: open)
    let closed = matcher.effective == nil ? try governing().closedThrough : nil
    var made: [[EntryRequest]] = []
    let items = try ruled.map { line, rule -> RuleRun.Item in
      let outcome = try outcome(line, rule, links, closed: closed)
      if case .made(let meaning, let id) = outcome {
        made.append(try making(meaning, from: line.line, by: matcher, id: id))
      }
      return RuleRun.Item(line: line, rule: rule?.name, outcome: outcome)
    }
    let linked = try links.groups.flatMap {
      try link($0.lines, to: $0.entries.map(\.id), account: account, by: matcher)
    }
    return RuleRun(items: items, batches: batches(of: linked.map { [$0] } + made, most: most))
  }

  private func outcome(
    _ line: InboxLine, _ rule: MatchRules.Rule?, _ links: LinkPlan, closed: CivilDate?
  ) throws -> RuleRun.Outcome {
    guard let rule else { return .noRule }
    if rule.action == .ignore { return .ignored }
    switch links.verdicts[line.line.key] {
    case .linked(let group): return .linked(links.groups[group].entries.map(\.id))
    case .ambiguous(let count): return .ambiguous(candidates: count)
    case nil: break
    }
    guard case .make(let meaning) = rule.action else { return .nothingToLink }
    if let closed, line.line.booked <= closed { return .closed(through: closed) }
    return .made(meaning, surroundings.newID())
  }

  /// What belongs together stays in one submission.
  private func batches(of units: [[EntryRequest]], most: Int) -> [[EntryRequest]] {
    var batches: [[EntryRequest]] = []
    for unit in units {
      if let last = batches.last, last.count + unit.count <= most {
        batches[batches.count - 1] += unit
      } else {
        batches.append(unit)
      }
    }
    return batches
  }
}
