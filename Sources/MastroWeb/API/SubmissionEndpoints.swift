import Bookkeeping
import Funds
import HTTPTypes
import LedgerCore
import Logging
import Sodium
import TransparencyLog

/// Submitting what was signed.
enum SubmissionEndpoints {
  static let routes: [APIRoute] = [
    APIRoute(
      method: .post, path: "/api/v1/submissions", audience: .members, content: .json(most: mostBytes), query: [],
      rate: .submitting, handler: .waiting(submit))
  ]

  /// The largest document that is read at all.
  static let mostBytes = JSON.maximumBytes

  /// On disk when it answers; sending the same again gives the same receipts.
  static func submit(_ call: APICall) async throws -> APIReply {
    let entries = try await call.office.work(on: call.length) { () throws -> [SignedEntry] in
      let body = try call.members(["envelopes"])
      guard let list = body["envelopes"] else { throw WebRefusals.malformed(["reason": "envelopes is missing"]) }
      return try call.bookkeeper.verifiedEntries(EnvelopeReading.envelopes(list, "envelopes"))
    }
    let person = try call.person
    if !person.seesAll {
      try await call.office.work {
        try WriteAccess(person, call.office).require(entries.map { WriteAccess.Statement($0) })
      }
    }
    do {
      let receipts = try await call.office.queue.submit(entries)
      return answer(receipts, entries, try await call.office.head())
    } catch let refusal as Refusal where refusal.code.consequence == .conflict {
      throw Redraftable(refusal: refusal, draft: await redraft(entries, call))
    }
  }

  /// - Parameter head: as of their commit or later.
  private static func answer(_ receipts: [Receipt], _ entries: [SignedEntry], _ head: TreeHead) -> APIReply {
    let list = zip(receipts, entries).map { receipt, entry -> JSON in
      .object([
        "id": .string(receipt.id.description), "leaf": .string(entry.leaf.base64),
        "position": .integer(receipt.position),
      ])
    }
    let object: JSONObject = ["head": .object(HeadEndpoints.description(of: head)), "receipts": .array(list)]
    return .json(object, status: 201)
  }

  /// What the signer would sign now instead; nil where the rules refuse it, or where somebody else's entry was sent.
  private static func redraft(_ entries: [SignedEntry], _ call: APICall) async -> JSONObject? {
    try? await call.office.work { () throws -> JSONObject? in
      let person = try call.person
      guard entries.count <= Bookkeeper.mostRequests, entries.allSatisfy({ $0.entry.actor == person.id }) else {
        return nil
      }
      let requests = try entries.map { try EntryRequest($0.entry, in: call.bookkeeper.ledger.admitter.rulebook) }
      guard let draft = try call.bookkeeper.draftNext(requests, signer: person.key.keyID) else { return nil }
      return try DraftEndpoints.description(of: draft, after: 0, requests, call)
    }
  }
}

/// Somebody was faster: the same request, drafted anew, is told with the refusal.
struct Redraftable: Error {
  let refusal: Refusal
  let draft: JSONObject?
}

extension EntryRequest {
  /// What an entry's signer has asked for.
  init(_ entry: Entry, in rulebook: Rulebook) throws {
    try self.init(
      kind: entry.kind, body: JSON.parse(entry.body, form: .canonical), stream: entry.stream, actor: entry.actor,
      role: entry.header.role, onBehalfOf: entry.header.onBehalfOf, effective: entry.header.effective, id: entry.id,
      in: rulebook)
  }
}
