public import Funds
public import LedgerCore
import LedgerSQLite
public import Sodium

/// A device that asks to be enrolled, as an administrator decides about it.
public struct WaitingEnrolment: Sendable {
  public let proof: EnrolmentProof
  public let key: PublicKey
  /// What the person calls themselves; nobody has checked it.
  public let name: String
  public let received: Instant
}

/// Where the requests of new devices wait until an administrator has compared their code aloud.
///
/// A request proves that whoever made it holds the key, for this ledger and this member; who they are, only people can
/// tell.
public struct EnrolmentInbox: Sendable {
  /// So many may wait; whoever floods it keeps others from asking, and enrols nobody.
  public static let most = 200
  static let nameBytes = 120
  /// Seconds for which a request may be valid: 30 days.
  static let longest = 30 * 86_400

  let bookkeeper: Bookkeeper

  public init(_ bookkeeper: Bookkeeper) { self.bookkeeper = bookkeeper }

  /// Takes in `{expires, member, name, nonce, proof, publicKey}` as the page of a new device sends it.
  ///
  /// What is sent again takes the place of what was sent before, so that a page may repeat it.
  @discardableResult
  public func receive(_ json: JSON) throws -> WaitingEnrolment {
    guard var object = json.object, let name = object["name"]?.string.map(trimmed), isName(name) else {
      throw EnrolmentRefusals.malformed(["member": "name", "reason": "it is missing or longer than 120 bytes"])
    }
    object["name"] = nil
    let proof = try read(.object(object))
    let now = bookkeeper.surroundings.now
    let governing = try bookkeeper.governing()
    let key = try proof.verified(ledger: bookkeeper.ledgerID(), origin: governing.origin, recorded: now)
    guard proof.expires.seconds - now.seconds <= EnrolmentInbox.longest else {
      throw EnrolmentRefusals.malformed(["member": "expires", "reason": "a request is valid for at most 30 days"])
    }
    guard !governing.knows(key.keyID) else { throw EnrolmentRefusals.keyTaken(["key": key.keyID.hex.prefix(16)]) }
    let stored = StoredEnrolmentRequest(
      key: key.keyID, received: now, expires: proof.expires, request: JSON.object(object).canonicalBytes, name: name)
    guard try bookkeeper.vault.put(stored, most: EnrolmentInbox.most) else {
      throw EnrolmentRefusals.full(["most": EnrolmentInbox.most])
    }
    return WaitingEnrolment(proof: proof, key: key, name: name, received: now)
  }

  /// Requests that wait, the oldest first. Those whose key the ledger knows by now are decided, and are forgotten here.
  public func waiting() throws -> [WaitingEnrolment] {
    let governing = try bookkeeper.governing()
    let stored = try bookkeeper.vault.enrolmentRequests(at: bookkeeper.surroundings.now)
    try bookkeeper.vault.removeEnrolmentRequests(stored.map(\.key).filter { governing.knows($0) })
    return try stored.filter { !governing.knows($0.key) }.compactMap { stored in
      let proof = try read(JSON.parse(stored.request, form: .canonical))
      guard let key = PublicKey(base64: proof.publicKey) else { return nil }
      return WaitingEnrolment(proof: proof, key: key, name: stored.name ?? "", received: stored.received)
    }
  }

  public func find(_ key: KeyID) throws -> WaitingEnrolment? { try waiting().first { $0.key.keyID == key } }

  /// Forgets a request that nobody wants to grant.
  public func drop(_ key: KeyID) throws { try bookkeeper.vault.removeEnrolmentRequests([key]) }

  private func read(_ json: JSON) throws -> EnrolmentProof {
    do {
      return try JSONDecoding.decodeExactly(EnrolmentProof.self, from: json)
    } catch {
      throw EnrolmentRefusals.malformed(["member": "request", "reason": "\(error)"])
    }
  }

  private func isName(_ name: String) -> Bool {
    (1...EnrolmentInbox.nameBytes).contains(name.utf8.count)
      && !name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }

  private func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// Refusals of requests to be enrolled, before an administrator sees them.
public enum EnrolmentRefusals {
  static let malformed = RefusalCode(
    "enrolment.malformed", "the request to be enrolled cannot be read: {member}: {reason}",
    hint: "open the page for new devices again", .usage)
  static let keyTaken = RefusalCode(
    "enrolment.key-known", "the key {key} is enrolled already, or waits for the second administrator",
    hint: "sign in with it, or ask an administrator how far it is", .conflict)
  static let full = RefusalCode(
    "enrolment.inbox-full", "{most} requests wait already",
    hint: "ask an administrator to go through them, then try again", .conflict)

  public static let all = [malformed, keyTaken, full]
}

extension KeyID {
  /// What two people read to each other to make sure that they speak of the same key: 20 hexadecimal digits in fours.
  public var spokenCode: String { Array(hex.prefix(20)).fours }
  /// All of it in groups of four.
  public var inFours: String { Array(hex).fours }
}

extension [Character] {
  fileprivate var fours: String {
    stride(from: 0, to: count, by: 4).map { String(self[$0..<Swift.min($0 + 4, count)]) }.joined(separator: " ")
  }
}
