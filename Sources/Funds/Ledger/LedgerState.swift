public import LedgerCore
public import Sodium
import TransparencyLog

/// Who may sign, under which policy, in which period: the stream `ledger`.
public struct LedgerState: StreamState {
  public static let family = "ledger"
  public static let keyForm = StreamKeyForm.alone

  public internal(set) var origin = ""
  /// The verifier key (vkey) of the log's checkpoints.
  public internal(set) var logKey = ""
  /// Keys that signed checkpoints before.
  var formerLogKeys: Set<KeyID> = []
  public internal(set) var members: [ULID: Member] = [:]
  public internal(set) var bodies: [Slug: BodyRegistered] = [:]
  public internal(set) var policy = Policy.none
  /// The position of the entry that put the policy in force; nil before the first.
  public internal(set) var policyPosition: Int?
  /// The last day of the closed periods.
  public internal(set) var closedThrough: CivilDate?
  /// What one administrator has proposed and a second has not yet confirmed.
  public internal(set) var proposals: [ULID: Proposal] = [:]
  public internal(set) var closings: [ClosedPeriod] = []
  /// Sizes and roots of logs whose end was lost and whose restore two administrators have declared.
  public internal(set) var restorations: [Int: Digest] = [:]

  public init() {}

  /// A change that waits for its second person.
  public struct Proposal: Sendable {
    public let id: ULID
    public let proposer: ULID
    public let position: Int
    public let change: Change
  }

  /// A change that waits for its second person.
  public enum Change: Sendable {
    case enrol(Member)
    case roles(member: ULID, roles: [Role], bodies: [Slug])
    case addKey(member: ULID, PublicKey)
    case removeKey(member: ULID, KeyID)
    case policy(Policy)
    case logKey(String)
    case restored(size: Int, lostRoot: Digest)

    /// The member whom the change concerns.
    public var member: ULID? {
      switch self {
      case .enrol(let member): member.id
      case .roles(let member, _, _), .addKey(let member, _), .removeKey(let member, _): member
      case .policy, .logKey, .restored: nil
      }
    }

    /// The party that a new member is.
    var party: ULID? {
      if case .enrol(let member) = self { member.party } else { nil }
    }
  }

  /// A closing, and where it stands.
  public struct ClosedPeriod: Sendable {
    public let through: CivilDate
    public let position: Int
  }

  public var isOpen: Bool { !origin.isEmpty }

  public var administrators: [ULID] {
    members.values.filter { !$0.isRevoked && $0.roles.contains(.administrator) }.map(\.id)
  }

  /// The member who holds a key now.
  public func holder(of key: KeyID) -> Member? {
    members.values.first { $0.keys[key]?.until == nil && $0.keys[key] != nil }
  }

  /// True where the key was ever enrolled, or waits to be, or signs the log's checkpoints.
  public func knows(_ key: KeyID) -> Bool {
    LedgerState.keyID(ofLogKey: logKey) == key || formerLogKeys.contains(key)
      || members.values.contains { $0.keys[key] != nil }
      || proposals.values.contains { proposal in
        switch proposal.change {
        case .enrol(let member): member.keys[key] != nil
        case .addKey(_, let added): added.keyID == key
        case .logKey(let proposed): LedgerState.keyID(ofLogKey: proposed) == key
        case .roles, .removeKey, .policy, .restored: false
        }
      }
  }

  static func keyID(ofLogKey text: String) -> KeyID? { (try? VerifierKey(parsing: text))?.publicKey.keyID }
}

/// A person who signs.
public struct Member: Sendable {
  /// A public key, and the log positions between which it is valid.
  public struct Key: Sendable {
    public let publicKey: PublicKey
    /// Valid for entries after this position.
    public var from: Int
    /// Valid for entries up to this position; nil while it is in use.
    public var until: Int?
  }

  public let id: ULID
  public var roles: [Role]
  public var bodies: [Slug]
  public var keys: [KeyID: Key]
  /// The member's own party record, so that helping oneself is noticed.
  public let party: ULID?
  /// Commitment of the sealed record with the name.
  public let record: Digest?
  public var isRevoked = false
  /// Entries from this log position on may have been signed by somebody else.
  public var compromisedSince: Int?

  func holds(_ key: KeyID, at position: Int) -> Bool {
    guard let key = keys[key], key.from < position else { return false }
    return key.until.map { position <= $0 } ?? true
  }
}

extension Admission {
  /// Members, policy and periods as they stand before this entry.
  public var governing: LedgerState { state(of: .ledger) }
}
