public import LedgerCore

/// What is true of the books after every entry; an account belongs to one equation at most.
///
/// Each is a sum that every entry leaves at zero, so it is asked of an entry's own postings, and nobody has to add up the
/// whole ledger to know that it holds.
public enum BookEquation: Hashable, Sendable, CustomStringConvertible {
  /// Available money and guarantee reserves are what is in the bank less what is owed, funders excluded.
  case money
  /// What a restriction has lent is its loans with their accrued interest, less the allowance; opening balances that
  /// nobody has confirmed stand in `equity:opening`.
  case lent(String)
  /// What is pledged is receivable.
  case pledges
  /// Capital that funders want back is owed to them.
  case capital
  /// Income, expenses and the result of a fund cancel out.
  case result(String)

  /// Nil where the account belongs to none.
  init?(_ account: Account) {
    let segments = account.segments
    switch account.accountClass {
    case .memo: return nil
    case .income, .expenses: self = .result(String(segments[segments.count - 1]))
    case .liabilities: self = account == Chart.funders ? .capital : .money
    case .assets:
      switch segments[1] {
      case "bank": self = .money
      case "receivable": self = .pledges
      case "loans", "accrued", "allowance": self = .lent(segments.dropFirst(2).prefix(2).joined(separator: ":"))
      default: return nil
      }
    case .equity:
      switch (segments[1], segments[segments.count - 1]) {
      case ("result", let fund): self = .result(String(fund))
      case ("opening", _): self = .lent(segments.dropFirst(2).joined(separator: ":"))
      case ("fund", "available"), ("fund", "guarantee-reserve"): self = .money
      case ("fund", "pledged"): self = .pledges
      case ("fund", "repayable"): self = .capital
      case ("fund", "lent"): self = .lent(segments.dropFirst(2).prefix(2).joined(separator: ":"))
      default: return nil
      }
    }
  }

  public var description: String {
    switch self {
    case .money: "available + guarantee reserve = bank − liabilities"
    case .lent(let restriction): "lent = loans + accrued − allowance, of \(restriction)"
    case .pledges: "pledged = receivable contributions"
    case .capital: "repayable = liabilities to funders"
    case .result(let fund): "income + expenses + result = 0, of \(fund)"
    }
  }

  static let broken = RefusalCode(
    "books.equation", "the postings break '{equation}' by {difference}",
    hint: "this is a mistake of the program: report it, and do not work around it")

  /// Refuses postings of one entry that do not leave every sum at zero.
  public static func check(_ postings: Postings) throws(Refusal) {
    var sums: [BookEquation: Int] = [:]
    for posting in postings.lines where posting.commodity == .euro {
      guard let equation = BookEquation(posting.account) else { continue }
      sums[equation, default: 0] += posting.amount
    }
    for (equation, sum) in sums where sum != 0 {
      throw broken(["equation": equation, "difference": Money(cents: sum)])
    }
  }
}
