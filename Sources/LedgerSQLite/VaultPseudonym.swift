public import LedgerCore
public import Sodium

extension Vault {
  /// Stands for a person in the log where it only matters that it is the same one again: who comes to laboratories.
  ///
  /// Made with the person's own key and not with the vault's, so that whoever holds the vault can find it again, and
  /// nobody can once the person is erased: the key is gone, and knowing the party's id is then of no use.
  /// - Returns: nil where the person has no key here: erased, or of another vault.
  public func pseudonym(of party: ULID) throws -> Digest? {
    let bytes = try file.read { connection in
      try connection.query("SELECT key FROM party_keys WHERE party = ?").bind(1, party).first { $0.bytes(0) }
    }
    guard let bytes else { return nil }
    return KeyedHash.blake2b(key: try SymmetricKey(bytes: bytes), message: Array("attendance\0\(party)".utf8))
  }
}
