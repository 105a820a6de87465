import Bookkeeping
import Funds
import LedgerCore
import Sodium

/// Drafting: the exact bytes that a person is to sign, by the rules that will judge them.
enum DraftEndpoints {
  static let routes: [APIRoute] = [.post("/api/v1/drafts", for: .members, most: mostBytes, rate: .drafting, draft)]

  /// A hundred requests with long bodies and what was signed of them.
  static let mostBytes = 8 * 1024 * 1024

  /// The draft of the first request that is not signed yet.
  static func draft(_ call: APICall) throws -> APIReply {
    let body = try call.members(["draft", "requests", "signed"])
    let person = try call.person
    let requests = try requests(of: body, call)
    let signed = try EnvelopeReading.envelopes(body["signed"] ?? [], "signed")
    let entries = signed.isEmpty ? [] : try call.bookkeeper.verifiedEntries(signed)
    return .json(
      try description(
        of: call.bookkeeper.draftNext(requests, signed: entries, signer: person.key.keyID), after: entries.count,
        requests, call))
  }

  /// What is asked for, or what waits on the page where a person reads it.
  private static func requests(of body: JSONObject, _ call: APICall) throws -> [EntryRequest] {
    let person = try call.person
    switch (body["draft"], body["requests"]) {
    case (let id?, nil):
      guard let id = id.string.flatMap({ ULID($0) }) else {
        throw WebRefusals.malformed(["reason": "draft is not an id"])
      }
      guard let pending = call.office.drafts.find(id, of: person.id, now: call.now) else {
        throw WebRefusals.draftUnknown()
      }
      return pending.requests
    case (nil, let requests?):
      let asked = try call.bookkeeper.requests(requests, by: person.id)
      try WriteAccess(person, call.office).require(asked.map { WriteAccess.Statement($0) })
      return asked
    case (nil, nil), (.some, .some):
      throw WebRefusals.malformed(["reason": "give either requests or draft"])
    }
  }

  /// - Parameter draft: nil when everything is signed.
  static func description(
    of draft: Draft?, after signed: Int, _ requests: [EntryRequest], _ call: APICall
  ) throws -> JSONObject {
    var object: JSONObject = [
      "complete": .bool(signed + 1 >= requests.count), "position": .integer(signed),
      "requests": .array(try requests.map { try json($0) }),
    ]
    guard let draft else { return object }
    let payload = draft.entry.payload
    object["digest"] = .string(SHA256.hash(payload).hex)
    object["payload"] = .string(Base64.encode(payload))
    return object
  }

  /// A request as it was understood, with the id and the day that it was given: drafting goes on from it.
  private static func json(_ request: EntryRequest) throws -> JSON {
    var object: JSONObject = [
      "body": try JSON.parse(request.body, form: .canonical), "effective": .string(request.effective.description),
      "id": .string(request.id.description), "kind": .string(request.kind.text),
      "role": .string(request.role.rawValue), "stream": .string(request.stream.text),
    ]
    if let body = request.onBehalfOf { object["onBehalfOf"] = .string(body.text) }
    return .object(object)
  }
}

/// Reads envelopes as programs send them: as JSON, or the base64 of their exact bytes.
enum EnvelopeReading {
  static func envelopes(_ json: JSON, _ name: String) throws(Refusal) -> [[UInt8]] {
    guard let list = json.array else { throw WebRefusals.malformed(["reason": "\(name) is not an array"]) }
    var envelopes: [[UInt8]] = []
    for item in list {
      switch item {
      case .object: envelopes.append(item.canonicalBytes)
      case .string(let text):
        guard let bytes = Base64.decode(text) else {
          throw WebRefusals.malformed(["reason": "an envelope is neither an object nor base64"])
        }
        envelopes.append(bytes)
      case .null, .bool, .integer, .array:
        throw WebRefusals.malformed(["reason": "an envelope is neither an object nor base64"])
      }
    }
    return envelopes
  }
}
