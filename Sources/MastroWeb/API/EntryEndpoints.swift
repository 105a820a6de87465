import Bookkeeping
import Funds
import HTTPTypes
import LedgerCore
import Sodium
import TransparencyLog

/// Entries as they were signed, for those who may read them.
enum EntryEndpoints {
  static let routes: [APIRoute] = [
    .get("/api/v1/entries", for: .members, query: ["from", "limit"], list),
    .get("/api/v1/entries/{entry}", for: .members, handler: .brief(entry)),
    APIRoute(
      method: .get, path: "/api/v1/events", audience: .members, content: .none, query: ["from"], rate: .reading,
      handler: .reading(events)),
  ]

  /// How many positions one request looks at, however few of them somebody may read.
  static let mostLookedAt = 2_000

  /// A page of the log: what somebody may read of it, and where to go on.
  static func list(_ call: APICall) throws -> APIReply {
    let from = try call.number("from", in: 0...JSON.maximumInteger, default: 0)
    let limit = try call.number("limit", in: 1...500, default: 100)
    let page = try EntryPage(call.bookkeeper, call.person, from: from, limit: limit)
    var bytes = Array("{\"entries\":[".utf8)
    for (index, line) in page.lines.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += line.json
    }
    bytes += page.isLast ? Array("]}".utf8) : Array("],\"next\":\(page.next)}".utf8)
    return APIReply(bytes: bytes)
  }

  /// One entry with the proof that it is in the log.
  static func entry(_ call: APICall) throws -> APIReply {
    let memory = call.office.memory
    guard let line = try LogMemory.Name(call.parameter("entry")).flatMap({ try memory.line($0) }),
      try EntryAccess(call.person, call.bookkeeper).admits(line.entry)
    else { throw WebRefusals.entryUnknown() }
    try call.office.readings.note(line.entry.id, to: call.person, call.bookkeeper)
    let known = call.office.watch.knownHead.flatMap { line.position < $0.size ? $0 : nil }
    let head = try known ?? call.bookkeeper.ledger.store.read { try $0.treeHead() }
    let path = try memory.inclusionProof(of: line.position, in: head.size).path
    let proof: JSONObject = [
      "hashes": .array(path.map { .string($0.base64) }), "index": .integer(line.position),
      "leaf": .string(line.leaf.base64), "root": .string(head.root.base64), "size": .integer(head.size),
    ]
    return APIReply(
      bytes: Array("{\"envelope\":".utf8) + line.envelope
        + Array(",\"position\":\(line.position),\"proof\":".utf8) + JSON.object(proof).canonicalBytes + Array("}".utf8))
  }

  /// Entries as they come, from any position.
  static func events(_ call: APICall) throws -> APIReply {
    let now = try call.bookkeeper.ledger.store.read { try $0.size }
    var from = try call.number("from", in: 0...JSON.maximumInteger, default: now)
    if let last = call.lastEvent {
      guard let position = PlainNumber.read(last) else {
        throw WebRefusals.malformed(["reason": "Last-Event-ID is not a position"])
      }
      from = position + 1
    }
    let feed = try EventFeed(call.office, call.person, from: from)
    var reply = APIReply(type: "text/event-stream")
    reply.events = feed
    return reply
  }
}

/// What one person may read of a stretch of the log.
struct EntryPage {
  struct Line {
    let position: Int
    let envelope: [UInt8]

    /// An envelope is canonical JSON as it stands.
    var json: [UInt8] { Array("{\"envelope\":".utf8) + envelope + Array(",\"position\":\(position)}".utf8) }
  }

  private(set) var lines: [Line] = []
  /// Where the next page begins.
  private(set) var next: Int
  private(set) var isLast = false

  init(_ bookkeeper: Bookkeeper, _ viewer: Visitor, from: Int, limit: Int) throws {
    let access = try EntryAccess(viewer, bookkeeper)
    var lines: [Line] = []
    var next = from
    isLast = try bookkeeper.ledger.store.read { log in
      let size = try log.size
      let end = min(size, from.addingReportingOverflow(EntryEndpoints.mostLookedAt).partialValue)
      while next < end, lines.count < limit {
        let stored = try log.stored(at: next)
        if access.admits(try stored.logged().entry) {
          lines.append(Line(position: next, envelope: stored.envelope.bytes))
        }
        next += 1
      }
      return next >= size
    }
    self.lines = lines
    self.next = next
  }
}
