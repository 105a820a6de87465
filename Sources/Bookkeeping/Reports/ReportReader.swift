import Funds
public import LedgerCore
import Sodium
import TransparencyLog

/// Reads what reports need, on one consistent view of the log and within one scope.
public struct ReportReader {
  let bookkeeper: Bookkeeper
  public let scope: ReportScope
  /// Entries up to the scope's size, whatever their day: for members and policy, which count from their position.
  let known: LogAsKnown
  /// Of these, what had taken effect by the scope's day.
  let view: LogAsKnown
  private let folds: FoldCache
  private let knownFolds: FoldCache

  init(_ bookkeeper: Bookkeeper, _ log: any LogReader, _ scope: ReportScope) throws {
    self.bookkeeper = bookkeeper
    self.scope = scope
    known = try LogAsKnown(log, size: scope.size)
    view = try LogAsKnown(log, size: scope.size, asOf: scope.asOf)
    folds = FoldCache(rulebook: bookkeeper.ledger.admitter.rulebook)
    knownFolds = FoldCache(rulebook: bookkeeper.ledger.admitter.rulebook)
  }

  /// Members, bodies and policy as they were known.
  func governing() throws -> LedgerState {
    try knownFolds.state(of: .ledger, as: LedgerState.self, in: known)
  }

  /// Every restriction that was known, also where its fund was opened after the scope's day.
  func restrictions() throws -> [Restriction] {
    try known.streams(family: FundState.family).flatMap { stream -> [Restriction] in
      guard let fund = Slug(stream.key) else { return [] }
      let state = try knownFolds.state(of: stream, as: FundState.self, in: known)
      return state.restrictions.keys.sorted().map { Restriction(fund: fund, name: $0) }
    }
  }

  func state<State: StreamState>(_ stream: StreamID, as type: State.Type = State.self) throws -> State {
    try folds.state(of: stream, as: State.self, in: view)
  }

  /// Every stream of a family that had begun, with what had become of it.
  func all<State: StreamState>(_ type: State.Type = State.self) throws -> [Found<State>] {
    try view.streams(family: State.family).map { Found(stream: $0, state: try state($0, as: State.self)) }
  }

  func bounced(_ receipts: [ULID: Money]) throws -> Money {
    try receipts.reduce(.zero) { try view.holder(of: .pin($1.key)) == nil ? $0 : $0 + $1.value }
  }
}

extension Bookkeeper {
  /// Reads a report on one view of the log.
  public func report<Result>(_ scope: ReportScope, _ body: (ReportReader) throws -> Result) throws -> Result {
    try ledger.store.read { try body(ReportReader(self, $0, scope)) }
  }
}

extension ReportReader {
  /// Which log the report shows and how much of it, so that it can be held against a checkpoint.
  public func provenance() throws -> String { try known.provenance }

  /// The same in its parts; nil for an empty ledger.
  public func origin() throws -> (ledger: String, size: Int, root: String)? {
    guard known.size > 0 else { return nil }
    let head = try known.treeHead()
    return (try known.node(level: 0, index: 0).hex, head.size, head.root.base64)
  }

  public func trialBalance() throws -> TrialBalance { TrialBalance(try view.balances(at: nil)) }

  /// The report of one fund; refused where there is none of that name.
  public func fund(_ name: Slug) throws -> FundReport {
    let state = try state(StreamID("fund", name), as: FundState.self)
    guard state.isOpen else { throw SpendingRules.fundUnknown(["fund": name]) }
    return FundReport(name, state, try view.movements(), policy: try governing().policy, scope: scope)
  }

  /// The funds that were open.
  public func funds() throws -> [Slug] {
    try all(FundState.self).filter(\.state.isOpen).compactMap { Slug($0.stream.key) }
  }

  /// Every restriction of every fund, or of one.
  public func restrictions(of fund: Slug?) throws -> RestrictionReport {
    let movements = try view.movements()
    let funds = try all(FundState.self).filter { found in
      found.state.isOpen && (fund.map { $0.text == found.stream.key } ?? true)
    }
    if let fund, funds.isEmpty { throw SpendingRules.fundUnknown(["fund": fund]) }
    let flows = funds.flatMap { found -> [RestrictionFlows] in
      guard let name = Slug(found.stream.key) else { return [] }
      return found.state.restrictions.sorted { $0.key < $1.key }.map { restriction, purposes in
        RestrictionFlows(Restriction(fund: name, name: restriction), purposes: purposes, movements)
      }
    }
    let named = Set(flows.map(\.restriction))
    var sources: [RestrictionReport.Source] = []
    for found in try all(ContributionState.self) {
      if let source = RestrictionReport.Source(found, bounced: try bounced(found.state.receipts)) {
        sources.append(source)
      }
    }
    for found in try all(CapitalState.self) {
      if let source = RestrictionReport.Source(found, bounced: try bounced(found.state.receipts)) {
        sources.append(source)
      }
    }
    return RestrictionReport(scope: scope, flows: flows, sources: sources.filter { named.contains($0.restriction) })
  }

  /// Every refused request within the scope's days.
  public func refusals() throws -> RefusedRequests {
    var reversed: Set<ULID> = []
    var refused: [LoggedEntry] = []
    try view.scan(0..<view.size) { stored in
      let logged = try stored.logged()
      if let target = try view.reversalTarget(of: logged) { reversed.insert(target) }
      if logged.entry.kind.text.hasSuffix("refused"), logged.header.effective >= scope.from { refused.append(logged) }
    }
    return RefusedRequests(
      try refused.filter { !reversed.contains($0.id) }.map { logged in
        let body = try JSON.parse(logged.entry.body, form: .canonical)
        return RefusedRequests.Case(
          stream: logged.entry.stream, instrument: RefusedRequests.instrument(of: logged.entry.kind),
          reason: body["reason"]?.string ?? "not said", on: logged.header.effective,
          amount: try amountAsked(in: logged.entry.stream))
      })
  }

  /// What was asked for in a stream.
  private func amountAsked(in stream: StreamID) throws -> Money? {
    switch stream.family {
    case "grant": try state(stream, as: GrantState.self).request?.amount
    case "loan": try state(stream, as: LoanState.self).contract?.amount
    default: (try folds.anyState(of: stream, in: view) as? any HouseholdInstrument)?.help?.amount
    }
  }
}
