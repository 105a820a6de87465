public import Funds
public import LedgerCore

/// An entry of the ledger that moved money on a bank account.
public struct BankMovement: Sendable, Hashable {
  public let id: ULID
  public let kind: Kind
  public let stream: StreamID
  public let position: Int
  public let effective: CivilDate
  /// Signed: what came in is positive.
  public let amount: Money
  /// Position of the entry that says which bank lines it is; nil while none does.
  public let match: Int?
}

/// Everything the ledger says about one bank account.
struct BankAccountBook {
  /// Entries that were not reversed, in log order.
  private(set) var standing: [BankMovement] = []
  /// An entry and the mirror that took it back.
  private(set) var reversed: [(taken: BankMovement, back: BankMovement)] = []
  /// What bank lines are said to be, by the position of the entry that says it.
  private(set) var matches: [Int: BankMatch] = [:]

  var open: [BankMovement] { standing.filter { $0.match == nil } }

  init(_ account: Slug, in log: any LogReader) throws {
    let key = AccountKey(Chart.bank(account), .euro)
    var all: [BankMovement] = []
    var mirrors: [ULID: BankMovement] = [:]
    var from = 0
    while true {
      let page = try log.register(of: key, from: from, most: BankAccountBook.page)
      for line in page {
        let logged = try log.stored(at: line.position).logged()
        let holder = try log.holder(of: .pin(logged.id, key.account))
        let movement = BankMovement(logged, amount: Money(cents: line.amount), match: holder)
        if logged.entry.kind == Reversal.reversed {
          mirrors[try BankAccountBook.target(of: logged)] = movement
        } else {
          all.append(movement)
        }
      }
      guard page.count == BankAccountBook.page, let last = page.last else { break }
      from = last.position + 1
    }
    for movement in all {
      if let mirror = mirrors[movement.id] {
        reversed.append((movement, mirror))
      } else {
        standing.append(movement)
      }
    }
    for position in Set(standing.compactMap(\.match)) {
      matches[position] = try BankMatch(log.stored(at: position).logged())
    }
  }

  private static let page = 10_000

  private static func target(of reversal: LoggedEntry) throws -> ULID {
    do {
      return try JSONDecoding.decode(Reversal.Body.self, from: JSON.parse(reversal.entry.body, form: .canonical)).target
    } catch {
      throw StoreError.corrupt("the reversal at position \(reversal.position) cannot be read: \(error)")
    }
  }
}

extension BankMovement {
  init(_ logged: LoggedEntry, amount: Money, match: Int?) {
    id = logged.id
    kind = logged.entry.kind
    stream = logged.entry.stream
    position = logged.position
    effective = logged.header.effective
    self.amount = amount
    self.match = match
  }
}

extension Bookkeeper {
  /// Every entry that moved money on a bank account and was not taken back, in log order.
  public func bankMovements(of account: Slug) throws -> [BankMovement] {
    try requireBankAccount(account)
    return try ledger.store.read { try BankAccountBook(account, in: $0).standing }
  }
}

/// A `bank.matched` entry as it was read back.
public struct BankMatch: Sendable {
  public let id: ULID
  public let position: Int
  public let entries: [ULID]
  public let lines: [BankMatched.Line]

  init(_ logged: LoggedEntry) throws {
    do {
      let body = try JSONDecoding.decode(BankMatched.self, from: JSON.parse(logged.entry.body, form: .canonical))
      (id, position, entries, lines) = (logged.id, logged.position, body.entries, body.lines)
    } catch {
      throw StoreError.corrupt("the match at position \(logged.position) cannot be read: \(error)")
    }
  }
}
