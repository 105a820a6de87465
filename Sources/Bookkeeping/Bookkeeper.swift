public import Funds
public import LedgerCore
public import LedgerSQLite
public import Sodium
import TransparencyLog

/// The one way to write: command line, import and web record through it, so all obey the same rules.
public final class Bookkeeper: Sendable {
  public let ledger: Ledger
  public let vault: Vault
  public let surroundings: Surroundings
  /// Keys of members that were looked up before; whose they are now is for the rules to say.
  let knownKeys = KeyDirectory()

  public init(ledger: Ledger, vault: Vault, surroundings: Surroundings) {
    self.ledger = ledger
    self.vault = vault
    self.surroundings = surroundings
  }

  /// What would be recorded, without signing or writing anything.
  /// - Parameter signer: the key that will sign, where it is known already.
  public func preview(_ requests: [EntryRequest], signer: KeyID? = nil) throws -> [Entry] {
    let phantom = try SigningKey(seed: [UInt8](repeating: 0, count: SigningKey.seedByteCount))
    return try ledger.prepare(requests, recorded: surroundings.now, signer: signer) {
      SignedEntry($0.entry, with: phantom)
    }
    .map(\.entry)
  }

  /// Drafts, signs and records, all or nothing; on disk when it returns.
  ///
  /// What an entry orders the vault to forget is destroyed when it returns.
  /// - Parameter keys: the signers' keys by member.
  public func record(_ requests: [EntryRequest], keys: [ULID: SigningKey]) throws -> [Recorded] {
    let recorded = try append(requests, keys: keys)
    try follow(recorded.map(\.entry.kind))
    return recorded
  }

  /// What the vault does once entries of some kinds are on disk.
  func follow(_ kinds: [Kind]) throws {
    if kinds.contains(where: Bookkeeper.sealing.contains) {
      do {
        try settleNewRecords()
      } catch StoreError.busy {
        // The next opening does it.
      }
    }
    guard kinds.contains(HouseholdErased.kind) else { return }
    do {
      try finishErasures()
    } catch StoreError.busy {
      throw HouseholdRefusals.unfinished()
    }
  }

  /// Kinds whose first entry makes the log know a holder of sealed records.
  private static let sealing: Set<Kind> = [
    LedgerOpened.kind, MemberEnrolled.kind, PartyRegistered.kind, HouseholdRegistered.kind,
  ]

  /// Whether the vault has something to do after an entry of a kind.
  static func isFollowed(_ kind: Kind) -> Bool { sealing.contains(kind) || kind == HouseholdErased.kind }

  private func append(_ requests: [EntryRequest], keys: [ULID: SigningKey]) throws -> [Recorded] {
    try ledger.record(requests, recorded: surroundings.now) { member in
      guard let key = keys[member] else { throw FundsRefusals.noKey(["member": member]) }
      return key
    }
    .map { Recorded(entry: $0.signed.entry, receipt: $0.receipt) }
  }

  /// The ledger's id: the leaf hash of its first entry.
  public func ledgerID() throws -> Digest { try ledger.store.read { try $0.node(level: 0, index: 0) } }

  /// Members, bodies, policy and periods as they stand now.
  public func governing() throws -> LedgerState { try ledger.state(of: .ledger) }
}

/// An entry and where it stands.
public struct Recorded: Sendable {
  public let entry: Entry
  public let receipt: Receipt
}

/// Refusals of the application itself, before any rule is asked.
public enum FundsRefusals {
  static let noKey = RefusalCode(
    "key.locked", "no key of member {member} is unlocked here", hint: "sign with --as NAME, one of `mastro key list`",
    .notFound)
}
