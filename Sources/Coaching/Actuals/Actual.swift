public import LedgerCore

/// Money that really moved, from the family's bank or as it tells.
public struct Actual: Codable, Sendable, Hashable {
  /// In cents; below zero it went out.
  public let amount: Money
  public let category: Category?
  public let counterparty: String?
  public let date: CivilDate
  public let text: String

  public init(date: CivilDate, amount: Money, text: String, counterparty: String? = nil, category: Category? = nil) {
    self.amount = amount
    self.category = category
    self.counterparty = counterparty
    self.date = date
    self.text = text
  }

  public func categorized(_ category: Category?) -> Actual {
    Actual(date: date, amount: amount, text: text, counterparty: counterparty, category: category)
  }
}

/// What an actual belongs to: `income:Stipendio`, `expense:Affitto`, `debt:Enel`, `envelope:Bollo`, `group:food`, or
/// `transfer` between the family's own pockets, which is neither income nor expense.
public enum Category: Sendable, Hashable {
  case line(LineName)
  /// An expense that has no line of its own.
  case group(ExpenseLine.Group)
  case transfer
}

extension Category {
  public var description: String {
    switch self {
    case .line(let line): line.description
    case .group(let group): "group:\(group.rawValue)"
    case .transfer: "transfer"
    }
  }

  public init?(_ text: String) {
    if text == Category.transfer.description {
      self = .transfer
    } else if text.hasPrefix("group:") {
      guard let group = ExpenseLine.Group(rawValue: String(text.dropFirst("group:".count))) else { return nil }
      self = .group(group)
    } else {
      guard let line = LineName(text) else { return nil }
      self = .line(line)
    }
  }

  /// True where a sheet has what the category names; a category that outlived its line matches nothing.
  public func isKnown(to sheet: BudgetSheet) -> Bool {
    switch self {
    case .group, .transfer: return true
    case .line(let line):
      return switch line.list {
      case .income: sheet.income.contains { $0.name == line.name }
      case .expense: sheet.expenses.contains { $0.name == line.name }
      case .debt: sheet.debts.contains { $0.creditor == line.name }
      case .envelope: sheet.envelopes.contains { $0.name == line.name }
      }
    }
  }
}

extension Category: WrittenAsText {
  public static var form: String { "a category such as expense:Affitto, group:food or transfer" }
}
