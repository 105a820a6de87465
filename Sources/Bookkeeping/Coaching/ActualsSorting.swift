public import Coaching
public import LedgerCore
import LedgerSQLite
import Sodium

/// Where the lines of a family's bank belong: said by a person for a line, or by rules for whatever comes again.
extension Bookkeeper {
  /// The family's bank lines in the order of the days, of all months or of one.
  public func actualLines(of household: ULID, in month: CivilMonth? = nil) throws -> [SortedLine] {
    try requireCoaching(of: household)
    let sheet = try knownSheet(of: household)
    let found = try vault.readWorkings(of: household) { workings in
      (lines: try ActualsStore.lines(in: workings), rules: try ActualsStore.rules(in: workings))
    }
    guard let found else { return [] }
    return Bookkeeper.sorted(found.lines, found.rules, by: sheet)
      .filter { month == nil || CivilMonth($0.line.content.booked) == month }
  }

  static func sorted(_ lines: [ActualLine], _ rules: CategoryRules, by sheet: BudgetSheet?) -> [SortedLine] {
    let handles = ActualHandles(lines)
    return lines.map { line in
      let category = line.content.category ?? rules.category(for: line.actual)
      return SortedLine(
        line: line, handle: handles.handle(of: line.key),
        category: category.flatMap { category in sheet.flatMap { category.isKnown(to: $0) ? category : nil } },
        isByRule: line.content.category == nil)
    }
  }

  /// New lines of a preview with the categories that the rules propose.
  public func proposals(for plan: ActualsImport, of household: ULID) throws -> [SortedLine] {
    let sheet = try knownSheet(of: household)
    let found = try vault.readWorkings(of: household) { workings in
      (lines: try ActualsStore.lines(in: workings), rules: try ActualsStore.rules(in: workings))
    }
    let new = Set(plan.newLines.map(\.key))
    let others = (found?.lines ?? []).filter { !new.contains($0.key) }
    return Bookkeeper.sorted(others + plan.newLines, found?.rules ?? CategoryRules(), by: sheet)
      .filter { new.contains($0.line.key) }
  }

  /// What a person means by a category: `expense:Affitto`, `group:food`, `transfer`, or a name that only one line of the
  /// family's newest budget has.
  public func category(_ text: String, of household: ULID) throws -> Coaching.Category {
    let found = try newestSheet(of: household).categories(meant: text)
    guard let category = found.only else {
      throw ActualsRefusals.unknownCategory(["text": text, "known": found.choices])
    }
    return category
  }

  /// What sorting has changed.
  public struct Sorting: Sendable {
    /// The lines that were named.
    public let lines: [SortedLine]
    public let rule: CategoryRule?
    /// Lines that the rule sorts, besides those named.
    public let byRule: Int
  }

  /// Puts lines where they belong, and remembers a text for all that are like them.
  ///
  /// - Parameters:
  ///   - category: nil takes back what was said about the lines, which leaves them to the rules.
  ///   - always: stands in the text or in the payee's name of every line of the sort.
  ///   - isTried: nothing is kept.
  public func sort(
    _ handles: [String], as category: Coaching.Category?, always: String? = nil, of household: ULID,
    isTried: Bool = false
  ) throws -> Sorting {
    try requireCoaching(of: household)
    let rule = try always.map { try Bookkeeper.rule($0, for: category) }
    let sheet = try newestSheet(of: household)
    let change = { (workings: Workings) throws -> Sorting in
      var lines = try ActualsStore.lines(in: workings)
      let named = ActualHandles(lines)
      let chosen = try Set(handles.map { try named.index($0) })
      var rules = try ActualsStore.rules(in: workings)
      if let rule { rules.remember(rule) }
      for index in chosen { lines[index].content.category = category }
      if !isTried {
        if rule != nil { try ActualsStore.put(rules, in: workings, at: self.surroundings.now) }
        for index in chosen { try ActualsStore.put(lines[index], in: workings, at: self.surroundings.now) }
      }
      let sorted = Bookkeeper.sorted(lines, rules, by: sheet)
      let byRule = sorted.count { line in
        line.isByRule && rule.map { $0.fits(line.line.actual) && $0.category == line.category } ?? false
      }
      return Sorting(lines: chosen.sorted().map { sorted[$0] }, rule: rule, byRule: byRule)
    }
    let result =
      try isTried
      ? vault.readWorkings(of: household, change) : vault.changeWorkings(of: household, change)
    guard let result else { throw BudgetRules.notOpen(["household": household, "status": "not in this vault"]) }
    return result
  }

  /// The longest text of a rule, in characters.
  static let longestRule = 200

  private static func rule(_ text: String, for category: Coaching.Category?) throws -> CategoryRule {
    func invalid(_ reason: String) -> Refusal { ActualsRefusals.ruleInvalid(["text": text, "reason": reason]) }
    guard let category else { throw invalid("it names no category") }
    guard text.count <= longestRule else { throw invalid("it has more than \(longestRule) characters") }
    let isIncome = if case .line(let line) = category { line.list.comesIn } else { false }
    guard let rule = CategoryRule(text: text, sign: isIncome ? .incoming : nil, category: category) else {
      throw invalid("every line would fit")
    }
    return rule
  }

