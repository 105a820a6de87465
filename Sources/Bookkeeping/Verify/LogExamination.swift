import Funds
import LedgerCore
import Sodium
import TransparencyLog

/// The part of a verification that goes from entry to entry: every claim that an entry makes about the log before it.
final class LogExamination {
  let prefix: PrefixLog
  private(set) var report = VerificationReport()
  private(set) var logKeys: [(from: Int, key: String)] = []
  /// Members, policy and periods after the newest entry of the stream `ledger`.
  private(set) var governing = LedgerState()
  /// Whose key is valid, for all entries until the next one of the stream `ledger`.
  private var validKeys: [KeyID: ULID] = [:]
  private(set) var genesis: Digest?
  let admitter: Admitter
  private let keys: KeyDirectory
  let depth: VerificationDepth
  private let anchors: VerificationAnchors
  private let form: EntryForm
  private var findings: FindingsCollector
  private var sealed = SealedRecordCount()

  init(
    _ source: any EnvelopeSource, keys: KeyDirectory, rulebook: Rulebook, depth: VerificationDepth,
    anchors: VerificationAnchors
  ) throws {
    prefix = try PrefixLog(source, keys: keys, keepsRows: depth == .full)
    admitter = Admitter(rulebook: rulebook)
    form = EntryForm(rulebook)
    findings = FindingsCollector(now: anchors.now)
    self.keys = keys
    self.depth = depth
    self.anchors = anchors
  }

  /// Checks the entry that stands behind those taken so far, in the order of `ledger-specs/format.md`, and takes it.
  func take(_ examined: ExaminedEnvelope) throws {
    let position = prefix.size
    if position > 0 { try checkSignature(examined, at: position) }
    let entry = try examined.entry.get()
    if position == 0 { try checkGenesisSignature(examined, entry) }
    try form.check(entry, at: position)
    try checkPlace(entry, at: position)
    try checkTimes(entry.header, at: position)
    try form.checkPostings(entry, at: position)
    let isGovernance = entry.stream == .ledger
    var effects: Effects?
    if try position == 0 || checkKey(examined.keyID, of: entry, at: position) {
      if depth == .full || isGovernance {
        effects = try readmit(LoggedEntry(entry, at: position, leaf: examined.leaf), signer: examined.keyID)
      }
    }
    if effects == nil { checkEquations(entry, at: position) }
    if effects == nil, isGovernance { prefix.denyEffect(at: position) }
    let account = prefix.append(
      entry, leaf: examined.leaf, claims: effects?.claims ?? [], releases: effects?.releases)
    if let account {
      throw IntegrityFailure(.postingsForm, at: position, "the balance of \(account) would be beyond 2^53-1")
    }
    if let stored = examined.storedNodes { try checkNodes(stored, at: position) }
    if position == 0 { try fixLedger(examined.leaf) }
    if isGovernance { try refreshGoverning(at: position) }
    findings.look(at: entry, position, in: self)
    sealed.look(at: entry)
  }

  /// What the entry does to claims, where the rules admit it.
  private typealias Effects = (claims: [Claim], releases: Int?)

  private func checkSignature(_ examined: ExaminedEnvelope, at position: Int) throws(IntegrityFailure) {
    guard let envelope = examined.unverified else { return }
    guard let key = keys.key(examined.keyID) else { throw unknownKey(examined.keyID, at: position) }
    try EnvelopeExamination.verify(envelope, with: key, at: position)
  }

  private func unknownKey(_ key: KeyID, at position: Int) -> IntegrityFailure {
    IntegrityFailure(.keyUnknown, at: position, "no earlier entry introduces the key \(key.hex)")
  }

