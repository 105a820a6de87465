import Coaching
import Funds
import LedgerCore
import Testing

/// A new kind of entry is one file and one line in the registry.
@Suite struct KindFileTests {
  static let kinds = Registry.kinds + CoachingRegistry.kinds

  /// The kinds' types by the file in which they stand.
  static let bodies: [(type: String, file: SourceFile)] = Repository.sources(of: "Coaching", "Funds").flatMap { file in
    file.code.compactMap { line -> (type: String, file: SourceFile)? in
      let words = line.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
      guard words.starts(with: ["public", "struct"]), words.count > 3,
        words.contains("EntryBody") || words.contains("Confirmation")
      else { return nil }
      return (words[2], file)
    }
  }

  @Test func `every kind stands in a file of its own that bears its name`() {
    #expect(Self.bodies.count == Self.kinds.count)
    for body in Self.bodies { #expect(body.file.name == body.type + ".swift") }
    #expect(Set(Self.bodies.map(\.file.path)).count == Self.bodies.count)
  }

  @Test func `every kind is registered, in one line`() throws {
    let registries = ["Sources/Coaching/CoachingRegistry.swift", "Sources/Funds/Registry.swift"]
    let found = Repository.sources.filter { registries.contains($0.path) }
    #expect(found.count == registries.count)
    for body in Self.bodies {
      let registry = try #require(found.first { $0.target == body.file.target })
      let lines = registry.code.filter { $0.contains("EntryKind(\(body.type).self)") }
      #expect(lines.count == 1, "\(body.type)")
    }
    #expect(Set(Self.kinds.map(\.kind)).count == Self.kinds.count)
  }

  @Test func `every kind says who may sign it`() {
    for kind in Self.kinds { #expect(!kind.roles.isEmpty, "\(kind.kind)") }
  }

  @Test func `kinds of one family have one form of stream`() {
    let families = Dictionary(grouping: Self.kinds, by: \.family)
    for (family, kinds) in families { #expect(Set(kinds.map { "\($0.keyForm)" }).count == 1, "\(family)") }
    #expect(families["ledger"]?.allSatisfy { !$0.isReversible } == true, "governance is never reversed")
  }
}
