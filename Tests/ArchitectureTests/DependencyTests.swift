import Testing

/// Dependencies point one way; a module earns its wall.
@Suite struct DependencyTests {
  /// What the sources of each target may import.
  static let allowed: [String: Set<String>] = [
    "Sodium": ["CSodium"],
    "TransparencyLog": ["Sodium"],
    "LedgerCore": ["Sodium", "Synchronization", "TransparencyLog"],
    "LedgerSQLite": ["GRDB", "GRDBSQLite", "Glibc", "LedgerCore", "Sodium", "Synchronization", "TransparencyLog"],
    "FinancialArithmetic": ["LedgerCore"],
    "Pages": ["LedgerCore"],
    "Funds": ["FinancialArithmetic", "LedgerCore", "Sodium", "TransparencyLog"],
    "EmbeddedFiles": ["CEmbeddedFiles"],
    "Coaching": ["EmbeddedFiles", "FinancialArithmetic", "LedgerCore", "Sodium"],
    "FamilyPages": ["Coaching", "EmbeddedFiles", "LedgerCore", "Pages"],
    "BankStatements": ["Foundation", "FoundationXML", "LedgerCore"],
    "Bookkeeping": [
      "BankStatements", "Coaching", "Dispatch", "FinancialArithmetic", "Funds", "Glibc", "LedgerCore", "LedgerSQLite",
      "Sodium", "Synchronization", "TransparencyLog",
    ],
    "LedgerViews": [
      "Bookkeeping", "Coaching", "FamilyPages", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerSQLite", "Pages",
      "Sodium",
    ],
    "MastroWeb": [
      "BankStatements", "Bookkeeping", "CNIOLinux", "EmbeddedFiles", "Funds", "HTTPTypes", "Hummingbird",
      "HummingbirdCore", "HummingbirdTLS", "LedgerCore", "LedgerSQLite", "LedgerViews", "Logging", "Mustache",
      "NIOCore", "NIOHTTPTypes", "NIOPosix", "NIOSSL", "Pages", "ServiceLifecycle", "Sodium", "Synchronization",
      "TransparencyLog", "UnixSignals",
    ],
    "OfficeSite": [
      "BankStatements", "Bookkeeping", "EmbeddedFiles", "Funds", "LedgerCore", "LedgerSQLite", "LedgerViews",
      "MastroWeb", "Pages", "Sodium",
    ],
    "CaseworkSite": [
      "Bookkeeping", "Coaching", "EmbeddedFiles", "FinancialArithmetic", "Funds", "LedgerCore", "MastroWeb", "Pages",
      "Sodium",
    ],
    "CoachingSite": [
      "BankStatements", "Bookkeeping", "Coaching", "EmbeddedFiles", "FamilyPages", "FinancialArithmetic", "Funds",
      "LedgerCore", "LedgerSQLite", "LedgerViews", "MastroWeb", "Pages", "Sodium",
    ],
    "FamilySite": [
      "Bookkeeping", "Coaching", "EmbeddedFiles", "FamilyPages", "FinancialArithmetic", "Funds", "LedgerCore",
      "LedgerSQLite", "LedgerViews", "MastroWeb", "Pages", "Sodium",
    ],
    "AuditSite": [
      "Bookkeeping", "EmbeddedFiles", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerSQLite", "LedgerViews",
      "MastroWeb", "Pages", "Sodium", "TransparencyLog",
    ],
    "mastro": [
      "ArgumentParser", "AuditSite", "BankStatements", "Bookkeeping", "CaseworkSite", "Coaching", "CoachingSite",
      "Dispatch", "FamilyPages", "FamilySite", "FinancialArithmetic", "Foundation", "Funds", "Glibc", "LedgerCore",
      "LedgerSQLite", "LedgerViews", "Logging", "MastroWeb", "OfficeSite", "Pages", "Sodium", "Synchronization",
      "TransparencyLog",
    ],
  ]

  static func imports(of file: SourceFile) -> [String] {
    file.code.compactMap { line in
      let words = line.split(separator: " ").drop {
        ["public", "package", "internal", "@testable", "@preconcurrency"].contains($0)
      }
      guard words.first == "import", let module = words.last else { return nil }
      return String(module.prefix { $0 != "." })
    }
  }

  @Test func `every target of the sources has its place in the table`() {
    #expect(Repository.sources.count > 200, "the sources are read from \(Repository.root)")
    #expect(Set(Repository.sources.map(\.target)) == Set(Self.allowed.keys))
  }

  @Test(arguments: allowed.keys.sorted())
  func `a target imports only what stands below it`(target: String) throws {
    let allowed = try #require(Self.allowed[target])
    let foreign = Repository.sources(of: target).flatMap { file in
      Self.imports(of: file).filter { !allowed.contains($0) }.map { "\(file) imports \($0)" }
    }
    #expect(foreign == [])
  }

  @Test func `the table names nothing that no source imports`() {
    for (target, allowed) in Self.allowed {
      let used = Set(Repository.sources(of: target).flatMap(Self.imports))
      #expect(allowed.subtracting(used) == [], "\(target)")
    }
  }

  @Test func `the table itself has no circle`() {
    var below: [String: Set<String>] = [:]
    var waiting = Self.allowed.mapValues { $0.intersection(Self.allowed.keys) }
    while let next = waiting.first(where: { $0.value.allSatisfy { below[$0] != nil } }) {
      below[next.key] = next.value.union(next.value.flatMap { below[$0] ?? [] })
      waiting[next.key] = nil
    }
    #expect(waiting.keys.sorted() == [], "these depend on each other")
  }

  @Test func `only Sodium reaches libsodium, and only LedgerSQLite reaches SQLite`() {
    for (module, target) in [("CSodium", "Sodium"), ("GRDB", "LedgerSQLite"), ("GRDBSQLite", "LedgerSQLite")] {
      let importers = Set(Repository.sources.filter { Self.imports(of: $0).contains(module) }.map(\.target))
      #expect(importers == [target], "\(module)")
    }
  }

  @Test(arguments: ["Sodium", "TransparencyLog", "LedgerCore", "Coaching", "Funds"])
  func `the heart does without Foundation`(target: String) {
    let importers = Repository.sources(of: target).filter { file in
      Self.imports(of: file).contains { $0.hasPrefix("Foundation") }
    }
    #expect(importers.map(\.path) == [])
  }
}
