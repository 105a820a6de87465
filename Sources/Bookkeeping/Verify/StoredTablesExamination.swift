import LedgerCore

/// Compares everything that a store keeps beside the entries with what the entries make: nobody can be shown a balance,
/// a register or an old month that the signatures do not carry.
struct StoredTablesExamination {
  let prefix: PrefixLog
  let depth: VerificationDepth

  func check(_ log: any LogReader) throws {
    guard let tables = log as? any DerivedTables else { return try checkBalances(log) }
    try checkAccounts(tables)
    try checkStreams(tables)
    guard depth == .full else { return }
    try checkEntryRows(tables)
    try checkIDs(tables)
    try checkClaims(tables)
  }

  /// A store without tables of its own still gives balances.
  private func checkBalances(_ log: any LogReader) throws {
    let (stored, rebuilt) = (try log.balances(at: nil), try prefix.balances(at: nil))
    guard stored == rebuilt else { throw StoredTablesExamination.difference(stored, rebuilt) }
  }

  private static func difference(_ stored: [AccountBalance], _ rebuilt: [AccountBalance]) -> IntegrityFailure {
    let wrong = Set(stored).symmetricDifference(rebuilt).map(\.key).min()
    return IntegrityFailure(
      .storedBalance, "the stored balance of \(wrong?.account.text ?? "an account") is not what the entries make")
  }

  private func checkAccounts(_ tables: any DerivedTables) throws {
    var left = prefix.accounts.count
    var tally = AccountTally()
    var current: AccountKey?
    func close() throws {
      guard let key = current else { return }
      left -= 1
      guard let rebuilt = prefix.accounts[key], tally.matchesRegister(of: rebuilt) else {
        throw IntegrityFailure(
          .storedBalance,
          "the stored postings of \(key.account) in \(key.commodity) are not those of the entries: "
            + "stored balance \(tally.balance), rebuilt \(prefix.accounts[key]?.balance ?? 0)")
      }
    }
    try tables.eachPosting { key, line in
      if key != current {
        try close()
        current = key
        tally = AccountTally()
      }
      tally.add(line)
    }
    try close()
    guard left == 0 else { throw IntegrityFailure(.storedBalance, "\(left) accounts have no stored postings") }
    if depth == .full { try checkDayTotals(tables) }
  }

  private func checkDayTotals(_ tables: any DerivedTables) throws {
    var left = prefix.accounts
    try tables.eachDayTotal { key, day, amount in left[key, default: AccountTally()].subtractDay(day, amount) }
    guard let wrong = left.filter({ !$0.value.hasNoDays }).map(\.key).min() else { return }
    throw IntegrityFailure(
      .storedDayTotal,
      "the stored totals by day of \(wrong.account) in \(wrong.commodity) are not those of the entries")
  }

  private func checkStreams(_ tables: any DerivedTables) throws {
    var seen = 0
    try tables.eachStream { stream, revision, position in
      seen += 1
      guard let place = prefix.place(of: stream), Int(place.revision) == revision, Int(place.position) == position
      else {
        throw IntegrityFailure(
          .storedStream, at: position, "the stored head of \(stream), revision \(revision), is not its newest entry")
      }
    }
    guard seen == prefix.streamCount else {
      throw IntegrityFailure(.storedStream, "\(prefix.streamCount - seen) streams have no stored head")
    }
  }

  private func checkEntryRows(_ tables: any DerivedTables) throws {
    var next = 0
    try tables.eachEntryRow { row in
      let position = row.position
      let isRight =
        position == next && prefix.predecessor(of: position) == row.previous
        && prefix.effective(at: position) == row.effective
      guard isRight, try prefix.recorded(at: position) == row.recorded, prefix.fits(row) else {
        throw IntegrityFailure(
          .storedIndex, at: position, "what is stored beside the entry is not what its payload says")
      }
      next += 1
    }
  }

  private func checkIDs(_ tables: any DerivedTables) throws {
    var seen = 0
    try tables.eachID { id, position in
      seen += 1
      guard try prefix.position(of: id) == position else {
        throw IntegrityFailure(.storedIndex, at: position, "the id \(id) does not stand at the stored position")
      }
    }
    guard seen == prefix.idCount else {
      throw IntegrityFailure(.storedIndex, "\(prefix.idCount - seen) ids are missing from the stored index")
    }
  }

  /// A claim that was given back and taken again has two rows; only the newest one is compared by its position.
  private func checkClaims(_ tables: any DerivedTables) throws {
    var released = 0
    try tables.eachRelease { target, position in
      released += 1
      guard prefix.released[target] == position else {
        throw IntegrityFailure(.storedClaim, at: position, "the entry does not give back what is stored")
      }
    }
    guard released == prefix.released.count else {
      throw IntegrityFailure(.storedClaim, "\(prefix.released.count - released) reversals are not stored")
    }
    var newest: Set<Claim> = []
    try tables.eachClaim { claim, position in
      guard let held = prefix.claims[claim], held >= position, held == position || prefix.released[position] != nil
      else {
        throw IntegrityFailure(.storedClaim, at: position, "the entry does not make the stored claim \(claim)")
      }
      if held == position { newest.insert(claim) }
    }
    guard newest.count == prefix.claims.count else {
      let missing = prefix.claims.filter { !newest.contains($0.key) }.min { $0.value < $1.value }
      throw IntegrityFailure(
        .storedClaim, at: missing?.value, "the claim \(missing.map { "\($0.key)" } ?? "") is not stored")
    }
  }
}
