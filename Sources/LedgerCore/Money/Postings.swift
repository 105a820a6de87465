/// One account's share of an entry: debits positive, credits negative, in the commodity's smallest unit.
public struct Posting: Hashable, Sendable {
  public let account: Account
  public let commodity: Commodity
  public let amount: Int

  public init(_ account: Account, _ commodity: Commodity, _ amount: Int) {
    self.account = account
    self.commodity = commodity
    self.amount = amount
  }
}

/// The place that a balance is kept for.
public struct AccountKey: Hashable, Sendable, Comparable {
  public let account: Account
  public let commodity: Commodity

  public init(_ account: Account, _ commodity: Commodity) {
    self.account = account
    self.commodity = commodity
  }

  public static func < (left: AccountKey, right: AccountKey) -> Bool {
    left.account == right.account ? left.commodity < right.commodity : left.account < right.account
  }
}

extension Posting {
  public var key: AccountKey { AccountKey(account, commodity) }
}

/// A balanced set of postings in the one order in which they are signed; an unbalanced set cannot be built.
public struct Postings: Hashable, Sendable {
  public let lines: [Posting]

  public static let none = Postings(unchecked: [])
  public static let most = 512
  public static let largestAmount = 1_000_000_000_000

  private init(unchecked lines: [Posting]) { self.lines = lines }

  /// What is wrong with a set of postings.
  public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case tooMany(Int)
    case zero(Account)
    case tooLarge(Account)
    case disorder(Account)
    case unbalanced(Commodity, memorandum: Bool, by: Int)

    public var description: String {
      switch self {
      case .tooMany(let count): "\(count) postings, at most \(Postings.most) are allowed"
      case .zero(let account): "the posting on \(account) is zero"
      case .tooLarge(let account): "the posting on \(account) is beyond \(Postings.largestAmount)"
      case .disorder(let account): "\(account) is out of order or stands twice"
      case .unbalanced(let commodity, let memorandum, let difference):
        "the \(memorandum ? "memorandum " : "")postings in \(commodity) sum to \(difference), not to zero"
      }
    }
  }

  /// Takes postings exactly as they are written in an entry.
  public init(signed lines: [Posting]) throws(Fault) {
    try Postings.check(lines)
    self.lines = lines
  }

  /// Builds postings from debits and credits in any order; those on one account are added up, and zeros drop out.
  public init(_ parts: [Posting]) throws(Fault) {
    var sums: [AccountKey: Int] = [:]
    for part in parts {
      let (sum, overflow) = sums[part.key, default: 0].addingReportingOverflow(part.amount)
      guard !overflow else { throw .tooLarge(part.account) }
      sums[part.key] = sum
    }
    let lines = sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
      .map { Posting($0.key.account, $0.key.commodity, $0.value) }
    try self.init(signed: lines)
  }

  /// The same postings with debit and credit exchanged.
  public var mirror: Postings {
    Postings(unchecked: lines.map { Posting($0.account, $0.commodity, -$0.amount) })
  }

  /// True when something other than a memorandum account moves.
  public var movesMoney: Bool { lines.contains { !$0.account.isMemorandum } }

  private static func check(_ lines: [Posting]) throws(Fault) {
    guard lines.count <= most else { throw .tooMany(lines.count) }
    var sums: [(commodity: Commodity, memorandum: Bool, sum: Int)] = []
    sums.reserveCapacity(2)
    var last: AccountKey?
    for line in lines {
      guard line.amount != 0 else { throw .zero(line.account) }
      guard line.amount.magnitude <= UInt(largestAmount) else { throw .tooLarge(line.account) }
      if let last, !(last < line.key) { throw .disorder(line.account) }
      last = line.key
      let memorandum = line.account.isMemorandum
      if let index = sums.firstIndex(where: { $0.commodity == line.commodity && $0.memorandum == memorandum }) {
        sums[index].sum += line.amount
      } else {
        sums.append((line.commodity, memorandum, line.amount))
      }
    }
    for total in sums where total.sum != 0 {
      throw .unbalanced(total.commodity, memorandum: total.memorandum, by: total.sum)
    }
  }
}
