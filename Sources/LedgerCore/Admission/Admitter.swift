public import Sodium
public import TransparencyLog

/// What somebody wants to state: everything of an entry that the ledger does not decide.
public struct EntryRequest: Sendable {
  public var actor: ULID
  public var role: Role
  public var onBehalfOf: Slug?
  public var stream: StreamID
  public var kind: Kind
  /// Canonical JSON.
  public var body: [UInt8]
  public var effective: CivilDate
  public var id: ULID

  public init<Body: EntryBody>(
    _ body: Body, stream: StreamID, actor: ULID, role: Role, onBehalfOf: Slug? = nil, effective: CivilDate, id: ULID
  ) throws(Refusal) {
    try self.init(
      kind: Body.kind, encoding: body, stream: stream, actor: actor, role: role, onBehalfOf: onBehalfOf,
      effective: effective, id: id)
  }

  /// The reversal of an entry of `stream`, or the proposal to reverse it.
  public static func reversal(
    of target: ULID, proposing: Bool, stream: StreamID, actor: ULID, role: Role, onBehalfOf: Slug? = nil,
    effective: CivilDate, id: ULID
  ) throws(Refusal) -> EntryRequest {
    try EntryRequest(
      kind: proposing ? Reversal.proposed : Reversal.reversed, encoding: Reversal.Body(target: target),
      stream: stream, actor: actor, role: role, onBehalfOf: onBehalfOf, effective: effective, id: id)
  }

  /// A request whose body came from outside.
  ///
  /// Refused where this program does not know the kind, or where the body is not one of that kind to the last member.
  public init(
    kind: Kind, body: JSON, stream: StreamID, actor: ULID, role: Role, onBehalfOf: Slug? = nil, effective: CivilDate,
    id: ULID, in rulebook: Rulebook
  ) throws(Refusal) {
    let bytes = body.canonicalBytes
    let known = rulebook.kinds[kind]
    guard known != nil || Reversal.isReversal(kind) else { throw CoreRefusals.kind(["kind": kind]) }
    do throws(JSONError) {
      if let known { try known.check(body: bytes) } else { _ = try Reversal.decode(bytes) }
    } catch {
      throw CoreRefusals.body(["kind": kind, "reason": error])
    }
    self.init(
      kind: kind, canonical: bytes, stream: stream, actor: actor, role: role, onBehalfOf: onBehalfOf,
      effective: effective, id: id)
  }

  private init(
    kind: Kind, encoding body: some Encodable, stream: StreamID, actor: ULID, role: Role, onBehalfOf: Slug?,
    effective: CivilDate, id: ULID
  ) throws(Refusal) {
    let bytes: [UInt8]
    do {
      bytes = try JSONEncoding.encode(body).canonicalBytes
    } catch {
      throw CoreRefusals.body(["kind": kind, "reason": error])
    }
    self.init(
      kind: kind, canonical: bytes, stream: stream, actor: actor, role: role, onBehalfOf: onBehalfOf,
      effective: effective, id: id)
  }

  private init(
    kind: Kind, canonical body: [UInt8], stream: StreamID, actor: ULID, role: Role, onBehalfOf: Slug?,
    effective: CivilDate, id: ULID
  ) {
    self.body = body
    self.actor = actor
    self.role = role
    self.onBehalfOf = onBehalfOf
    self.stream = stream
    self.kind = kind
    self.effective = effective
    self.id = id
  }
}

/// An entry that the rules would admit now, ready to be shown and signed.
public struct Draft: Sendable {
  public let entry: Entry
  public let claims: [Claim]
  /// Where the entry is a reversal: the position of its target.
  let releases: Int?
  let body: (any EntryBody)?
  let fold: StreamFold

  /// The draft as it is appended once somebody has signed it.
  func addition(_ signed: SignedEntry) -> Addition { Addition(signed: signed, claims: claims, releases: releases) }
}

/// Runs the rules: the one path that previews, writers and verifiers share.
public struct Admitter: Sendable {
  public let rulebook: Rulebook
  public let folds: FoldCache

  public init(rulebook: Rulebook) {
    self.init(rulebook: rulebook, folds: FoldCache(rulebook: rulebook))
  }

  private init(rulebook: Rulebook, folds: FoldCache) {
    self.rulebook = rulebook
    self.folds = folds
  }

  /// The same rules, for entries beyond the first `size` that may never come to stand.
  func trial(above size: Int) -> Admitter { Admitter(rulebook: rulebook, folds: folds.trial(above: size)) }

