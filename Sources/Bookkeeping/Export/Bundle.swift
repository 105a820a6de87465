import Glibc
public import LedgerCore
import Sodium
public import TransparencyLog

/// One folder that proves a ledger without our program: envelopes, checkpoint, log key, and a page for the auditor.
public enum Bundle {
  public static let envelopesFile = "envelopes.jsonl"
  public static let checkpointFile = "checkpoint"
  public static let logKeyFile = "log-key"
  public static let readmeFile = "README.txt"

  /// Hands out the lines of `envelopes.jsonl`, each with its LF, in log order.
  public static func writeEnvelopes(of log: any LogReader, to write: ([UInt8]) throws -> Void) throws {
    try log.scan(0..<log.size) { try write($0.envelope.bytes + [0x0A]) }
  }

  /// The line of `log-key`.
  public static func logKeyLine(_ key: VerifierKey) -> [UInt8] { Array("\(key.text)\n".utf8) }

  /// The page that tells an auditor what the files are and how to check them.
  public static func readme(origin: String, ledgerID: String, head: TreeHead) -> String {
    """
    This folder is a complete copy of the ledger \(origin)
    as it stood when it had \(head.size) entries. It proves itself: nothing in it can be changed,
    left out or added without being noticed, by whoever made it either.

    \(envelopesFile)  every entry with the signature of the person who made it, one per line, in order
    \(checkpointFile)       the number of entries and the root hash of all of them, signed by the log
    \(logKeyFile)          the public key of that signature
    \(readmeFile)       this page

    Ledger id   \(ledgerID)
    Root        \(head.root.base64)

    How to check it
    1. Ask somebody whom you trust, and not whoever gave you this folder, for the ledger id, and compare
       it with the one above. Without that you know that this ledger is sound, not that it is the right one.
    2. Run one of these two programs, which share no line of code, or both:

         python3 tools/verify.py FOLDER --ledger-id \(ledgerID)
         mastro verify FOLDER --ledger-id \(ledgerID)

       The first needs Python and its package `cryptography`, and checks bytes, signatures, and who may sign;
       the second also applies the rules of the fund to every entry again.
       The exit code is 0 when all is well, 6 when something was forged, 7 when a rule was broken.
    3. If you kept a checkpoint from an earlier visit, add `--against FILE`: nothing that you saw then may
       have disappeared or changed.
    4. `python3 tools/verify.py FOLDER --balances` prints every balance, recomputed from the entries.

    The format is described in ledger-specs/format.md, exactly enough to write such a program yourself.
    Names of persons are not in this folder: entries name them by ids whose meaning the ledger's office knows.

    """
  }
}

/// The files of a bundle, ready to be verified.
public struct BundleReader {
  let envelopes: any EnvelopeSource
  let checkpoint: [UInt8]
  let logKey: [UInt8]

  /// Opens a folder. The envelopes stay on disk, so that memory does not grow with them.
  public init(folder: String) throws {
    envelopes = try EnvelopeFile(path: "\(folder)/\(Bundle.envelopesFile)")
    checkpoint = try BundleReader.read("\(folder)/\(Bundle.checkpointFile)")
    logKey = try BundleReader.read("\(folder)/\(Bundle.logKeyFile)")
  }

  private static func read(_ path: String) throws -> [UInt8] {
    let file = try OpenFile(path)
    guard file.size <= SignedNote.maximumByteCount else { throw StoreError.corrupt("\(path) is too long") }
    return try file.read(at: 0, count: file.size)
  }
}

/// The lines of `envelopes.jsonl`, found by one pass over the file and read when they are asked for.
final class EnvelopeFile: EnvelopeSource {
  private let file: OpenFile
  /// Where each line begins, and after the last one where the file ends.
  private var starts: [Int] = [0]
  private static let block = 1 << 20
  private static let longestLine = Envelope.mostBytes + 1

  init(path: String) throws {
    file = try OpenFile(path)
    var offset = 0
    while offset < file.size {
      let bytes = try file.read(at: offset, count: min(EnvelopeFile.block, file.size - offset))
      for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + index + 1) }
      offset += bytes.count
    }
    // What stands behind the last LF is a line that does not end; it is read with a byte too many and refused.
    if starts[starts.count - 1] != file.size { starts.append(file.size + 1) }
  }

  var count: Int { starts.count - 1 }

  func read(_ positions: Range<Int>) throws -> [SourcedEnvelope] {
    let start = starts[positions.lowerBound]
    let end = min(starts[positions.upperBound], file.size)
    guard end - start <= positions.count * EnvelopeFile.longestLine else { return try readOneByOne(positions) }
    let bytes = try file.read(at: start, count: end - start)
    return positions.map { position in
      let line = starts[position] - start..<starts[position + 1] - start
      // A line without LF ends in a byte that no envelope has.
      guard line.upperBound <= bytes.count else { return .line(bytes[line.lowerBound...] + [0]) }
      return .line(Array(bytes[line.dropLast()]))
    }
  }
}

extension EnvelopeFile {
  /// Where one of the lines is longer than any envelope, it is not even read.
  private func readOneByOne(_ positions: Range<Int>) throws -> [SourcedEnvelope] {
    try positions.map { position in
      let length = starts[position + 1] - starts[position]
      return length > EnvelopeFile.longestLine ? .line([]) : try read(position..<position + 1)[0]
    }
  }
}

/// A file that is read at given places.
private final class OpenFile {
  let path: String
  let size: Int
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.missing(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw StoreError.failed("\(path) cannot be read")
    }
    self.path = path
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  func read(at offset: Int, count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let place = buffer.baseAddress.map { $0 + initialized }
        let got = pread(descriptor, place, count - initialized, off_t(offset + initialized))
        guard got > 0 else { throw StoreError.failed("\(path) cannot be read to its end") }
        initialized += got
      }
    }
  }
}
