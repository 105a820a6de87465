import Coaching
import LedgerCore
import Testing

/// An account of the bank as a family that is coached; amounts are hellers, as the bank has them.
struct PkddFamily {
  struct Order {
    /// What the bank calls it; empty where it does not say.
    let symbol: String
    let hellers: Int
  }

  let account: Int
  /// The people who may use the account: its owner, and a disponent where there is one.
  let members: Int
  /// The average salary of the account's district.
  let salary: Int
  /// All of them, the one that pays the loan too.
  let orders: [Order]

  static let loanPayment = "UVER"

  /// The first accounts, by their numbers, that have a running loan which an order pays, and other standing orders.
  static func first(_ count: Int) throws -> [PkddFamily] {
    let running = Set(try PkddData.rows("loan").filter { "CD".contains($0["status"] ?? "-") }.map { $0["account_id"] })
    let orders = Dictionary(grouping: try PkddData.rows("order")) { $0["account_id"] }
    let people = Dictionary(grouping: try PkddData.rows("disp")) { $0["account_id"] }
    let salaries = try PkddData.rows("district").map { (try #require($0["A1"]), try #require($0["A11"])) }
    let salary = Dictionary(uniqueKeysWithValues: salaries)
    let families = try PkddData.rows("account").filter { running.contains($0["account_id"]) }.map { row in
      let account = try #require(row["account_id"])
      return PkddFamily(
        account: try #require(Int(account)), members: people[account]?.count ?? 0,
        salary: try hellers(salary[try #require(row["district_id"])]),
        orders: try (orders[account] ?? []).map {
          Order(symbol: ($0["k_symbol"] ?? "").filter { $0 != " " }, hellers: try hellers($0["amount"]))
        })
    }
    let chosen = families.filter { family in
      let loan = family.orders.count { $0.symbol == loanPayment }
      return loan > 0 && family.orders.count > loan
    }
    return Array(chosen.sorted { $0.account < $1.account }.prefix(count))
  }

  /// Of crowns with two decimals or none.
  private static func hellers(_ crowns: String?) throws -> Int {
    let parts = try #require(crowns).split(separator: ".")
    let decimals = parts.count == 2 ? parts[1] : "00"
    try #require(parts.count <= 2 && decimals.utf8.count == 2, "'\(crowns ?? "")' is not an amount")
    return try #require(Int(parts[0] + decimals))
  }

  /// Ten crowns are a euro, so that the floors of the parameters decide for some families and not for others.
  static func cents(_ hellers: Int) -> Int { (hellers + 5) / 10 }
}

extension PkddFamily {
  /// What the family tells: a salary for each of them, the orders, and a month's orders in hand. How much of the loan is
  /// left the data does not say, so nobody knows it.
  func sheet(_ month: CivilMonth) throws -> BudgetSheet {
    let (loans, others) = (orders.filter(\.isLoan), orders.filter { !$0.isLoan })
    return BudgetSheet(
      month: month, members: members, liquid: Self.told(orders.map(\.hellers)),
      income: (1...members).map {
        IncomeLine(name: "Salary \($0)", source: .salary, amount: Self.told([salary]), frequency: .monthly)
      },
      expenses: try others.enumerated().map { try $1.line($0 + 1) },
      debts: loans.enumerated().map {
        DebtLine(
          creditor: "Loan \($0 + 1)", balance: .unknown, tier: .other, instalment: Self.told([$1.hellers]))
      })
  }

  fileprivate static func told(_ hellers: [Int]) -> Told {
    .amount(Money(cents: hellers.reduce(0) { $0 + cents($1) }))
  }
}

extension PkddFamily.Order {
  var isLoan: Bool { symbol == PkddFamily.loanPayment }

  fileprivate func line(_ number: Int) throws -> ExpenseLine {
    let (name, group, code, nature): (String, ExpenseLine.Group, String, ExpenseLine.Nature) =
      switch symbol {
      case "SIPO": ("Household", .home, "04.1", .fixed)
      case "POJISTNE": ("Insurance", .other, "12.1", .fixed)
      case "LEASING": ("Leasing", .transport, "07.1", .fixed)
      default: ("Other", .other, "13.9", .priority)
      }
    return ExpenseLine(
      name: "\(name) \(number)", group: group, coicop: try #require(CoicopCode(code)),
      amount: PkddFamily.told([hellers]), frequency: .monthly, nature: nature)
  }
}
