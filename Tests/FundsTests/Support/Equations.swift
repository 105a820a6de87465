import LedgerCore

/// What is true of every ledger after every entry, as the domain states it; computed from account names alone.
enum Equations {
  static func violations(in balances: [AccountBalance], mayBeBelowZero: Bool = false) -> [String] {
    var found: [String] = []
    func sum(_ prefix: String, suffix: String = "", but: String? = nil) -> Int {
      balances.filter { balance in
        let text = balance.key.account.text
        return text.hasPrefix(prefix) && text.hasSuffix(suffix) && balance.key.account.text != but
      }.reduce(0) { $0 + $1.amount }
    }
    func hold(_ name: String, _ left: Int, _ right: Int) {
      if left != right { found.append("\(name): \(left) is not \(right)") }
    }
    let purses = "equity:fund:"
    hold(
      "Av + Rsv = bank − liabilities (funders excluded)",
      -sum(purses, suffix: ":available") - sum(purses, suffix: ":guarantee-reserve"),
      sum("assets:bank:") + sum("liabilities:", but: "liabilities:funders"))
    hold(
      "lent (and openings to be confirmed) = loans + accrued − allowance",
      -sum(purses, suffix: ":lent") - sum("equity:opening:"),
      sum("assets:loans") + sum("assets:accrued") + sum("assets:allowance"))
    hold("pledged = receivable", -sum(purses, suffix: ":pledged"), sum("assets:receivable:contributions"))
    hold("repayable = liabilities:funders", sum(purses, suffix: ":repayable"), -sum("liabilities:funders"))
    for fund in Set(balances.compactMap { fund(of: $0.key.account) }) {
      hold(
        "income + expenses + Res = 0 in \(fund)",
        sum("income:", suffix: ":\(fund)") + sum("expenses:", suffix: ":\(fund)") + sum("equity:result:\(fund)"), 0)
    }
    for contra in balances where contra.key.account.text.hasPrefix("memo:contra:") {
      let name = "memo:" + contra.key.account.text.dropFirst("memo:contra:".count)
      let mirrored = balances.filter { $0.key.account.isUnder(name) && $0.key.commodity == contra.key.commodity }
      hold("\(name) = its contra", mirrored.reduce(0) { $0 + $1.amount }, -contra.amount)
    }
    hold("the books balance", sum("") - sum("memo:"), 0)
    hold("the memorandum balances", sum("memo:"), 0)
    if !mayBeBelowZero { found += belowZero(balances) }
    return found
  }

  private static func belowZero(_ balances: [AccountBalance]) -> [String] {
    balances.filter { balance in
      let text = balance.key.account.text
      let isAllowance = text.hasPrefix("assets:allowance:")
      let isDebit = text.hasPrefix("assets:") && !isAllowance || text.hasSuffix(":repayable")
      let isCredit = isAllowance || text.hasPrefix("liabilities:") || text.hasPrefix("equity:fund:") && !isDebit
      return isDebit && balance.amount < 0 || isCredit && balance.amount > 0
    }.map { "\($0.key.account) is below zero by \($0.amount)" }
  }

  private static func fund(of account: Account) -> String? {
    let segments = account.segments
    switch segments[0] {
    case "income", "expenses": return segments.last.map(String.init)
    case "equity": return segments[1] == "result" ? String(segments[2]) : nil
    default: return nil
    }
  }
}
