import LedgerCore

/// What an educator has decided once about lines of the bank that come again.
public struct CategoryRule: Codable, Sendable, Hashable {
  public enum Match: String, Codable, Sendable, CaseIterable {
    case contains, equals
  }

  public enum Sign: String, Codable, Sendable, CaseIterable {
    case incoming = "in"
    case outgoing = "out"
  }

  public let category: Category
  /// Stands in the counterparty's name; absent asks nothing.
  public let counterparty: String?
  public let match: Match
  public let sign: Sign?
  /// Compared without capitals and accents; empty asks nothing of the text.
  public let text: String

  /// Nil where the rule would fit every line: neither a text nor a counterparty.
  public init?(
    text: String, match: Match = .contains, sign: Sign? = nil, counterparty: String? = nil, category: Category
  ) {
    guard !FoldedText(text).text.isEmpty || !FoldedText(counterparty ?? "").text.isEmpty else { return nil }
    self.category = category
    self.counterparty = counterparty
    self.match = match
    self.sign = sign
    self.text = text
  }

  public func fits(_ actual: Actual) -> Bool {
    switch sign {
    case .incoming: guard actual.amount > .zero else { return false }
    case .outgoing: guard actual.amount < .zero else { return false }
    case nil: break
    }
    let party = FoldedText(counterparty ?? "")
    if !party.text.isEmpty {
      guard FoldedText(actual.counterparty ?? "").contains(party) else { return false }
    }
    let wanted = FoldedText(text)
    if wanted.text.isEmpty { return !party.text.isEmpty }
    let given = FoldedText(actual.text)
    return match == .equals ? given == wanted : given.contains(wanted)
  }

  /// True where two rules ask the same, whatever they answer.
  func asksTheSame(as other: CategoryRule) -> Bool {
    match == other.match && sign == other.sign && FoldedText(text) == FoldedText(other.text)
      && FoldedText(counterparty ?? "") == FoldedText(other.counterparty ?? "")
  }
}

/// The rules of one family, newest first: of those that fit, what was decided last holds.
public struct CategoryRules: Codable, Sendable, Hashable {
  public private(set) var rules: [CategoryRule]

  /// Older rules fall out.
  public static let most = 500

  public init(_ rules: [CategoryRule] = []) { self.rules = Array(rules.prefix(CategoryRules.most)) }

  /// Puts a rule first, in the place of one that asks the same.
  public mutating func remember(_ rule: CategoryRule) {
    rules.removeAll { $0.asksTheSame(as: rule) }
    rules.insert(rule, at: 0)
    rules = Array(rules.prefix(CategoryRules.most))
  }

  public func category(for actual: Actual) -> Category? { rules.first { $0.fits(actual) }?.category }

  /// Fills in what has no category yet; a category that somebody gave by hand stays.
  public func applied(to actuals: [Actual]) -> [Actual] {
    actuals.map { $0.category == nil ? $0.categorized(category(for: $0)) : $0 }
  }
}
