import Dispatch
import LedgerCore
import Sodium
import Synchronization
import TransparencyLog

/// What an envelope shows by itself, without the log around it: form, leaf hash, payload and, where its key is known,
/// signature.
final class ExaminedEnvelope: Sendable {
  /// Judged only after the key, whose fault would come first.
  let entry: Result<Entry, IntegrityFailure>
  let leaf: Digest
  let keyID: KeyID
  /// The signed envelope where its key was not known yet; nil when the signature is verified.
  let unverified: Envelope?
  /// Leaf hash and completed tree nodes as the store has them; nil for a bundle, which has none.
  let storedNodes: [Digest]?

  init(
    entry: Result<Entry, IntegrityFailure>, leaf: Digest, keyID: KeyID, unverified: Envelope?, storedNodes: [Digest]?
  ) {
    self.entry = entry
    self.leaf = leaf
    self.keyID = keyID
    self.unverified = unverified
    self.storedNodes = storedNodes
  }
}

/// The public keys by their hash, which is all that a `keyid` says; whose they are is for the sequential part to judge.
final class KeyDirectory: Sendable {
  private let keys = Mutex<[KeyID: PublicKey]>([:])

  func key(_ id: KeyID) -> PublicKey? { keys.withLock { $0[id] } }
  func add(_ key: PublicKey) { keys.withLock { $0[key.keyID] = key } }
}

/// A run of envelopes that one thread examines while others examine the next ones.
final class EnvelopeChunk: Sendable {
  let start: Int
  private let envelopes: [SourcedEnvelope]
  private let keys: KeyDirectory
  private let state = Mutex(State())
  private let isDone = DispatchSemaphore(value: 0)

  typealias Examined = Result<ExaminedEnvelope, IntegrityFailure>

  private struct State {
    var isTaken = false
    var examined: [Examined] = []
  }

  init(start: Int, envelopes: [SourcedEnvelope], keys: KeyDirectory) {
    self.start = start
    self.envelopes = envelopes
    self.keys = keys
  }

  /// Examines the chunk unless another thread has begun to.
  func work() {
    guard take() else { return }
    let examined = examine()
    state.withLock { $0.examined = examined }
    isDone.signal()
  }

  /// The chunk's outcome; where nobody has begun yet, the caller does the work, so nobody waits for an idle machine.
  func outcome() -> [Examined] {
    if take() { return examine() }
    isDone.wait()
    return state.withLock { state in
      defer { state.examined = [] }
      return state.examined
    }
  }

  private func take() -> Bool {
    state.withLock { state in
      defer { state.isTaken = true }
      return !state.isTaken
    }
  }

  private func examine() -> [Examined] {
    var examined: [Examined] = []
    examined.reserveCapacity(envelopes.count)
    for (index, envelope) in envelopes.enumerated() {
      do throws(IntegrityFailure) {
        examined.append(.success(try EnvelopeExamination.examine(envelope, at: start + index, keys: keys)))
      } catch {
        // What stands behind the first fault is never looked at.
        examined.append(.failure(error))
        return examined
      }
    }
    return examined
  }
}

enum EnvelopeExamination {
  static func examine(
    _ sourced: SourcedEnvelope, at position: Int, keys: KeyDirectory
  ) throws(IntegrityFailure) -> ExaminedEnvelope {
    switch sourced {
    case .stored(let stored):
      let envelope = stored.envelope
      try verify(envelope, with: stored.publicKey, at: position)
      return ExaminedEnvelope(
        entry: entry(envelope.payload, at: position), leaf: envelope.leaf, keyID: envelope.keyID, unverified: nil,
        storedNodes: stored.nodes)
    case .line(let bytes):
      let envelope: Envelope
      do {
        envelope = try Envelope(parsing: bytes)
      } catch {
        throw IntegrityFailure(.envelopeMalformed, at: position, "not an envelope in the strict form: \(error)")
      }
      let key = keys.key(envelope.keyID)
      if let key { try verify(envelope, with: key, at: position) }
      return ExaminedEnvelope(
        entry: entry(envelope.payload, at: position), leaf: MerkleHash.leaf(bytes), keyID: envelope.keyID,
        unverified: key == nil ? envelope : nil, storedNodes: nil)
    }
  }

  static func verify(_ envelope: Envelope, with key: PublicKey, at position: Int) throws(IntegrityFailure) {
    guard key.isValid(envelope.signature, for: envelope.signedBytes) else {
      throw IntegrityFailure(.signatureInvalid, at: position, "the signature does not verify over this payload")
    }
  }

  private static func entry(_ payload: [UInt8], at position: Int) -> Result<Entry, IntegrityFailure> {
    do {
      return .success(try Entry(payload: payload))
    } catch {
      return .failure(IntegrityFailure(code(of: error, payload), at: position, "\(error)"))
    }
  }

  /// The reader of payloads expects each member in its place, so it takes a wrong member for a wrong form.
  private static func code(of fault: PayloadFault, _ payload: [UInt8]) -> IntegrityCode {
    switch fault {
    case .tooLarge: return .payloadNotCanonical
    case .postings(.unbalanced): return .postingsUnbalanced
    case .postings: return .postingsForm
    case .badValue, .notCanonical:
      guard let json = try? JSON.parse(payload, form: .canonical) else { return .payloadNotCanonical }
      guard var object = json.object, case .array = object["postings"] else { return .payloadMalformed }
      object["postings"] = []
      let isSoundWithoutPostings = (try? Entry(payload: JSON.object(object).canonicalBytes)) != nil
      return isSoundWithoutPostings ? .postingsForm : .payloadMalformed
    }
  }
}
