import Funds
public import LedgerCore
public import LedgerSQLite

/// A bank line with what the ledger makes of it.
public struct InboxLine: Sendable {
  public let line: StoredBankLine
  /// What people type to name it.
  public let handle: String
  /// Names and texts; nil when they were forgotten.
  public let details: BankLineDetails?
  /// The entry that says what it is; nil while it waits.
  public let match: BankMatch?
  /// Entries that it may be: the same amount within ten days, and no line yet.
  public let suggestions: [BankMovement]
}

extension Bookkeeper {
  /// The lines of one bank account, or of all, in the order in which the bank booked them.
  public func bankInbox(account: Slug? = nil, includingMatched: Bool = false) throws -> [InboxLine] {
    if let account { try requireBankAccount(account) }
    let lines = Dictionary(grouping: try vault.lines(account: account), by: \.account)
    return try lines.keys.sorted().flatMap { account in
      try inbox(of: account, lines[account] ?? [], includingMatched: includingMatched)
    }
  }

  private func inbox(of account: Slug, _ lines: [StoredBankLine], includingMatched: Bool) throws -> [InboxLine] {
    let handles = LineHandles(lines, account: account)
    return try ledger.store.read { log in
      let index = CandidateIndex(try BankAccountBook(account, in: log).open)
      var matches: [Int: BankMatch] = [:]
      return try lines.compactMap { line -> InboxLine? in
        var match: BankMatch?
        if let position = try log.holder(of: line.claim) {
          guard includingMatched else { return nil }
          match = try matches[position] ?? BankMatch(log.stored(at: position).logged())
          matches[position] = match
        }
        let suggestions = match == nil ? index.candidates(for: line.amount, on: line.booked) : []
        return InboxLine(
          line: line, handle: handles.handle(of: line.key), details: try line.texts, match: match,
          suggestions: Array(suggestions.prefix(5)))
      }
    }
  }

  func requireBankAccount(_ account: Slug) throws {
    let known = try governing().policy.bankAccounts
    guard known.contains(account) else {
      throw SpendingRules.bankUnknown(["account": account, "known": known.map(\.text).joined(separator: ", ")])
    }
  }
}
