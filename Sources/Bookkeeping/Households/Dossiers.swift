public import LedgerCore
import LedgerSQLite
import Sodium

/// A document that was sealed with a request of a family.
public struct Dossier: Sendable {
  /// The entry that names it.
  public let entry: ULID
  public let kind: Kind
  public let day: CivilDate
  public let record: Fingerprint
}

extension Bookkeeper {
  /// The dossiers of everything that a household was ever given, newest first.
  public func dossiers(of household: ULID) throws -> [Dossier] {
    try timeline(of: household).reversed().compactMap { step in
      let entry = step.entry.entry
      guard let text = try JSON.parse(entry.body, form: .canonical)["dossier"]?.string,
        let record = Fingerprint(base64: text)
      else { return nil }
      return Dossier(entry: entry.id, kind: entry.kind, day: entry.header.effective, record: record)
    }
  }

  /// What a dossier holds; nil where it was erased, or the vault is another one.
  public func opened(_ dossier: Dossier) throws -> [UInt8]? { try vault.open(dossier.record.digest) }
}

extension Fingerprint {
  fileprivate init?(base64: String) {
    guard let digest = Digest(base64: base64) else { return nil }
    self.init(digest)
  }
}
