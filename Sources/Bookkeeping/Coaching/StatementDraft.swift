public import LedgerCore
import LedgerSQLite
import Sodium

/// A bank file of a family between the look at it and its taking in: sealed among the family's workings, one at a time.
public struct StatementDraft: Codable, Sendable, Hashable {
  /// Takes in a statement whose closing balance does not follow.
  public let acceptsDifference: Bool
  /// As the family calls it.
  public let account: Slug
  private let file: String
  /// How a CSV file is written: the name of a built-in profile, or the text of one; nil finds it out.
  public let profile: String?

  /// What fits in one working.
  public static let mostBytes = 700_000

  /// Nil where the file is larger than what is kept.
  public init?(_ bytes: [UInt8], account: Slug, profile: String?, acceptsDifference: Bool) {
    guard bytes.count <= StatementDraft.mostBytes else { return nil }
    self.acceptsDifference = acceptsDifference
    self.account = account
    self.profile = profile
    file = Base64.encode(bytes)
  }

  public var bytes: [UInt8] { Base64.decode(file) ?? [] }
}

extension Bookkeeper {
  private static let statementDraftKind: Slug = "statement-draft"

  /// The file that somebody has looked at and not taken in yet.
  public func statementDraft(of household: ULID) throws -> StatementDraft? {
    try requireCoaching(of: household)
    let found = try vault.readWorkings(of: household) { workings in
      try workings.find(Bookkeeper.statementDraftKind, "draft").map { try ActualsStore.read($0) as StatementDraft }
    }
    return found ?? nil
  }

  /// Keeps a file, in place of an earlier one; nil forgets it.
  public func keepStatementDraft(_ draft: StatementDraft?, of household: ULID) throws {
    try requireCoaching(of: household)
    try vault.changeWorkings(of: household) { workings in
      guard let draft else {
        try workings.delete(Bookkeeper.statementDraftKind, "draft")
        return
      }
      try workings.put(Bookkeeper.statementDraftKind, "draft", ActualsStore.bytes(draft), at: surroundings.now)
    }
  }
}
