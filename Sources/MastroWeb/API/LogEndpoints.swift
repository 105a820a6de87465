import Bookkeeping
import EmbeddedFiles
import Funds
import HTTPTypes
import LedgerCore
import Sodium
import TransparencyLog

/// The public log as other programs of the trade read it (C2SP tlog-tiles): checkpoint, hash tiles, entry bundles.
enum LogEndpoints {
  static let routes: [APIRoute] = [
    .get("/api/v1/openapi.yaml", for: .everybody) { _ in
      APIReply(type: "application/yaml", bytes: EmbeddedFiles.bytes("ledger-specs/openapi.yaml"), cache: "no-cache")
    },
    APIRoute(
      method: .get, path: "/checkpoint", audience: .everybody, content: .none, query: [], rate: .reading,
      handler: .waiting { call in
        APIReply(
          type: "text/plain; charset=utf-8", bytes: try await call.office.checkpoint(), cache: "no-cache")
      }),
    .get("/tile/entries/**", for: .roles([.auditor, .administrator])) { call in
      let bundle = try tile("tile/entries/\(call.rest)", call) { path, log in
        let first = path.index * TilePath.fullWidth
        var entries: [[UInt8]] = []
        try log.scan(first..<(first + path.width)) { entries.append($0.envelope.bytes) }
        return EntryBundle(entries: entries)?.bytes
      }
      return APIReply(type: "application/octet-stream", bytes: bundle, cache: "private, no-cache")
    },
    .get(
      "/tile/{level}/**", for: .everybody,
      handler: .brief { call in
        let name = "tile/\(call.parameter("level"))/\(call.rest)"
        guard let path = TilePath(parsing: name) else { throw WebRefusals.tileUnknown() }
        let hashes = try call.office.memory.tile(path) {
          try tile(name, call) { path, log in
            guard case .hashes(let level) = path.content else { return nil }
            return try HashTile.read(level: level, index: path.index, width: path.width, from: Nodes(log)).bytes
          }
        }
        // A tile of a width holds the same for ever.
        return APIReply(type: "application/octet-stream", bytes: hashes, cache: "public, max-age=31536000, immutable")
      }),
  ]

  /// A tile that the log reaches; a page that is not there otherwise.
  private static func tile(
    _ text: String, _ call: APICall, _ read: (TilePath, any LogReader) throws -> [UInt8]?
  ) throws -> [UInt8] {
    guard let path = TilePath(parsing: text) else { throw WebRefusals.tileUnknown() }
    return try call.bookkeeper.ledger.store.read { log in
      let size = try log.size
      let count =
        switch path.content {
        case .hashes(let level): level * HashTile.height < Int.bitWidth ? size >> (level * HashTile.height) : 0
        case .entries: size
        }
      guard path.index * TilePath.fullWidth + path.width <= count, let bytes = try read(path, log) else {
        throw WebRefusals.tileUnknown()
      }
      return bytes
    }
  }
}

/// The nodes of one view of the log.
private struct Nodes: NodeReader {
  let log: any LogReader

  init(_ log: any LogReader) { self.log = log }

  func node(level: Int, index: Int) throws -> Digest { try log.node(level: level, index: index) }
}