  /// The family's rules, newest first: of those that fit a line the first one holds.
  public func categoryRules(of household: ULID) throws -> [CategoryRule] {
    try requireCoaching(of: household)
    return try vault.readWorkings(of: household) { try ActualsStore.rules(in: $0).rules } ?? []
  }

  /// Takes a rule away, by its number from 1; what it sorted is unsorted again.
  public func removeCategoryRule(_ number: Int, of household: ULID) throws -> CategoryRule {
    try requireCoaching(of: household)
    return try vault.changeWorkings(of: household) { workings in
      var rules = try ActualsStore.rules(in: workings).rules
      guard rules.indices.contains(number - 1) else { throw ActualsRefusals.unknownRule(["number": number]) }
      let removed = rules.remove(at: number - 1)
      try ActualsStore.put(CategoryRules(rules), in: workings, at: surroundings.now)
      return removed
    }
  }

  /// Forgets an account of the family with its statements and lines, as after the wrong file was taken in.
  /// - Returns: how many lines are forgotten.
  public func forgetActuals(ofAccount account: Slug, of household: ULID) throws -> Int {
    try requireCoaching(of: household)
    return try vault.changeWorkings(of: household) { workings in
      let statements = try ActualsStore.statements(in: workings)
      guard statements.contains(where: { $0.account == account }) else {
        let known = Set(statements.map(\.account)).sorted().map(\.text)
        throw ActualsRefusals.unknownAccount([
          "account": account, "known": known.isEmpty ? "none" : known.joined(separator: ", "),
        ])
      }
      for statement in statements where statement.account == account {
        try workings.delete(ActualsStore.statementKind, statement.id.hex)
      }
      let lines = try ActualsStore.lines(in: workings).filter { $0.content.account == account }
      for line in lines { try workings.delete(ActualsStore.lineKind, line.key.hex) }
      try workings.delete(ActualsStore.accountKind, account.text)
      return lines.count
    }
  }
}

extension BudgetSheet {
  /// What somebody may mean by a text.
  struct MeantCategories {
    /// Nil where it is none or several.
    let only: Coaching.Category?
    /// Several that are meant, or else all that there are.
    let choices: String
  }

  func categories(meant text: String) -> MeantCategories {
    let known = categories
    if let category = Coaching.Category(text), category.isKnown(to: self) {
      return MeantCategories(only: category, choices: category.description)
    }
    let wanted = FoldedText(text)
    // `Food` is the family's line before it is the group of that name.
    let lines = known.filter { $0.isLine && FoldedText($0.name) == wanted }
    let found = lines.isEmpty ? known.filter { FoldedText($0.name) == wanted } : lines
    return MeantCategories(
      only: found.count == 1 ? found.first : nil,
      choices: (found.isEmpty ? known : found).map(\.description).joined(separator: ", "))
  }

  /// Every category that this budget knows.
  fileprivate var categories: [Coaching.Category] {
    let lines =
      income.map { LineName(.income, $0.name) } + expenses.map { LineName(.expense, $0.name) }
      + debts.map { LineName(.debt, $0.creditor) } + envelopes.map { LineName(.envelope, $0.name) }
    return lines.map { .line($0) } + ExpenseLine.Group.allCases.map { .group($0) } + [.transfer]
  }
}

extension Coaching.Category {
  fileprivate var isLine: Bool { if case .line = self { true } else { false } }

  /// Its last word, as people say it.
  fileprivate var name: String {
    switch self {
    case .line(let line): line.name
    case .group(let group): group.rawValue
    case .transfer: description
    }
  }
}

/// How people name the lines of one family: the shortest beginning of the key, of at least eight characters, that is one
/// line's.
struct ActualHandles {
  private let handles: LineHandles
  private let keys: [String]

  init(_ lines: [ActualLine]) {
    keys = lines.map(\.key.hex)
    handles = LineHandles(lines.map(\.stored), account: "family")
  }

  func handle(of key: Digest) -> String { handles.handle(of: key) }

  /// The place of the line whose key begins with `text`.
  func index(_ text: String) throws(Refusal) -> Int {
    let text = text.lowercased()
    let found = text.utf8.count < LineHandles.shortest ? [] : keys.indices.filter { keys[$0].hasPrefix(text) }
    guard let first = found.first, found.count == 1 else {
      throw ActualsRefusals.unknownLine(["text": text, "count": found.isEmpty ? "no" : String(found.count)])
    }
    return first
  }
}

extension ActualLine {
  /// The line as the bank inbox names its own.
  fileprivate var stored: StoredBankLine {
    StoredBankLine(
      key: key, account: content.account, ordinal: 1, booked: content.booked, valued: nil, amount: content.amount,
      details: nil)
  }
}
