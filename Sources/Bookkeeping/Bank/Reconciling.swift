import Funds
public import LedgerCore
import LedgerSQLite
import Sodium

extension Bookkeeper {
  /// Compares what the ledger says of a bank account at the end of a day with what the bank says.
  public func reconcile(_ account: Slug, on day: CivilDate) throws -> Reconciliation {
    let inbox = try bankInbox(account: account, includingMatched: true)
    let statements = try vault.statements(account: account)
    let (book, ledgerBalance) = try ledger.store.read { log in
      let balances = try log.balances(asOf: day)
      let key = AccountKey(Chart.bank(account), .euro)
      return (try BankAccountBook(account, in: log), balances.first { $0.key == key }?.amount ?? 0)
    }
    let bank = BankBalances(statements, inbox.map(\.line))
    let openings = Openings(book, bank, day)
    let balance = bank?.balance(on: day)
    return Reconciliation(
      account: account, day: day, ledger: Money(cents: ledgerBalance), bank: balance?.amount,
      statedOn: balance?.stated.day, lines: inbox.filter { $0.match == nil && $0.line.booked <= day },
      entries: openings.others, crossings: crossings(book, inbox, day), beginning: openings.beginning,
      breaks: bank?.breaks(through: day) ?? [])
  }

  private func crossings(_ book: BankAccountBook, _ inbox: [InboxLine], _ day: CivilDate) -> [Reconciliation.Crossing] {
    var entries: [Int: Money] = [:]
    for movement in book.standing where movement.effective <= day {
      guard let match = movement.match else { continue }
      entries[match, default: .zero] += movement.amount
    }
    var lines: [Int: Money] = [:]
    var ids: [Int: ULID] = book.matches.mapValues(\.id)
    for item in inbox {
      guard let match = item.match else { continue }
      ids[match.position] = match.id
      if item.line.booked <= day { lines[match.position, default: .zero] += item.line.amount }
    }
    let matched = ids.sorted { $0.key < $1.key }.map { position, id in
      Reconciliation.Crossing(id: id, entries: entries[position] ?? .zero, lines: lines[position] ?? .zero)
    }
    let reversed = book.reversed.filter { ($0.taken.effective <= day) != ($0.back.effective <= day) }.map { pair in
      let counted = pair.taken.effective <= day ? pair.taken : pair.back
      return Reconciliation.Crossing(id: pair.back.id, entries: counted.amount, lines: .zero)
    }
    return (matched + reversed).filter { $0.difference != .zero }
  }
}

/// Entries that wait for a line, parted into what the account began with and the others.
private struct Openings {
  let beginning: Reconciliation.Beginning?
  let others: [BankMovement]

  /// An opened fund brings money that no line of ours shows. Other entries from before the first line belong to the
  /// beginning only where all of them together are exactly what the bank began with.
  init(_ book: BankAccountBook, _ bank: BankBalances?, _ day: CivilDate) {
    let open = book.open.filter { $0.effective <= day }
    guard let bank, bank.beginning.day <= day else {
      beginning = nil
      others = open.filter { $0.kind != FundOpened.kind }
      return
    }
    let funds = open.filter { $0.kind == FundOpened.kind }
    let early = open.filter { $0.kind == FundOpened.kind || $0.effective <= bank.beginning.day }
    let isAll = Openings.sum(early) == bank.beginning.amount
    let chosen = isAll ? early : funds
    let ids = Set(chosen.map(\.id))
    beginning = Reconciliation.Beginning(
      day: bank.beginning.day, bank: bank.beginning.amount, ledger: Openings.sum(chosen))
    others = open.filter { !ids.contains($0.id) }
  }

  private static func sum(_ movements: [BankMovement]) -> Money {
    movements.reduce(Money.zero) { $0 + $1.amount }
  }
}
