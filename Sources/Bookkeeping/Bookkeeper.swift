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

  public init(ledger: Ledger, vault: Vault, surroundings: Surroundings) {
    self.ledger = ledger
    self.vault = vault
    self.surroundings = surroundings
  }

  /// What would be recorded, without signing or writing anything.
  public func preview(_ requests: [EntryRequest]) throws -> [Entry] {
    let phantom = try SigningKey(seed: [UInt8](repeating: 0, count: SigningKey.seedByteCount))
    return try ledger.prepare(requests, recorded: surroundings.now) { SignedEntry($0.entry, with: phantom) }
      .map(\.entry)
  }

  /// Drafts, signs and records, all or nothing; on disk when it returns.
  ///
  /// What an entry orders the vault to forget is destroyed when it returns.
  /// - Parameter keys: the signers' keys by member.
  public func record(_ requests: [EntryRequest], keys: [ULID: SigningKey]) throws -> [Recorded] {
    let recorded = try append(requests, keys: keys)
    if recorded.contains(where: { Bookkeeper.sealing.contains($0.entry.kind) }) {
      do {
        try settleNewRecords()
      } catch StoreError.busy {
        // The next opening does it.
      }
    }
    guard recorded.contains(where: { $0.entry.kind == HouseholdErased.kind }) else { return recorded }
    do {
      try finishErasures()
    } catch StoreError.busy {
      throw HouseholdRefusals.unfinished()
    }
    return recorded
  }

  /// Kinds whose first entry makes the log know a holder of sealed records.
  private static let sealing: Set<Kind> = [
    LedgerOpened.kind, MemberEnrolled.kind, PartyRegistered.kind, HouseholdRegistered.kind,
  ]

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