  /// Writes the entry that a request would become on top of `log`.
  /// - Parameter signer: the key that will sign, where it is known already.
  public func draft(
    _ request: EntryRequest, on log: any LogReader, seen: TreeHead, recorded: Instant, signer: KeyID? = nil
  ) throws -> Draft {
    try checkUnused(request.id, on: log)
    let head = try log.head(of: request.stream)
    let header = EntryHeader(
      actor: request.actor, effective: request.effective, id: request.id, kind: request.kind,
      ledger: try genesis(of: log), onBehalfOf: request.onBehalfOf, previous: head?.leaf, recorded: recorded,
      revision: (head?.revision ?? 0) + 1, role: request.role, seen: seen, stream: request.stream)
    let judged = try judge(header, body: request.body, signer: signer, on: log)
    let entry = Entry(header: header, body: request.body, postings: judged.effects.postings)
    let size = entry.payload.count
    guard size <= Entry.mostBytes else { throw CoreRefusals.tooLarge(["size": size, "most": Entry.mostBytes]) }
    return Draft(
      entry: entry, claims: judged.effects.claims, releases: judged.releases, body: judged.body, fold: judged.fold)
  }

  /// Admits a signed entry on top of `log` and appends it; nothing is appended where a rule refuses it.
  @discardableResult
  public func admit(_ signed: SignedEntry, to log: any LogWriter) throws -> Addition {
    let judged = try check(signed.entry, signer: signed.envelope.keyID, on: log)
    let addition = Addition(signed: signed, claims: judged.effects.claims, releases: judged.releases)
    try append(addition, body: judged.body, to: judged.fold, in: log)
    return addition
  }

  /// Appends a draft that was made on this very `log` a moment ago, and that its person has signed.
  func append(_ draft: Draft, signed: SignedEntry, to log: any LogWriter) throws {
    try append(draft.addition(signed), body: draft.body, to: draft.fold, in: log)
  }

  private func append(
    _ addition: Addition, body: (any EntryBody)?, to fold: StreamFold, in log: any LogWriter
  ) throws {
    try log.append(addition)
    let signed = addition.signed
    let logged = LoggedEntry(signed.entry, at: try log.size - 1, leaf: signed.leaf)
    var fold = fold
    try folds.advance(&fold, by: logged, body: body, in: log)
    folds.keep(fold, for: signed.entry.stream)
  }

  /// Admits again an entry that stands in a log, as a verifier does with the whole past.
  /// - Parameter log: shows exactly what stood before the entry.
  /// - Returns: what the entry claims and, where it is a reversal, the position whose claims it gives back.
  public func readmit(
    _ logged: LoggedEntry, signer: KeyID, on log: any LogReader
  ) throws -> (claims: [Claim], releases: Int?) {
    let judged = try check(logged.entry, signer: signer, on: log)
    var fold = judged.fold
    try folds.advance(&fold, by: logged, body: judged.body, in: log)
    folds.keep(fold, for: logged.entry.stream)
    return (judged.effects.claims, judged.releases)
  }

  /// Runs every rule on an entry as it was signed.
  @discardableResult
  func check(_ entry: Entry, signer: KeyID, on log: any LogReader) throws -> Judgement {
    let header = entry.header
    guard header.ledger == (try genesis(of: log)) else { throw CoreRefusals.ledger() }
    try checkUnused(header.id, on: log)
    let head = try log.head(of: header.stream)
    guard header.revision == (head?.revision ?? 0) + 1, header.previous == head?.leaf else {
      throw CoreRefusals.revision(["stream": header.stream, "revision": head?.revision ?? 0])
    }
    let judged = try judge(header, body: entry.body, signer: signer, on: log)
    guard judged.effects.postings == entry.postings else { throw CoreRefusals.postingsDiffer(["entry": header.id]) }
    return judged
  }

  struct Judgement {
    let effects: Effects
    let body: (any EntryBody)?
    let releases: Int?
    let fold: StreamFold
  }

  /// Guards above all kinds, the kind's own rule, then what the effects may not do.
  private func judge(_ header: EntryHeader, body: [UInt8], signer: KeyID?, on log: any LogReader) throws -> Judgement {
    try checkTimes(header, on: log)
    let view = AdmissionView(log: log, folds: folds)
    let context = Admission(header: header, position: try log.size, signerKey: signer, view: view)
    let judged =
      Reversal.isReversal(header.kind)
      ? try judgeReversal(header, body: body, in: context)
      : try judgeKind(header, body: body, in: context)
    try checkEffects(judged.effects, on: log)
    return judged
  }

