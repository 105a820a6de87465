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
    let last = segments[segments.count - 1]
    func restriction(from segment: Int) -> String { segments.dropFirst(segment).prefix(2).joined(separator: ":") }
    let equation: BookEquation? =
      switch account.accountClass {
      case .memo: nil
      case .income, .expenses: .result(String(last))
      case .liabilities: account == Chart.funders ? .capital : .money
      case .assets:
        if segments[1] == "bank" {
          .money
        } else if segments[1] == "receivable" {
          .pledges
        } else {
          BookEquation.lending.contains(segments[1]) ? .lent(restriction(from: 2)) : nil
        }
      case .equity:
        if segments[1] == "result" {
          .result(String(last))
        } else if segments[1] == "opening" || last == "lent" {
          .lent(restriction(from: 2))
        } else {
          BookEquation.purses[last]
        }
      }
    guard let equation else { return nil }
    self = equation
  }

  private static let lending: Set<Substring> = ["loans", "accrued", "allowance"]
  private static let purses: [Substring: BookEquation] = [
    "available": .money, "guarantee-reserve": .money, "pledged": .pledges, "repayable": .capital,
  ]

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
