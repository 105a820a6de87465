public import Funds
public import LedgerCore
import LedgerSQLite
import Sodium
import TransparencyLog

/// Forgetting a family: who is forgotten with it, and what the vault destroys once two persons have signed.
extension Bookkeeper {
  /// The erasure that a first person would propose: everybody who ever belonged to the household and lives in no other.
  ///
  /// Refuses where one of them is still bound or kept by something that names them without the household, as help from
  /// before it was registered does; `keeping` leaves them out, and their records stay.
  public func erasure(of household: ULID, basis: Erasure.Basis, keeping kept: Set<ULID>) throws -> Erasure {
    let parts =
      [household]
      + (try instruments(of: household)).filter { $0.family == HouseholdState.family }
      .compactMap(\.ulid)
    let everybody = try parts.reduce(into: Set<ULID>()) { everybody, part in
      let state: HouseholdState = try state(StreamID("household", part))
      everybody.formUnion(state.members.union(state.former))
    }
    let erased = try erasedParties()
    let chosen = try everybody.subtracting(kept).subtracting(erased).filter {
      try households(of: $0) == [household] || households(of: $0) == []
    }
    for party in chosen.sorted() { try requireUnbound(party, household) }
    return Erasure(basis: basis, parties: chosen)
  }

  /// Parties whose keys an erasure has destroyed.
  func erasedParties() throws -> Set<ULID> {
    try ledger.store.read { log in
      try erasureEntries(in: log, from: 0).reduce(into: []) { $0.formUnion(try body(of: $1).parties) }
    }
  }

  private func requireUnbound(_ party: ULID, _ household: ULID) throws {
    let days = try governing().policy.households?.retentionDays ?? 0
    for (stream, obligation) in try ties(of: party) {
      switch obligation {
      case .none: continue
      case .running(let until):
        throw ErasureRules.bound([
          "instrument": "\(stream), which names \(party),", "household": household,
          "until": until.map { "through \($0)" } ?? "with no day set for its end",
        ])
      case .ended(let day):
        let through = day.adding(days: days)
        guard surroundings.now.date <= through else { continue }
        throw ErasureRules.retained(["household": household, "through": through, "days": days, "ended": day])
      }
    }
  }

  /// What names a party without a household: gifts, and help that they or their landlord got.
  private func ties(of party: ULID) throws -> [(StreamID, Obligation)] {
    let gifts = try all(ContributionState.self).filter { $0.state.donor == party }.map { found in
      let last = try history(found.stream).last?.entry.header.effective
      let isOpen = try outstanding(of: found.state).isPositive
      return (found.stream, isOpen ? .running(until: nil) : last.map { .ended($0) } ?? Obligation.none)
    }
    let grants = try all(GrantState.self).filter { found in
      guard let request = found.state.request, request.household == nil else { return false }
      return request.beneficiary == party || request.payee == party
    }
    let vouchers = try all(VoucherState.self).filter {
      $0.state.terms?.household == nil && $0.state.terms?.beneficiary == party
    }
    return gifts + grants.map { ($0.stream, $0.state.obligation) } + vouchers.map { ($0.stream, $0.state.obligation) }
  }
}

/// Destruction follows the entry, and is taken up again wherever it was interrupted: in the middle, before it began, or by
/// a vault that came back from a backup.
extension Bookkeeper {
  /// Carries out every erasure that the log orders and the vault has not finished.
  ///
  /// A few look-ups where there is nothing to do, however many families were erased.
  /// - Returns: how many were carried out now.
  /// - Throws: `StoreError.busy` while another program reads the vault, which keeps copies in its files.
  @discardableResult
  public func finishErasures() throws -> Int {
    let known = try vault.erasures()
    let orders = try ledger.store.read { try ordersLeft(known, in: $0) }
    for order in orders { try vault.carryOut(order) }
    if !orders.isEmpty || !known.areFinished { try vault.finishErasures() }
    return orders.count
  }

  /// Looks after records that were sealed shortly before: a holder whom the log knows is kept; one to whom no entry has
  /// referred for two days never will be, for entries are recorded within a day, and is forgotten.
  public func settleNewRecords() throws {
    let holders = try vault.newHolders()
    guard !holders.isEmpty else { return }
    let governing = try governing()
    let members = Set(governing.members.keys).union(governing.proposals.values.compactMap(\.change.member))
    let known = try ledger.store.read { log in
      try holders.keys.filter { holder in
        let streams = [StreamID("party", holder), StreamID("household", holder)]
        return try members.contains(holder) || streams.contains { try log.head(of: $0) != nil }
      }
    }
    if !known.isEmpty { try vault.confirm(known) }
    let lost = holders.filter { $0.value < surroundings.now.adding(seconds: -2 * 86_400) }.map(\.key)
      .filter { !known.contains($0) }
    if !lost.isEmpty { try vault.discard(lost) }
  }