  /// The only entry whose key stands in its own body.
  private func checkGenesisSignature(_ examined: ExaminedEnvelope, _ entry: Entry) throws {
    guard entry.kind == LedgerOpened.kind, entry.stream == .ledger,
      let opened = try? JSONDecoding.decodeExactly(LedgerOpened.self, from: JSON.parse(entry.body, form: .canonical))
    else { throw IntegrityFailure(.payloadMalformed, at: 0, "the first entry does not open a ledger") }
    report.origin = opened.origin
    for key in opened.administrators.compactMap({ PublicKey(base64: $0.publicKey) }) { keys.add(key) }
    guard let key = keys.key(examined.keyID) else { throw unknownKey(examined.keyID, at: 0) }
    if let envelope = examined.unverified { try EnvelopeExamination.verify(envelope, with: key, at: 0) }
  }

  private func checkPlace(_ entry: Entry, at position: Int) throws {
    let header = entry.header
    guard header.ledger == genesis else {
      throw IntegrityFailure(.ledgerMismatch, at: position, "the entry belongs to another ledger")
    }
    if let earlier = prefix.reserve(header.id) {
      throw IntegrityFailure(
        .idDuplicate, at: position, "the id \(header.id) is already in the log, at position \(earlier)")
    }
    let place = prefix.place(of: header.stream)
    let due = Int(place?.revision ?? 0) + 1
    guard header.revision == due else {
      throw IntegrityFailure(
        .streamRevision, at: position, "revision \(header.revision) of \(header.stream) where \(due) was due")
    }
    guard try header.previous == place.map({ try prefix.node(level: 0, index: Int($0.position)) }) else {
      throw IntegrityFailure(
        .streamPrevious, at: position, "the signer named another predecessor in \(header.stream)")
    }
  }

  private func checkTimes(_ header: EntryHeader, at position: Int) throws {
    let size = header.seen.size
    guard size <= position else {
      throw IntegrityFailure(.seenSize, at: position, "the signer had seen \(size) entries")
    }
    guard try prefix.root(atSize: size) == header.seen.root else {
      throw IntegrityFailure(.seenRoot, at: position, "the signer had seen another log of size \(size)")
    }
    if size > 0, header.recorded < (try prefix.recorded(at: size - 1)) {
      throw IntegrityFailure(
        .recordedBeforeSeen, at: position, "recorded \(header.recorded), before an entry that its signer had seen")
    }
    guard header.effective <= header.recorded.date.adding(days: 1) else {
      throw IntegrityFailure(
        .effectiveFuture, at: position, "effective \(header.effective), but recorded \(header.recorded)")
    }
  }

  /// The key must be the actor's, and valid at this position.
  /// - Returns: false where nobody had confirmed it, which is a broken rule.
  private func checkKey(_ key: KeyID, of entry: Entry, at position: Int) throws(IntegrityFailure) -> Bool {
    let actor = entry.actor
    if validKeys[key] == actor { return true }
    if let member = governing.members[actor], let held = member.keys[key] {
      let isValid = held.from < position && held.until.map { position <= $0 } ?? true
      guard isValid, !member.isRevoked else {
        throw IntegrityFailure(.keyNotValid, at: position, "the key, or \(actor), had been removed")
      }
      return true
    }
    guard !governing.members.values.contains(where: { $0.keys[key] != nil }) else {
      throw IntegrityFailure(.keyNotValid, at: position, "the key belongs to another member than \(actor)")
    }
    guard let owner = governing.proposedOwner(of: key) else { throw unknownKey(key, at: position) }
    guard owner == actor else {
      throw IntegrityFailure(.keyNotValid, at: position, "the key belongs to another member than \(actor)")
    }
    report.add(
      RuleFailure(
        code: "enrolment.unconfirmed", position: position, sentence: "nobody else had confirmed this key of \(actor)"))
    return false
  }

  /// What was admitted keeps the equations; of everything else the postings alone must tell.
  private func checkEquations(_ entry: Entry, at position: Int) {
    do throws(Refusal) {
      try BookEquation.check(entry.postings)
    } catch {
      report.add(RuleFailure(code: error.code.id, position: position, sentence: error.message))
    }
  }

