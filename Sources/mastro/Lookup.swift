import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews

/// Turns what a person types into the thing they mean: any unique ending of an id, a file number, or a party's name.
extension Bookkeeper {
  /// The id that ends in `text`, of at least four characters, or that a file number stands for.
  func entryID(_ text: String) throws -> ULID {
    if let id = ULID(text) { return id }
    if let id = try vault.stream(fileNumber: text)?.ulid { return id }
    let ending = text.uppercased()
    guard ending.utf8.count >= 4 else { throw ProgramRefusals.idUnknown(["text": text]) }
    let ids = try ledger.store.read { try $0.ids(endingIn: ending, most: 6) }
    guard let first = ids.first else { throw ProgramRefusals.idUnknown(["text": text]) }
    guard ids.count == 1 else {
      throw ProgramRefusals.idAmbiguous(["text": text, "ids": ids.map(\.description).joined(separator: ", ")])
    }
    return first
  }

  /// The stream of a family, by any unique ending of its id.
  func stream(_ family: String, _ text: String) throws -> StreamID {
    let id = try entryID(text)
    guard let stream = StreamID("\(family)/\(id)") else { throw ViewRefusals.notA(["id": id, "thing": family]) }
    guard try ledger.store.read({ try $0.head(of: stream) }) != nil else {
      throw ViewRefusals.notA(["id": stream.key, "thing": family])
    }
    return stream
  }

  /// A member, by their name or by any unique ending of their id.
  func member(_ text: String) throws -> ULID {
    let named = try governing().members.values.filter { member in
      try !member.isRevoked && sealedName(member.record)?.lowercased() == text.lowercased()
    }
    if named.count == 1 { return named[0].id }
    let waiting = try governing().proposals.values.compactMap { proposal -> ULID? in
      if case .enrol(let member) = proposal.change { member.id } else { nil }
    }
    let ending = text.uppercased()
    let found = (Array(try governing().members.keys) + waiting).filter { $0.description.hasSuffix(ending) }.sorted()
    guard ending.utf8.count >= 4, let first = found.first else { throw ProgramRefusals.idUnknown(["text": text]) }
    guard found.count == 1 else {
      throw ProgramRefusals.idAmbiguous(["text": text, "ids": found.map(\.description).joined(separator: ", ")])
    }
    return first
  }

  /// A party, by its name or by any unique ending of its id.
  func party(_ text: String) throws -> ULID {
    let named = try parties().filter { $0.name?.lowercased() == text.lowercased() }
    if named.count == 1 { return named[0].id }
    guard named.isEmpty else { throw ProgramRefusals.nameAmbiguous(["count": named.count, "text": text]) }
    do {
      if let id = try stream("party", text).ulid { return id }
    } catch let refusal as Refusal where refusal.code == ProgramRefusals.idUnknown {
      throw SpendingRules.partyUnknown(["party": text])
    }
    throw SpendingRules.partyUnknown(["party": text])
  }
}