  /// False where copies of destroyed keys may still stand in the vault's files.
  public func erasuresAreFinished() throws -> Bool { try vault.erasures().areFinished }

  func requireFinishedErasures() throws {
    guard try erasuresAreFinished() else { throw HouseholdRefusals.unfinished() }
  }

  private func ordersLeft(_ known: Vault.Erasures, in log: any LogReader) throws -> [VaultErasure] {
    let ordered = try log.balance(of: AccountKey(Chart.erasures, .household), at: nil)
    if ordered == known.count {
      guard let newest = known.newest else { return [] }
      let isThisLog = try newest.position < log.size && log.node(level: 0, index: newest.position) == newest.entry
      if isThisLog { return [] }
    }
    let received = try vault.erasureOrders()
    return try erasureEntries(in: log, from: 0).filter { !received.contains($0.leaf) }.map {
      try order($0, in: log)
    }
  }

  private func erasureEntries(in log: any LogReader, from position: Int) throws -> [LoggedEntry] {
    try log.register(of: AccountKey(Chart.erasures, .household), from: position, most: Bookkeeper.page)
      .map { try log.stored(at: $0.position).logged() }
  }

  private func body(of entry: LoggedEntry) throws -> HouseholdErased {
    do {
      return try JSONDecoding.decode(HouseholdErased.self, from: JSON.parse(entry.entry.body, form: .canonical))
    } catch {
      throw StoreError.corrupt("the erasure at position \(entry.position) cannot be read: \(error)")
    }
  }

  /// Everything that the vault holds of a family, told by the log alone.
  private func order(_ entry: LoggedEntry, in log: any LogReader) throws -> VaultErasure {
    guard let household = entry.entry.stream.ulid else {
      throw StoreError.corrupt("the erasure at position \(entry.position) names no household")
    }
    let parties = try body(of: entry).parties
    let instruments = try instruments(of: household, in: log)
    let parts = instruments.filter { $0.family == HouseholdState.family }.compactMap(\.ulid)
    var records: Set<Digest> = []
    var lines: Set<Digest> = []
    for stream in instruments {
      for position in try log.positions(of: stream, after: 0) {
        let step = try log.stored(at: position).logged()
        records.formUnion(try commitments(in: step))
        lines.formUnion(try bankLines(of: step, in: log))
      }
    }
    let own = [household] + parts
    return VaultErasure(
      entry: entry.leaf, position: entry.position, holders: Set(parties + own), records: records,
      streams: Set(instruments + own.map { StreamID("household", $0) } + parties.map { StreamID("party", $0) }),
      lines: lines)
  }

  /// Every hash in a body: those that are commitments of the vault are sealed records of this very stream.
  private func commitments(in step: LoggedEntry) throws -> Set<Digest> {
    func hashes(_ value: JSON) -> [Digest] {
      switch value {
      case .string(let text): text.utf8.count == 44 ? [Digest(base64: text)].compactMap { $0 } : []
      case .array(let items): items.flatMap(hashes)
      case .object(let object): object.flatMap { hashes($0.value) }
      default: []
      }
    }
    do {
      return Set(hashes(try JSON.parse(step.entry.body, form: .canonical)))
    } catch {
      throw StoreError.corrupt("the entry at position \(step.position) cannot be read: \(error)")
    }
  }

  /// The lines with which an entry's movements at the bank were matched, and those of its return by the bank.
  private func bankLines(of step: LoggedEntry, in log: any LogReader) throws -> Set<Digest> {
    var lines: Set<Digest> = []
    for posting in step.entry.postings.lines where posting.account.isUnder("assets:bank") {
      guard let match = try log.holder(of: .pin(step.id, posting.account)) else { continue }
      lines.formUnion(try BankMatch(log.stored(at: match).logged()).lines.map(\.line.digest))
    }
    if let bounce = try log.holder(of: .pin(step.id)) {
      let stream = try log.stored(at: bounce).logged().entry.stream
      for position in try log.positions(of: stream, after: 0) {
        let back = try log.stored(at: position).logged()
        guard back.id != step.id else { continue }
        lines.formUnion(try bankLines(of: back, in: log))
      }
    }
    return lines
  }
}
