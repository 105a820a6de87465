import Bookkeeping
import Funds
import LedgerCore
import Sodium
import Synchronization

/// Signing in with one's own key: the server asks, the key answers, and nothing that was signed can be used twice or
/// elsewhere.
///
/// What is signed is the pre-authentication encoding (DSSE) of a statement of its own payload type, so it can never be
/// taken for an entry.
public final class SignIn: Sendable {
  public static let payloadType = "application/vnd.mastro.signin+json"
  /// Seconds in which a challenge must be answered.
  static let patience = 300
  private static let most = 10_000

  private let challenges = Mutex<[String: Challenge]>([:])

  struct Challenge: Sendable {
    let member: ULID
    let key: PublicKey
    let expires: Instant
    let statement: [UInt8]
  }

  init() {}

  /// Asks the holder of a key to sign; whether anybody holds it is not told before they have signed.
  ///
  /// - Parameters:
  ///   - member: who holds the key; a made-up id where nobody does.
  ///   - origin: the address in the browser, as `https://fondo.example`.
  func ask(
    _ key: PublicKey, member: ULID, ledger: Digest, origin: String, now: Instant, random: any RandomSource
  ) -> JSONObject {
    let nonce = Base64.encode(random.bytes(32))
    let expires = now.adding(seconds: SignIn.patience)
    let object: JSONObject = [
      "expires": .string(expires.description), "ledger": .string(ledger.hex), "member": .string(member.description),
      "nonce": .string(nonce), "origin": .string(origin), "publicKey": .string(key.base64),
    ]
    let challenge = Challenge(
      member: member, key: key, expires: expires, statement: JSON.object(object).canonicalBytes)
    challenges.withLock { challenges in
      if challenges.count >= SignIn.most { challenges = challenges.filter { $0.value.expires >= now } }
      if challenges.count < SignIn.most { challenges[nonce] = challenge }
    }
    return object
  }

  /// Takes the answer to a challenge, once; nil where there was none, it is over, or the signature is another's.
  func answer(nonce: String, signature: Signature, now: Instant) -> Challenge? {
    guard let challenge = challenges.withLock({ $0.removeValue(forKey: nonce) }), now <= challenge.expires else {
      return nil
    }
    let signed = Envelope.preAuthenticationEncoding(type: SignIn.payloadType, payload: challenge.statement)
    return challenge.key.isValid(signature, for: signed) ? challenge : nil
  }
}
