import Funds
public import LedgerCore
import Sodium

/// Envelopes that came from outside: form, key and signature are checked before any lock is taken.
extension Bookkeeper {
  /// The entries of a submission, each in its strict form and signed by a key that a member has or had.
  ///
  /// Whether the key may sign at the entry's position is for the rules to say.
  public func verifiedEntries(_ envelopes: [[UInt8]]) throws -> [SignedEntry] {
    guard (1...Ledger.largestSubmission).contains(envelopes.count) else {
      throw SubmissionRefusals.size(["most": Ledger.largestSubmission, "count": envelopes.count])
    }
    return try envelopes.enumerated().map { try verified($1, place: $0 + 1) }
  }

  /// - Parameter place: the envelope's number in its submission, from 1.
  private func verified(_ bytes: [UInt8], place: Int) throws -> SignedEntry {
    let envelope: Envelope
    do {
      envelope = try Envelope(parsing: bytes)
    } catch {
      throw CoreRefusals.envelope(["reason": error, "place": place])
    }
    guard let key = try memberKey(envelope.keyID) else {
      throw SubmissionRefusals.keyUnknown(["key": envelope.keyID.hex.prefix(16), "place": place])
    }
    do throws(SignatureFault) {
      return try SignedEntry(envelope, verifiedWith: key)
    } catch {
      switch error {
      case .payload(let fault): throw CoreRefusals.envelope(["reason": fault, "place": place])
      case .invalid: throw CoreRefusals.signature(["entry": try Entry(payload: envelope.payload).id, "place": place])
      }
    }
  }

  /// A key that any member has, or had; read from the log once.
  private func memberKey(_ id: KeyID) throws -> PublicKey? {
    if let key = knownKeys.key(id) { return key }
    for member in try governing().members.values {
      for key in member.keys.values { knownKeys.add(key.publicKey) }
    }
    return knownKeys.key(id)
  }
}
