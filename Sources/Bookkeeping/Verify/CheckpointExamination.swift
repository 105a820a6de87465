import LedgerCore
import TransparencyLog

/// Compares the verified log with what its operator signed: the checkpoint of a bundle, and one kept from before.
struct CheckpointExamination {
  let examination: LogExamination

  /// The checkpoint that stands in a bundle: of exactly these entries, under the key that the log names.
  func check(_ checkpoint: [UInt8], logKey: [UInt8]) throws {
    let size = examination.prefix.size
    guard let vkey = examination.logKey(atSize: size), logKey == Array("\(vkey)\n".utf8) else {
      throw IntegrityFailure(.checkpointSignature, "log-key is not the key that the log names")
    }
    let (origin, head) = try verified(checkpoint, vkey, failingWith: .checkpointSignature)
    guard origin == examination.report.origin else {
      throw IntegrityFailure(.checkpointOrigin, "it is of \(origin), not of \(examination.report.origin)")
    }
    guard head.size == size else {
      throw IntegrityFailure(.checkpointSize, "it is of \(head.size) entries, the bundle holds \(size)")
    }
    guard head == examination.prefix.treeHead else {
      throw IntegrityFailure(.treeRoot, "the checkpoint has another root than the entries")
    }
  }

  /// A checkpoint that somebody kept: the log must still begin with exactly those entries.
  func check(against kept: [UInt8]) throws {
    let code = IntegrityCode.againstNotExtended
    let size = examination.prefix.size
    guard let claimed = CheckpointExamination.claimedSize(kept) else {
      throw IntegrityFailure(code, "the older checkpoint is no checkpoint of origin, size and root")
    }
    guard claimed <= size else {
      throw IntegrityFailure(
        code, at: size, "the log had \(claimed) entries, now it has \(size): those from position \(size) on are gone")
    }
    guard let vkey = examination.logKey(atSize: claimed) else {
      throw IntegrityFailure(code, "the log names no key for a checkpoint of \(claimed) entries")
    }
    let (origin, head) = try verified(kept, vkey, failingWith: code)
    guard origin == examination.report.origin else {
      throw IntegrityFailure(code, "the older checkpoint is of the log \(origin)")
    }
    guard try examination.prefix.root(atSize: head.size) == head.root else {
      throw IntegrityFailure(code, "the first \(head.size) entries are not those of that time")
    }
  }

  private func verified(
    _ note: [UInt8], _ vkey: String, failingWith code: IntegrityCode
  ) throws(IntegrityFailure) -> (origin: String, head: TreeHead) {
    do {
      let key = try VerifierKey(parsing: vkey)
      let checkpoint = try VerifiedCheckpoint(verifying: note, logKey: key)
      return (checkpoint.checkpoint.origin.text, checkpoint.head)
    } catch CheckpointError.otherLog(let expected, let actual) {
      let code = code == .checkpointSignature ? .checkpointOrigin : code
      throw IntegrityFailure(code, "the checkpoint is of \(actual), not of \(expected)")
    } catch {
      throw IntegrityFailure(code, "the checkpoint: \(error)")
    }
  }

  private static func claimedSize(_ note: [UInt8]) -> Int? {
    guard let note = try? SignedNote(parsing: note), let checkpoint = try? Checkpoint(parsing: note.text) else {
      return nil
    }
    return checkpoint.head.size
  }
}
