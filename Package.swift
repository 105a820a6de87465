// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let grdb: [Target.Dependency] = [
  .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
]

/// - Parameter files: folders of the target that `CEmbeddedFiles` embeds.
func module(_ name: String, _ dependencies: [Target.Dependency], files: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: files, swiftSettings: settings)
}

/// Code that several test targets share.
func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
}

/// Pages of one group of users, in the languages that they read.
func site(_ name: String, _ dependencies: [Target.Dependency], files: [String] = []) -> Target {
  let shared: [Target.Dependency] = [
    "Bookkeeping", "EmbeddedFiles", "Funds", "LedgerCore", "LedgerSQLite", "LedgerViews", "MastroWeb", "Pages",
    "Sodium",
  ]
  return module(name, shared + dependencies, files: ["Phrases"] + files)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "mastro",
  products: [
    .executable(name: "mastro", targets: ["mastro"]),
    .library(
      name: "MastroKit",
      targets: [
        "Bookkeeping", "Coaching", "FamilyPages", "Funds", "LedgerCore", "LedgerSQLite", "Sodium", "TransparencyLog",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    module("Sodium", ["CSodium"]),
    module("TransparencyLog", ["Sodium"]),
    module("LedgerCore", ["Sodium", "TransparencyLog"]),
    module("LedgerSQLite", ["LedgerCore", "Sodium", "TransparencyLog"] + grdb),
    module("FinancialArithmetic", ["LedgerCore"]),
    module("Pages", ["LedgerCore"]),
    module("Funds", ["FinancialArithmetic", "LedgerCore", "Sodium", "TransparencyLog"]),
    // The files are in the program: it works wherever it is copied.
    .target(name: "CEmbeddedFiles"),
    module("EmbeddedFiles", ["CEmbeddedFiles"]),
    module("Coaching", ["EmbeddedFiles", "FinancialArithmetic", "LedgerCore", "Sodium"]),
    module("FamilyPages", ["Coaching", "EmbeddedFiles", "LedgerCore", "Pages"], files: ["Texts"]),
    module("BankStatements", ["LedgerCore"]),
    module(
      "Bookkeeping",
      [
        "BankStatements", "Coaching", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerSQLite", "Sodium",
        "TransparencyLog",
      ]),
    module(
      "LedgerViews",
      [
        "BankStatements", "Bookkeeping", "Coaching", "FamilyPages", "FinancialArithmetic", "Funds", "LedgerCore",
        "LedgerSQLite", "Pages", "Sodium", "TransparencyLog",
      ]),
    module(
      "MastroWeb",
      [
        "BankStatements", "Bookkeeping", "EmbeddedFiles", "Funds", "LedgerCore", "LedgerSQLite", "LedgerViews", "Pages",
        "Sodium", "TransparencyLog",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      files: ["Assets", "Phrases", "Templates", "Words"]),
    site("OfficeSite", ["BankStatements"]),
    site("CaseworkSite", ["Coaching", "FinancialArithmetic"]),
    site("CoachingSite", ["BankStatements", "Coaching", "FamilyPages", "FinancialArithmetic"]),
    site("FamilySite", ["Coaching", "FamilyPages", "FinancialArithmetic"]),
    site("AuditSite", ["FinancialArithmetic", "TransparencyLog"], files: ["Assets"]),
    .executableTarget(
      name: "mastro",
      dependencies: [
        "AuditSite", "BankStatements", "Bookkeeping", "CaseworkSite", "Coaching", "CoachingSite", "FamilyPages",
        "FamilySite",
        "FinancialArithmetic", "Funds", "LedgerCore", "LedgerSQLite", "LedgerViews", "MastroWeb", "OfficeSite", "Pages",
        "Sodium", "TransparencyLog",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),

    support("LedgerCoreTesting", ["LedgerCore", "SeededRandom", "Sodium", "TransparencyLog"]),
    support("CommandLineTesting", []),
    support("OtherPrograms", []),
    support("SeededRandom", []),
    support(
      "SiteTesting",
      [
        "Bookkeeping", "Funds", "LedgerCore", "MastroWeb", "Pages", "Sodium",
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests("SodiumTests", ["SeededRandom", "Sodium"]),
    tests("TransparencyLogTests", ["SeededRandom", "Sodium", "TransparencyLog"]),
    tests("LedgerCoreTests", ["LedgerCore", "LedgerCoreTesting", "SeededRandom", "Sodium", "TransparencyLog"]),
    tests(
      "LedgerSQLiteTests", ["LedgerCore", "LedgerCoreTesting", "LedgerSQLite", "Sodium", "TransparencyLog"] + grdb),
    tests("FinancialArithmeticTests", ["FinancialArithmetic", "LedgerCore", "SeededRandom"]),
    tests("PagesTests", ["LedgerCore", "Pages", "SeededRandom"]),
    tests(
      "MastroWebTests",
      [
        "BankStatements", "Bookkeeping", "EmbeddedFiles", "Funds", "LedgerCore", "LedgerCoreTesting", "LedgerSQLite",
        "MastroWeb", "Pages",
        "Sodium", "TransparencyLog", .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests("CoachingTests", ["Coaching", "FinancialArithmetic", "LedgerCore", "SeededRandom"]),
    tests("FamilyPagesTests", ["Coaching", "FamilyPages", "LedgerCore", "OtherPrograms", "Pages"]),
    tests(
      "FundsTests",
      [
        "Bookkeeping", "Coaching", "FinancialArithmetic", "Funds", "LedgerCore", "OtherPrograms", "SeededRandom",
        "Sodium",
        "TransparencyLog",
      ]),
    tests(
      "LedgerViewsTests",
      ["Bookkeeping", "Funds", "LedgerCore", "LedgerCoreTesting", "LedgerViews", "Pages", "Sodium", "TransparencyLog"]),
    tests("BankStatementsTests", ["BankStatements", "LedgerCore", "SeededRandom"]),
    tests(
      "BankInboxTests",
      [
        "BankStatements", "Bookkeeping", "Funds", "LedgerCore", "LedgerSQLite", "SeededRandom", "Sodium",
        "TransparencyLog",
      ]),
    tests("ExportTests", ["Bookkeeping", "LedgerCore", "LedgerCoreTesting", "OtherPrograms", "SeededRandom"]),
    tests(
      "ForgeryTests",
      [
        "Bookkeeping", "Coaching", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerSQLite", "Sodium",
        "TransparencyLog",
      ] + grdb),
    tests(
      "BookkeepingTests",
      [
        "BankStatements", "Bookkeeping", "Coaching", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerCoreTesting",
        "LedgerSQLite", "SeededRandom", "Sodium", "TransparencyLog",
      ]),
    tests(
      "CaseworkSiteTests",
      [
        "Bookkeeping", "CaseworkSite", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerCoreTesting",
        "LedgerSQLite", "MastroWeb", "Pages", "SiteTesting", "Sodium", "TransparencyLog",
        .product(name: "Logging", package: "swift-log"),
      ]),
    tests(
      "CoachingSiteTests",
      [
        "Bookkeeping", "Coaching", "CoachingSite", "Funds", "LedgerCore", "LedgerCoreTesting", "LedgerSQLite",
        "MastroWeb", "Pages",
        "SiteTesting", "Sodium", "TransparencyLog", .product(name: "Logging", package: "swift-log"),
      ]),
    tests(
      "OfficeSiteTests",
      [
        "BankStatements", "Bookkeeping", "Funds", "LedgerCore", "LedgerCoreTesting", "LedgerSQLite", "LedgerViews",
        "MastroWeb",
        "OfficeSite",
        "Pages", "SiteTesting", "Sodium", "TransparencyLog", .product(name: "Logging", package: "swift-log"),
      ]),
    tests("ArchitectureTests", ["Bookkeeping", "Coaching", "EmbeddedFiles", "Funds", "LedgerCore"]),
    tests(
      "SpecTests",
      [
        "Bookkeeping", "CommandLineTesting", "Funds", "LedgerCore", "LedgerSQLite", "LedgerViews", "MastroWeb", "Pages",
        "Sodium", "mastro",
      ]),
    tests(
      "FamilySiteTests",
      [
        "Bookkeeping", "Coaching", "FamilySite", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerCoreTesting",
        "LedgerSQLite",
        "MastroWeb", "Pages", "Sodium", "TransparencyLog", .product(name: "Logging", package: "swift-log"),
      ]),
    tests(
      "CommandLineTests",
      ["Bookkeeping", "CommandLineTesting", "Funds", "LedgerCore", "SeededRandom", "Sodium", "mastro"]),
  ],
  swiftLanguageModes: [.v6]
)
