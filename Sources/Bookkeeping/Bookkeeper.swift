public import Funds
public import LedgerCore
public import LedgerSQLite
public import Sodium
import TransparencyLog

/// A person at work: the member of this ledger who holds an unlocked key.
public struct Signer: Sendable {
  public let member: ULID
  public let key: SigningKey

  public init(member: ULID, key: SigningKey) {
    self.member = member
    self.key = key
  }
}

/// One thing that a person wants recorded, before it is signed.
public struct Instruction: Sendable {
  public let request: EntryRequest
  public let signer: ULID

  public init(_ request: EntryRequest) {
    self.request = request
    signer = request.actor
  }
}

/// The one way to write: command line, import and web record through it, so all obey the same rules.
public final class Bookkeeper: Sendable {
  public let ledger: Ledger
  public let vault: Vault
  public let surroundings: Surroundings
  private static let attempts = 5

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

  /// Drafts, signs and submits, all or nothing; on disk when it returns.
  ///
  /// Where somebody else was faster, the same requests are drafted again on the newer log, with the same ids.
  /// - Parameter keys: the signers' keys by member.
  public func record(_ requests: [EntryRequest], keys: [ULID: SigningKey]) throws -> [Recorded] {
    var attempt = 1
    while true {
      do {
        let now = surroundings.now
        let signed = try ledger.prepare(requests, recorded: now) { draft in
          guard let key = keys[draft.entry.actor] else {
            throw FundsRefusals.noKey(["member": draft.entry.actor])
          }
          return SignedEntry(draft.entry, with: key)
        }
        let receipts = try ledger.submit(signed, now: max(now, surroundings.now))
        return zip(signed, receipts).map { Recorded(entry: $0.entry, receipt: $1) }
      } catch let refusal as Refusal where refusal.code.consequence == .conflict && attempt < Bookkeeper.attempts {
        attempt += 1
      }
    }
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
