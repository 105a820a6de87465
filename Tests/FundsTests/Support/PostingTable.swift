import Funds
import LedgerCore

/// Reads rows as the posting table of the domain writes them, "bank / liabilities:funders, repayable / Av": debit before
/// the stroke, credit after it, the same amount everywhere. The accounts stand here as text, not taken from the program.
struct PostingTable {
  var fund = "casa"
  var restriction = "rent"
  var purpose = "arrears"
  /// Under which id the commitment is kept.
  var id: ULID?
  var party: ULID = Party.family
  /// To whom a household owes.
  var creditor: ULID = Party.landlord
  var year = 2026

  /// Postings by account, in cents, debits positive.
  func postings(_ row: String, _ amount: Int) -> [String: Int] {
    var sums: [String: Int] = [:]
    for pair in row.split(separator: ",") {
      let sides = pair.split(separator: "/").map { $0.trimmed }
      precondition(sides.count == 2, "a row is debit / credit")
      sums[account(sides[0]), default: 0] += amount
      sums[account(sides[1]), default: 0] -= amount
    }
    return sums.filter { $0.value != 0 }
  }

  private func account(_ word: String) -> String {
    let purse = "equity:fund:\(fund):\(restriction)"
    return switch word {
    case "bank", "bank:A": "assets:bank:main"
    case "bank:B": "assets:bank:till"
    case "receivable": "assets:receivable:contributions"
    case "Av": "\(purse):available"
    case "Rsv": "\(purse):guarantee-reserve"
    case "pledged": "\(purse):pledged"
    case "repayable": "\(purse):repayable"
    case "Res": "equity:result:\(fund)"
    case "S": restriction == "free" ? "equity:result:\(fund)" : "income:released:\(fund)"
    case "expenses": "expenses:grants:\(purpose):\(fund)"
    case "expenses:operating", "income:donations", "income:recoveries": "\(word):\(fund)"
    case "vouchers", "payable", "liabilities:funders": word.hasPrefix("liab") ? word : "liabilities:\(word)"
    case "memo:commitments": "memo:commitments:\(fund):\(restriction):\(id.map(\.description) ?? "")"
    case "contra": "memo:contra:commitments:\(fund):\(restriction)"
    case "memo:pledges": "memo:pledges:\(fund):\(restriction)"
    case "contra:pledges": "memo:contra:pledges:\(fund):\(restriction)"
    case "memo:assistance": "memo:assistance:\(party):\(year)"
    case "contra:assistance": "memo:contra:assistance"
    case "memo:vouchers": "memo:vouchers:\(party):\(year)"
    case "contra:vouchers": "memo:contra:vouchers"
    case "guarantee-losses": "expenses:guarantee-losses:\(fund)"
    case "provision": "liabilities:provision:\(id.map(\.description) ?? "")"
    case "memo:guarantees": "memo:guarantees:\(fund):\(restriction):\(id.map(\.description) ?? "")"
    case "contra:guarantees": "memo:contra:guarantees:\(fund):\(restriction)"
    case "memo:guaranteed": "memo:guaranteed:\(party):\(year)"
    case "contra:guaranteed": "memo:contra:guaranteed"
    case "memo:recourse": "memo:recourse:\(id.map(\.description) ?? "")"
    case "contra:recourse": "memo:contra:recourse"
    case "lent": "\(purse):lent"
    case "loans", "accrued", "allowance": "assets:\(word):\(fund):\(restriction):\(id.map(\.description) ?? "")"
    case "costs": "assets:accrued:\(fund):\(restriction):\(id.map(\.description) ?? ""):costs"
    case "unallocated": "liabilities:unallocated:\(id.map(\.description) ?? "")"
    case "income:interest", "income:fees": "\(word):\(fund)"
    case "loan-losses", "forgiven": "expenses:\(word):\(fund)"
    case "opening": "equity:opening:\(fund):\(restriction)"
    case "memo:written-off": "\(word):\(id.map(\.description) ?? "")"
    case "contra:written-off", "contra:instalments", "contra:service-credit": "memo:\(word)"
    case "memo:instalments": "memo:instalments:\(party)"
    case "held": "liabilities:held:\(id.map(\.description) ?? "")"
    case "memo:debts": "memo:debts:\(party):\(creditor)"
    case "contra:debts": "memo:\(word)"
    default: "unknown:\(word)"
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension LoggedEntry {
  /// Postings by account, in cents.
  var posted: [String: Int] {
    Dictionary(uniqueKeysWithValues: entry.postings.lines.map { ($0.account.text, $0.amount) })
  }
}
