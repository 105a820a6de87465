public import Sodium

/// A file that proves offline that one entry is in a log: position, inclusion path and checkpoint.
///
/// The format is c2sp.org/tlog-proof@v1.
public struct TlogProof: Hashable, Sendable {
  /// Data for the reader's application; authenticated by nothing.
  public var extra: [UInt8]?
  /// The entry's position.
  public var index: Int
  /// The sibling hashes from the leaf up.
  public var path: [Digest]
  /// The checkpoint under which the entry is proven.
  public var checkpoint: SignedNote

  public init(index: Int, path: [Digest], checkpoint: SignedNote, extra: [UInt8]? = nil) {
    self.index = index
    self.path = path
    self.checkpoint = checkpoint
    self.extra = extra
  }

  private static let header: StaticString = "c2sp.org/tlog-proof@v1"
  /// No tree whose size is an `Int` is higher.
  private static let maximumPathCount = 63

  /// Reads a proof file in its one exact form.
  public init(parsing bytes: [UInt8]) throws(TlogProofError) {
    guard let blank = TlogProof.firstBlankLine(bytes) else {
      throw .malformed("no blank line comes before the checkpoint")
    }
    var lines = (CanonicalText.lines(bytes[..<blank]) ?? [])[...]
    guard let first = lines.popFirst(), CanonicalText.rest(of: first, after: TlogProof.header)?.isEmpty == true else {
      throw .malformed("its first line is not \(TlogProof.header)")
    }
    if let line = lines.first, let text = CanonicalText.rest(of: line, after: "extra ") {
      guard let extra = CanonicalText.base64(text), !extra.isEmpty else {
        throw .malformed("its extra data is not Base64")
      }
      self.extra = extra
      lines.removeFirst()
    }
    guard let line = lines.popFirst(), let digits = CanonicalText.rest(of: line, after: "index "),
      let index = CanonicalText.decimal(digits)
    else { throw .malformed("it has no line 'index' with a plain number") }
    guard lines.count <= TlogProof.maximumPathCount else { throw .malformed("its path is too long for any log") }
    var path: [Digest] = []
    for line in lines {
      guard let hash = CanonicalText.digest(line) else {
        throw .malformed("hash \(path.count + 1) of its path is not Base64 of 32 bytes")
      }
      path.append(hash)
    }
    checkpoint = try TlogProof.note(Array(bytes[(blank + 1)...]))
    self.index = index
    self.path = path
  }

  /// The position of the newline that makes up the first blank line.
  private static func firstBlankLine(_ bytes: [UInt8]) -> Int? {
    bytes.indices.dropFirst().first { bytes[$0] == CanonicalText.newline && bytes[$0 - 1] == CanonicalText.newline }
  }

  /// The note of a checkpoint, unverified; its text is looked at already here, so that no path hides in it.
  private static func note(_ bytes: [UInt8]) throws(TlogProofError) -> SignedNote {
    let note: SignedNote
    do {
      note = try SignedNote(parsing: bytes)
    } catch {
      throw .badCheckpoint(.badNote(error))
    }
    do {
      _ = try Checkpoint(parsing: note.text)
    } catch {
      throw .badCheckpoint(error)
    }
    return note
  }

  /// The proof file, the inverse of `init(parsing:)`.
  public var bytes: [UInt8] {
    var text = "\(TlogProof.header)\n"
    if let extra, !extra.isEmpty { text += "extra \(Base64.encode(extra))\n" }
    text += "index \(index)\n"
    for hash in path { text += hash.base64 + "\n" }
    return Array(text.utf8) + [CanonicalText.newline] + checkpoint.bytes
  }

  /// Checks that the leaf is at `index` in a log whose signed checkpoint this is, and returns that checkpoint.
  public func verify(
    leaf: Digest, logKey: VerifierKey, witnesses: [VerifierKey] = []
  ) throws(TlogProofError) -> VerifiedCheckpoint {
    let verified: VerifiedCheckpoint
    do {
      verified = try VerifiedCheckpoint(verifying: checkpoint, logKey: logKey, witnesses: witnesses)
    } catch {
      throw .badCheckpoint(error)
    }
    do {
      let proof = InclusionProof(index: index, size: verified.head.size, path: path)
      try proof.verify(leaf: leaf, root: verified.head.root)
    } catch {
      throw .badPath(error)
    }
    return verified
  }
}

/// Why a proof file proves nothing.
public enum TlogProofError: Error, Hashable, Sendable, CustomStringConvertible {
  case malformed(String)
  case badCheckpoint(CheckpointError)
  case badPath(ProofError)

  public var description: String {
    switch self {
    case .malformed(let reason): "not a proof file: \(reason)"
    case .badCheckpoint(let error): error.description
    case .badPath(let error): error.description
    }
  }
}
