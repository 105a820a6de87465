import LedgerCore
import Sodium
import Synchronization
import TransparencyLog

/// What was read of the log lately: what stands in a log stands there for ever, so nothing that is kept here grows old.
///
/// Whoever is shown a new entry asks for it at once, and with the others for the same few hashes of its proof.
final class LogMemory: Sendable {
  struct Line: Sendable {
    let position: Int
    let entry: Entry
    /// Canonical JSON as it stands.
    let envelope: [UInt8]
    let leaf: Digest
  }

  /// An entry as somebody asks for it.
  enum Name: Hashable, Sendable {
    case position(Int), id(ULID)
  }

  private struct State {
    var lines: [Name: Line] = [:]
    var nodes: [NodePosition: Digest] = [:]
    var tiles: [TilePath: [UInt8]] = [:]
  }

  /// So much is kept, and then forgotten at once: some megabytes of entries, some of hashes.
  private static let mostLines = 2_048
  private static let mostNodes = 32_768
  private static let mostTiles = 512

  private let store: any EventStore
  private let state = Mutex(State())

  init(_ store: any EventStore) { self.store = store }

  /// The entry of that name; nil where the log has none.
  func line(_ name: Name) throws -> Line? {
    if let known = state.withLock({ $0.lines[name] }) { return known }
    let line = try store.read { log -> Line? in
      let position: Int? = if case .id(let id) = name { try log.position(of: id) } else { name.position }
      guard let position, position < (try log.size) else { return nil }
      let stored = try log.stored(at: position)
      let logged = try stored.logged()
      return Line(position: position, entry: logged.entry, envelope: stored.envelope.bytes, leaf: logged.leaf)
    }
    guard let line else { return nil }
    state.withLock { state in
      if state.lines.count >= LogMemory.mostLines { state.lines = [:] }
      state.lines[name] = line
    }
    return line
  }

  /// A hash tile, read where it is not known; a tile of a width holds the same for ever.
  func tile(_ path: TilePath, _ read: () throws -> [UInt8]) throws -> [UInt8] {
    if let known = state.withLock({ $0.tiles[path] }) { return known }
    let bytes = try read()
    state.withLock { state in
      if state.tiles.count >= LogMemory.mostTiles { state.tiles = [:] }
      state.tiles[path] = bytes
    }
    return bytes
  }

  /// The proof that an entry is in the log of a size that the log has reached.
  func inclusionProof(of position: Int, in size: Int) throws -> InclusionProof {
    do {
      return try MerkleTree(Remembered(memory: self)).inclusionProof(index: position, size: size)
    } catch is Forgotten {
      return try store.read { log in
        try MerkleTree(Remembering(memory: self, log: log)).inclusionProof(index: position, size: size)
      }
    }
  }

  private struct Forgotten: Error {}

  private struct Remembered: NodeReader {
    let memory: LogMemory

    func node(level: Int, index: Int) throws -> Digest {
      let position = NodePosition(level: level, index: index)
      guard let node = memory.state.withLock({ $0.nodes[position] }) else { throw Forgotten() }
      return node
    }
  }

  private struct Remembering: NodeReader {
    let memory: LogMemory
    let log: any LogReader

    func node(level: Int, index: Int) throws -> Digest {
      let node = try log.node(level: level, index: index)
      memory.state.withLock { state in
        if state.nodes.count >= LogMemory.mostNodes { state.nodes = [:] }
        state.nodes[NodePosition(level: level, index: index)] = node
      }
      return node
    }
  }
}

extension LogMemory.Name {
  /// A position in its plain form, or an id.
  init?(_ text: String) {
    if let id = ULID(text) {
      self = .id(id)
    } else if let position = PlainNumber.read(text) {
      self = .position(position)
    } else {
      return nil
    }
  }

  fileprivate var position: Int? { if case .position(let position) = self { position } else { nil } }
}
