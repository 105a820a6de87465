import Bookkeeping
import Funds
public import LedgerCore
public import Pages
import Sodium

extension Visit {
  public func newID() -> ULID { bookkeeper.surroundings.newID() }

  /// What the viewer would state, in the first of their roles that may.
  ///
  /// - Parameter onBehalfOf: the body for which they act; nil for the fund itself, or where nothing depends on it.
  public func request<Body: EntryBody>(
    _ body: Body, stream: StreamID, id: ULID? = nil, effective: CivilDate? = nil, onBehalfOf: Slug? = nil
  ) throws -> EntryRequest {
    let person = try person
    guard let role = person.member.roles.first(where: Body.roles.contains) else {
      throw WebRefusals.roleMissing(["roles": Body.roles.sorted().map(\.rawValue).joined(separator: ", ")])
    }
    return try EntryRequest(
      body, stream: stream, actor: person.id, role: role, onBehalfOf: onBehalfOf, effective: effective ?? today,
      id: id ?? newID())
  }

  /// Begins a stream that is named after its first entry.
  public func begin<Body: EntryBody>(
    _ body: Body, _ family: StaticString, id: ULID? = nil, effective: CivilDate? = nil, onBehalfOf: Slug? = nil
  ) throws -> EntryRequest {
    let id = id ?? newID()
    return try request(
      body, stream: StreamID(family, id), id: id, effective: effective, onBehalfOf: onBehalfOf)
  }

  /// Seals a document once the rules would admit the entry that carries its commitment: a refusal leaves nothing behind.
  public func sealing(
    _ document: [UInt8], of party: ULID, _ request: (Fingerprint) throws -> EntryRequest
  ) throws -> EntryRequest {
    _ = try bookkeeper.preview([request(Fingerprint(SHA256.hash(document)))])
    return try request(bookkeeper.seal(document, party: party))
  }

  /// Asks the rules, and leads to the page where the viewer reads what they are about to state, and signs it.
  ///
  /// Refusals are thrown, and show on the form. Nothing is written.
  /// - Parameters:
  ///   - then: where to go when it is recorded.
  ///   - fileNumber: the office's own number of a stream that the draft begins.
  public func draft(
    _ requests: [EntryRequest], then: WebPath, warnings: [Inline] = [],
    fileNumber: (number: String, stream: StreamID)? = nil
  ) throws -> Reply {
    let person = try person
    _ = try bookkeeper.preview(requests)
    if let fileNumber { try bookkeeper.setFileNumber(fileNumber.number, of: fileNumber.stream) }
    let draft = PendingDraft(
      id: newID(), member: person.id, requests: requests, revisions: try revisions(of: requests), warnings: warnings,
      then: then, from: WebPath(untrusted: path) ?? "/", made: now)
    office.drafts.put(draft)
    return .redirect("/drafts/\(draft.id)")
  }
  private func revisions(of requests: [EntryRequest]) throws -> [StreamID: Int] {
    try bookkeeper.ledger.store.read { log in
      var revisions: [StreamID: Int] = [:]
      for request in requests { revisions[request.stream] = try log.head(of: request.stream)?.revision ?? 0 }
      return revisions
    }
  }
}
