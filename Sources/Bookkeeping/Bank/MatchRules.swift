import Funds
import LedgerCore
import LedgerSQLite

/// What a treasurer has decided once about lines that come again: ordered rules, of which the first that fits applies.
///
/// The file is described in `ledger-specs/statements/README.md`.
public struct MatchRules: Sendable {
  public let rules: [Rule]

  /// Conditions, all of which must hold, and what the line then is.
  public struct Rule: Sendable {
    /// Its own name, else its number from 1.
    public let name: String
    let direction: Int?
    let least: Money?
    let most: Money?
    /// One of these stands in the description or the counterparty's name; empty asks nothing.
    let texts: [FoldedText]
    let iban: String?
    public let action: Action
  }

  public enum Action: Sendable, Hashable {
    /// Made unless an entry that waits for its line is found.
    case make(LineMeaning)
    /// Only entries that exist already.
    case link
    /// Left for later, and kept from the rules after it.
    case ignore
  }

  /// Reads a rules file; an unknown member, an unknown action or a bad value refuses the whole file.
  public init(parsing bytes: [UInt8]) throws {
    let file = try JSONDecoding.decodeExactly(RulesFile.self, from: JSON.parse(bytes, form: .relaxed))
    rules = try file.rules.enumerated().map { index, rule in try rule.checked(number: index + 1) }
  }

  func rule(for line: StoredBankLine, _ details: BankLineDetails?) -> Rule? {
    let texts = [details?.description, details?.counterparty].compactMap { $0 }.map { FoldedText($0) }
    return rules.first { $0.fits(line, texts, iban: details?.iban) }
  }
}

extension MatchRules.Rule {
  fileprivate func fits(_ line: StoredBankLine, _ lineTexts: [FoldedText], iban lineIBAN: String?) -> Bool {
    if let direction, line.amount.cents.signum() != direction { return false }
    if let least, line.amount.magnitude < least { return false }
    if let most, line.amount.magnitude > most { return false }
    if let iban, lineIBAN != iban { return false }
    return texts.isEmpty || texts.contains { wanted in lineTexts.contains { $0.contains(wanted) } }
  }
}

/// The rules as the file writes them.
private struct RulesFile: Codable {
  let rules: [Rule]

  struct Rule: Codable {
    let name: String?
    let then: Then
    let when: When
  }

  struct When: Codable {
    let amount: Amount?
    let direction: Direction?
    let iban: String?
    let text: [String]?
  }

  struct Amount: Codable {
    let equals: String?
    let max: String?
    let min: String?
  }

  enum Direction: String, Codable {
    case incoming = "in"
    case outgoing = "out"
  }

  struct Then: Codable {
    let contribution: Contribution?
    let cost: Cost?
    let ignore: Bool?
    let link: Bool?
  }

  struct Contribution: Codable {
    let donor: ULID?
    let fund: Slug
    let restriction: Slug
  }

  struct Cost: Codable {
    let fund: Slug
    let nature: CostPaid.Nature
  }
}

extension RulesFile.Rule {
  func checked(number: Int) throws -> MatchRules.Rule {
    let name = name ?? String(number)
    func wrong(_ reason: String) -> Refusal { BankRefusals.rulesInvalid(["rule": name, "reason": reason]) }
    func money(_ text: String?, _ member: String) throws -> Money? {
      guard let text else { return nil }
      do {
        let amount = try Money(parsing: text)
        guard amount >= .zero else { throw wrong("\(member) is negative; amounts of rules have no sign") }
        return amount
      } catch let error as AmountError {
        throw wrong("\(member) '\(text)' is not an amount: \(error)")
      }
    }
    let action = try then.action(wrong)
    var direction = when.direction.map { $0 == .incoming ? 1 : -1 }
    if case .make(let meaning) = action {
      guard direction == nil || direction == meaning.direction else {
        throw wrong("\(meaning.kind) moves money the other way than 'direction' says")
      }
      direction = meaning.direction
    }
    let exact = try money(when.amount?.equals, "equals")
    let (least, most) = (try money(when.amount?.min, "min"), try money(when.amount?.max, "max"))
    guard exact == nil || least == nil && most == nil else { throw wrong("give 'equals', or 'min' and 'max'") }
    let texts = when.text.map { $0.map { FoldedText($0) } } ?? []
    guard !(when.text?.isEmpty ?? false), texts.allSatisfy({ !$0.text.isEmpty }) else { throw wrong("'text' is empty") }
    return MatchRules.Rule(
      name: name, direction: direction, least: exact ?? least, most: exact ?? most, texts: texts,
      iban: when.iban.map { $0.uppercased().filter { $0 != " " } }, action: action)
  }
}

extension RulesFile.Then {
  func action(_ wrong: (String) -> Refusal) throws -> MatchRules.Action {
    var actions: [MatchRules.Action] = []
    if let contribution {
      let restriction = Restriction(fund: contribution.fund, name: contribution.restriction)
      actions.append(.make(.contribution(to: restriction, donor: contribution.donor, pledge: nil)))
    }
    if let cost { actions.append(.make(.cost(cost.nature, fund: cost.fund))) }
    if let link { actions += link ? [.link] : [] }
    if let ignore { actions += ignore ? [.ignore] : [] }
    guard let action = actions.first, actions.count == 1 else {
      throw wrong("'then' is one of contribution, cost, link and ignore")
    }
    return action
  }
}
