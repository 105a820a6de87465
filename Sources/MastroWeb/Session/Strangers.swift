import LedgerCore
import Sodium

/// The ids that keys get which nobody holds, so that a challenge does not tell who is enrolled.
///
/// The same key gets the same id as long as the server runs, as an enrolled one would.
struct Strangers: Sendable {
  private let secret: [UInt8]
  private let milliseconds: Int

  init(random: any RandomSource, milliseconds: Int) {
    secret = random.bytes(32)
    self.milliseconds = milliseconds
  }

  func member(for key: PublicKey) -> ULID {
    let hash = SHA256.hash(secret + key.bytes).bytes
    // Members were enrolled at some time of the last three years.
    let age = hash[10..<16].reduce(0) { $0 << 8 | Int($1) } % (3 * 365 * 86_400_000)
    return ULID(milliseconds: max(0, milliseconds - age), randomness: Array(hash[..<10]))
  }
}