  /// Admits the entry again; nil where the rules refuse it. Outside the stream `ledger` it still counts, so that only what
  /// is wrong in itself is reported.
  private func readmit(_ logged: LoggedEntry, signer: KeyID) throws -> Effects? {
    do {
      return try admitter.readmit(logged, signer: signer, on: prefix)
    } catch let refusal as Refusal {
      switch RefusalVerdict(refusal, of: logged.entry, at: logged.position) {
      case .integrity(let code): throw IntegrityFailure(code, at: logged.position, refusal.message)
      case .brokenEquation: break
      case .rule:
        report.add(RuleFailure(code: refusal.code.id, position: logged.position, sentence: refusal.message))
      }
    } catch let error as StoreError where report.ruleFailureCount > 0 {
      // The state of its stream cannot be made, because an entry that was refused above cannot be read.
      report.add(RuleFailure(code: "stream.unreadable", position: logged.position, sentence: "\(error)"))
    }
    return nil
  }

  private func checkNodes(_ stored: [Digest], at position: Int) throws {
    let completed = (position + 1).trailingZeroBitCount + 1
    var isRight = stored.count == completed
    for level in 0..<completed where isRight {
      isRight = try prefix.node(level: level, index: (position + 1) >> level - 1) == stored[level]
    }
    guard isRight else {
      throw IntegrityFailure(.storedNode, at: position, "the stored hashes are not those that the entries have")
    }
  }

  private func fixLedger(_ leaf: Digest) throws(IntegrityFailure) {
    genesis = leaf
    report.ledgerID = leaf
    guard anchors.ledgerID == nil || anchors.ledgerID == leaf else {
      throw IntegrityFailure(.ledgerMismatch, at: 0, "this is the ledger \(leaf.hex)")
    }
  }

  private func refreshGoverning(at position: Int) throws {
    do {
      governing = try admitter.folds.state(of: .ledger, as: LedgerState.self, in: prefix)
    } catch let error as StoreError {
      throw IntegrityFailure(.payloadMalformed, at: position, "\(error)")
    }
    for key in governing.publicKeys { keys.add(key) }
    validKeys.removeAll(keepingCapacity: true)
    for member in governing.members.values where !member.isRevoked {
      for key in member.keys where key.value.until == nil { validKeys[key.key] = member.id }
    }
    if logKeys.last?.key != governing.logKey { logKeys.append((position, governing.logKey)) }
  }

  /// What a stream has become; nil where it has none, because something that was refused cannot be read.
  func state(of stream: StreamID) -> (any StreamState)? { try? admitter.folds.anyState(of: stream, in: prefix) }

  /// The vkey that signs a checkpoint of that size.
  func logKey(atSize size: Int) -> String? { logKeys.last { $0.from < max(size, 1) }?.key }

  /// Hands over the report, with what is only known at the end.
  func conclude(entries: Int, failure: IntegrityFailure?) throws -> VerificationReport {
    report.verified = prefix.treeHead
    report.entries = entries
    report.integrityFailure = failure
    sealed.conclude(into: &report)
    if failure == nil { report.balances = try prefix.balances(at: nil) }
    if failure == nil { try findings.conclude(self, into: &report) }
    return report
  }
}

extension LedgerState {
  /// The member for whom a key was proposed that nobody has confirmed yet.
  fileprivate func proposedOwner(of key: KeyID) -> ULID? {
    for proposal in proposals.values {
      switch proposal.change {
      case .enrol(let member): if member.keys[key] != nil { return member.id }
      case .addKey(let member, let added): if added.keyID == key { return member }
      case .roles, .removeKey, .policy, .logKey, .restored: continue
      }
    }
    return nil
  }

  /// Every key that was ever introduced.
  fileprivate var publicKeys: [PublicKey] {
    members.values.flatMap { $0.keys.values.map(\.publicKey) }
      + proposals.values.compactMap { proposal in
        switch proposal.change {
        case .enrol(let member): member.keys.values.first?.publicKey
        case .addKey(_, let key): key
        case .roles, .removeKey, .policy, .logKey, .restored: nil
        }
      }
  }
}
