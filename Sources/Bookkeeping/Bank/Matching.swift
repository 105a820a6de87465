import Funds
public import LedgerCore
public import LedgerSQLite
import Sodium

extension Bookkeeper {
  /// The lines of an account by the beginnings of their keys, each as it was typed.
  public func bankLines(_ texts: [String], of account: Slug) throws -> [StoredBankLine] {
    try requireBankAccount(account)
    let handles = LineHandles(try vault.lines(account: account), account: account)
    return try texts.map { try handles.line($0) }
  }

  /// Says that these lines are those entries: many to many, with equal sums.
  ///
  /// Takes effect on the day of the latest line; where its period is closed, today, for a match moves nothing.
  public func link(
    _ lines: [StoredBankLine], to entries: [ULID], account: Slug, by matcher: Matcher, id: ULID? = nil
  ) throws -> [EntryRequest] {
    let today = surroundings.now.date
    let latest = lines.map(\.booked).max() ?? today
    let closed = try governing().closedThrough
    let day = closed.map { latest <= $0 } ?? false ? today : latest
    return [try match(lines, entries, account, by: matcher, on: day, id: id ?? surroundings.newID())]
  }

  /// Makes the entry that a line is, and matches both: one submission, so neither stands without the other.
  ///
  /// - Parameter evenIfSimilar: make it although an entry of the same amount waits for its line.
  public func make(
    _ meaning: LineMeaning, from line: StoredBankLine, by matcher: Matcher, evenIfSimilar: Bool = false,
    id: ULID? = nil
  ) throws -> [EntryRequest] {
    try checkDirection(of: meaning, line)
    if !evenIfSimilar {
      let book = try ledger.store.read { try BankAccountBook(line.account, in: $0) }
      let similar = CandidateIndex(book.open).candidates(for: line.amount, on: line.booked)
      guard similar.isEmpty else {
        let named = similar.prefix(5).map { "\($0.kind) \($0.id) of \($0.effective)" }.joined(separator: ", ")
        throw BankRefusals.candidateExists(["amount": line.amount, "entries": named])
      }
    }
    return try making(meaning, from: line, by: matcher, id: id ?? surroundings.newID())
  }

  func making(_ meaning: LineMeaning, from line: StoredBankLine, by matcher: Matcher, id: ULID) throws -> [EntryRequest]
  {
    let entry = MadeEntry(bookkeeper: self, matcher: matcher, line: line, id: id)
    return try entry.requests(meaning) + [
      match([line], [id], line.account, by: matcher, on: line.booked, id: surroundings.newID())
    ]
  }

  func match(
    _ lines: [StoredBankLine], _ entries: [ULID], _ account: Slug, by matcher: Matcher, on day: CivilDate, id: ULID
  ) throws -> EntryRequest {
    let body = BankMatched(
      account: account, entries: entries,
      lines: lines.map { BankMatched.Line(amount: $0.amount, line: Fingerprint($0.key)) })
    return try matcher.request(body, in: StreamID("match", id), on: day, id: id)
  }

  private func checkDirection(of meaning: LineMeaning, _ line: StoredBankLine) throws {
    var expected = meaning.direction
    if case .returned(let payment) = meaning { expected = try returnDirection(of: payment, line.account) }
    guard let expected, line.amount.cents.signum() != expected else { return }
    throw BankRefusals.wrongDirection([
      "line": line.key.hex.prefix(LineHandles.shortest), "amount": line.amount, "meaning": meaning.kind,
    ])
  }

  /// What had gone out comes back in; nil where the entry is unknown, which its own rule then says.
  private func returnDirection(of payment: ULID, _ account: Slug) throws -> Int? {
    try ledger.store.read { log in
      guard let position = try log.position(of: payment) else { return nil }
      let bank = AccountKey(Chart.bank(account), .euro)
      let moved = try log.stored(at: position).logged().entry.postings.lines.first { $0.key == bank }
      return moved.map { -$0.amount.signum() }
    }
  }
}