  private func judgeKind(_ header: EntryHeader, body: [UInt8], in context: Admission) throws -> Judgement {
    guard let kind = rulebook.kinds[header.kind] else { throw CoreRefusals.kind(["kind": header.kind]) }
    guard header.stream.family == kind.family, kind.keyForm.admits(header.stream) else {
      throw CoreRefusals.stream(["kind": header.kind, "stream": header.stream])
    }
    let content: any EntryBody
    do throws(JSONError) {
      content = try kind.decode(body)
    } catch {
      throw CoreRefusals.body(["kind": header.kind, "reason": error])
    }
    let fold = try context.view.fold(of: header.stream)
    let effects = try context.view.asking { () throws(Refusal) in
      try rulebook.governance.authorize(kind, in: context)
      let effects = try content.admitOpened(to: fold.state, in: context)
      try rulebook.governance.examine(effects, of: kind, in: context)
      return effects
    }
    return Judgement(effects: effects, body: content, releases: nil, fold: fold)
  }

  private func judgeReversal(_ header: EntryHeader, body: [UInt8], in context: Admission) throws -> Judgement {
    let targetID: ULID
    do throws(JSONError) {
      targetID = try Reversal.decode(body).target
    } catch {
      throw CoreRefusals.body(["kind": header.kind, "reason": error])
    }
    guard rulebook.initialStates[String(header.stream.family)] != nil else {
      throw CoreRefusals.stream(["kind": header.kind, "stream": header.stream])
    }
    let log = context.view.log
    let fold = try context.view.fold(of: header.stream)
    guard let newest = fold.standing.last, fold.standing.contains(where: { $0.id == targetID }) else {
      throw Reversal.targetUnknown(["target": targetID, "stream": header.stream])
    }
    guard newest.id == targetID else { throw Reversal.notNewest(["target": targetID, "newest": newest.id]) }
    let target = try log.stored(at: newest.position).logged()
    guard let kind = rulebook.kinds[target.entry.kind], kind.isReversible else {
      throw Reversal.notReversible(["kind": target.entry.kind])
    }
    let pins = [Claim.pin(targetID)] + target.entry.postings.lines.map { Claim.pin(targetID, $0.account) }
    for pin in pins where try log.holder(of: pin) != nil { throw Reversal.pinned(["target": targetID]) }
    let proposing = header.kind == Reversal.proposed
    if !proposing, target.entry.postings.movesMoney {
      guard let proposal = fold.proposal, proposal.target == targetID else {
        throw Reversal.notProposed(["target": targetID])
      }
      guard !rulebook.governance.isSamePerson(proposal.proposer, header.actor, in: context) else {
        throw Reversal.samePerson(["person": header.actor])
      }
    }
    let effects = Effects(postings: proposing ? .none : target.entry.postings.mirror)
    try context.view.asking { () throws(Refusal) in
      try rulebook.governance.authorize(kind, in: context)
      try rulebook.governance.examine(effects, of: kind, in: context)
    }
    return Judgement(effects: effects, body: nil, releases: proposing ? nil : target.position, fold: fold)
  }

  private func checkUnused(_ id: ULID, on log: any LogReader) throws {
    if let position = try log.position(of: id) {
      throw CoreRefusals.idReused(["id": id, "position": position])
    }
  }

  /// The leaf hash of the first entry; nil in an empty log.
  private func genesis(of log: any LogReader) throws -> Digest? {
    try log.size == 0 ? nil : log.node(level: 0, index: 0)
  }

  private func checkTimes(_ header: EntryHeader, on log: any LogReader) throws {
    let size = try log.size
    guard header.seen.size <= size, try log.treeHead(at: header.seen.size) == header.seen else {
      throw CoreRefusals.seen(["size": header.seen.size])
    }
    if header.seen.size > 0 {
      let last = try log.recorded(at: header.seen.size - 1)
      guard header.recorded >= last else {
        throw CoreRefusals.recordedOrder(["recorded": header.recorded, "last": last])
      }
    }
    guard header.effective <= header.recorded.date.adding(days: 1) else {
      throw CoreRefusals.effective(["effective": header.effective, "recorded": header.recorded])
    }
  }

  private func checkEffects(_ effects: Effects, on log: any LogReader) throws {
    for claim in effects.claims {
      if let position = try log.holder(of: claim) {
        throw CoreRefusals.claim(["claim": claim, "position": position])
      }
    }
    for posting in effects.postings.lines {
      let balance = try log.balance(of: posting.key, at: nil) + posting.amount
      guard balance.magnitude <= 1 << 53 - 1 else { throw CoreRefusals.balance(["account": posting.account]) }
    }
  }
}

extension AdmissionView {
  /// Runs rules, and prefers the failure of the store to whatever the rules made of it.
  fileprivate func asking<Value>(_ rules: () throws(Refusal) -> Value) throws -> Value {
    let answer = Result<Value, Refusal> { () throws(Refusal) in try rules() }
    try rethrow()
    return try answer.get()
  }
}
