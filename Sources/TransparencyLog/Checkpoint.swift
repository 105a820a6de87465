import Sodium

/// What a log says of itself: its name, its size and its root (C2SP tlog-checkpoint), not yet believed.
public struct Checkpoint: Hashable, Sendable {
  /// The log's name.
  public var origin: KeyName
  /// The log's size and root.
  public var head: TreeHead

  public init(origin: KeyName, head: TreeHead) {
    self.origin = origin
    self.head = head
  }

  /// Reads a note's text in its one exact form: three lines, no extension lines, no leading zeros.
  ///
  /// An empty log has only one root, so size 0 with any other one is refused.
  public init(parsing text: [UInt8]) throws(CheckpointError) {
    guard let lines = CanonicalText.lines(text[...]) else { throw .malformed("it does not end in a newline") }
    guard lines.count == 3 else { throw .malformed("it has \(lines.count) lines instead of 3") }
    guard let origin = KeyName(utf8: lines[0]) else { throw .malformed("its origin is no log name") }
    guard let size = CanonicalText.decimal(lines[1]) else { throw .malformed("its size is no plain number") }
    guard let root = CanonicalText.digest(lines[2]) else { throw .malformed("its root is not Base64 of 32 bytes") }
    guard size > 0 || root == MerkleHash.empty else { throw .malformed("an empty log has another root") }
    self.init(origin: origin, head: TreeHead(size: size, root: root))
  }

  /// The text that is signed: origin, size and root, one per line.
  public var text: [UInt8] {
    Array("\(origin)\n\(head.size)\n\(head.root.base64)\n".utf8)
  }

  /// The checkpoint as a note signed by the log, whose name must be the origin.
  public func signed(by signer: NoteSigner) -> SignedNote {
    precondition(signer.verifierKey.name == origin, "a log signs under its own name")
    return SignedNote(cleanText: text, signature: signer.sign(text))
  }
}

/// A checkpoint that its log signed; only verification makes one.
public struct VerifiedCheckpoint: Hashable, Sendable {
  public let checkpoint: Checkpoint
  /// The signatures by the known witnesses, each with its time.
  public let cosignatures: [VerifiedSignature]

  /// The log's size and root.
  public var head: TreeHead { checkpoint.head }

  /// Believes a note: its origin is the log's name, the log's own signature is there, and every signature by a known
  /// key is valid. Witnesses are optional here; a caller who wants a quorum counts `cosignatures`.
  public init(
    verifying note: SignedNote, logKey: VerifierKey, witnesses: [VerifierKey] = []
  ) throws(CheckpointError) {
    let signatures: [VerifiedSignature]
    do {
      signatures = try note.verify(by: [logKey] + witnesses)
    } catch {
      throw .badNote(error)
    }
    guard signatures.contains(where: { $0.key == logKey }) else { throw .notSignedByLog(logKey.name) }
    let checkpoint = try Checkpoint(parsing: note.text)
    guard checkpoint.origin == logKey.name else {
      throw .otherLog(expected: logKey.name, actual: checkpoint.origin)
    }
    self.checkpoint = checkpoint
    cosignatures = signatures.filter { $0.key != logKey }
  }

  /// Parses and believes the bytes of a checkpoint file.
  public init(
    verifying bytes: [UInt8], logKey: VerifierKey, witnesses: [VerifierKey] = []
  ) throws(CheckpointError) {
    let note: SignedNote
    do {
      note = try SignedNote(parsing: bytes)
    } catch {
      throw .badNote(error)
    }
    try self.init(verifying: note, logKey: logKey, witnesses: witnesses)
  }
}

/// Why a checkpoint is not believed.
public enum CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  case badNote(NoteError)
  case malformed(String)
  case notSignedByLog(KeyName)
  case otherLog(expected: KeyName, actual: KeyName)

  public var description: String {
    switch self {
    case .badNote(let error): error.description
    case .malformed(let reason): "not a checkpoint: \(reason)"
    case .notSignedByLog(let name): "the checkpoint carries no signature by the log \(name)"
    case .otherLog(let expected, let actual): "the checkpoint is of the log \(actual), not of \(expected)"
    }
  }
}
