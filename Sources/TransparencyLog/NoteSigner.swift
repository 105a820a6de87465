public import Sodium

/// A log's hand: signs notes under the log's name.
public struct NoteSigner: Sendable {
  /// What verifiers need; its text is the log's vkey.
  public let verifierKey: VerifierKey
  private let key: SigningKey

  public init(name: KeyName, key: SigningKey) {
    self.key = key
    verifierKey = VerifierKey(trusted: key.publicKey, name: name, kind: .ed25519)
  }

  /// The signature line for a text.
  public func sign(_ text: [UInt8]) -> NoteSignature {
    NoteSignature(key: verifierKey, signature: key.sign(text).bytes)
  }
}

/// A witness's hand: states that it saw a checkpoint and that it extends every earlier one it saw.
///
/// The caller verifies the consistency proof first; the signature is worth no more than that check. Use a key of its
/// own for each witness, because the signed text does not name the witness.
public struct Cosigner: Sendable {
  /// What verifiers need; its text is the witness's vkey.
  public let verifierKey: VerifierKey
  private let key: SigningKey

  public init(name: KeyName, key: SigningKey) {
    self.key = key
    verifierKey = VerifierKey(trusted: key.publicKey, name: name, kind: .cosignature)
  }

  /// The signature line for a checkpoint at a time, in seconds since 1970 (at most 2^63 − 1).
  public func cosign(_ checkpoint: Checkpoint, time: UInt64) -> NoteSignature {
    precondition(time <= UInt64(Int64.max), "cosignature/v1 has no later times")
    let signature = key.sign(Cosignature.message(time: time, text: checkpoint.text))
    return NoteSignature(key: verifierKey, signature: Cosignature(time: time, signature: signature).bytes)
  }
}
