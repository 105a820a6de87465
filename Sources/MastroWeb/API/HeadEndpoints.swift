import Bookkeeping
import Funds
import HTTPTypes
import LedgerCore
import Sodium
import TransparencyLog

/// The log's head and proofs about it: for everybody.
enum HeadEndpoints {
  static let routes: [APIRoute] = [
    .get("/api/v1/head", for: .everybody, handler: .waiting(head)),
    .get("/api/v1/proofs/inclusion", for: .everybody, query: ["index", "size"], handler: .brief(inclusion)),
    .get("/api/v1/proofs/consistency", for: .everybody, query: ["from", "to"], handler: .brief(consistency)),
  ]

  static func description(of head: TreeHead) -> JSONObject {
    ["root": .string(head.root.base64), "size": .integer(head.size)]
  }

  static func head(_ call: APICall) async throws -> APIReply {
    var object = description(of: try await call.office.head())
    object["ledger"] = .string(call.office.ledger.hex)
    object["origin"] = .string(call.office.logOrigin)
    return .json(object)
  }

  static func inclusion(_ call: APICall) throws -> APIReply {
    let index = try call.number("index", in: 0...JSON.maximumInteger)
    return .json(
      try call.bookkeeper.ledger.store.read { log in
        let size = try call.number("size", in: 1...JSON.maximumInteger, default: log.size)
        try reaches(size, log)
        guard index < size else { throw BookRefusals.noSuchSize(["size": index + 1, "there": size]) }
        let proof = try log.inclusionProof(of: index, in: size)
        return .object([
          "hashes": .array(proof.path.map { .string($0.base64) }), "index": .integer(index),
          "leaf": .string(try log.node(level: 0, index: index).base64),
          "root": .string(try log.treeHead(at: size).root.base64), "size": .integer(size),
        ])
      })
  }

  static func consistency(_ call: APICall) throws -> APIReply {
    let from = try call.number("from", in: 1...JSON.maximumInteger)
    return .json(
      try call.bookkeeper.ledger.store.read { log in
        let to = try call.number("to", in: 1...JSON.maximumInteger, default: log.size)
        try reaches(to, log)
        guard from <= to else { throw BookRefusals.noSuchSize(["size": from, "there": to]) }
        let proof = try log.consistencyProof(from: from, to: to)
        return .object([
          "from": .integer(from), "hashes": .array(proof.path.map { .string($0.base64) }),
          "root": .string(try log.treeHead(at: to).root.base64), "to": .integer(to),
        ])
      })
  }

  private static func reaches(_ size: Int, _ log: any LogReader) throws {
    guard size <= (try log.size) else { throw BookRefusals.noSuchSize(["size": size, "there": try log.size]) }
  }
}
