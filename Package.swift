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

func module(_ name: String, _ dependencies: [Target.Dependency], files: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: files, swiftSettings: settings)
}

/// Code that several test targets share.
func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: settings)
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
    module(
      "Coaching", ["FinancialArithmetic", "LedgerCore", "Sodium"],
      files: [.embedInCode("Exercises"), .embedInCode("Parameters")]),
    module("FamilyPages", ["Coaching", "LedgerCore", "Pages"], files: [.embedInCode("Texts")]),
    module("BankStatements", ["LedgerCore"]),
    module(
      "Bookkeeping",
      [
        "BankStatements", "Coaching", "FinancialArithmetic", "Funds", "LedgerCore", "LedgerSQLite", "Sodium",
        "TransparencyLog",
      ]),
    .executableTarget(
      name: "mastro",
      dependencies: [
        "BankStatements", "Bookkeeping", "Coaching", "FamilyPages", "FinancialArithmetic", "Funds", "LedgerCore",
        "LedgerSQLite", "Pages", "Sodium", "TransparencyLog",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    support("LedgerCoreTesting", ["LedgerCore", "Sodium", "TransparencyLog"]),
    support("CommandLineTesting", []),
    support("OtherPrograms", []),
    support("SeededRandom", []),
    tests("SodiumTests", ["Sodium"]),
    tests("TransparencyLogTests", ["Sodium", "TransparencyLog"]),
    tests("LedgerCoreTests", ["LedgerCore", "LedgerCoreTesting", "Sodium", "TransparencyLog"]),
    tests(
      "LedgerSQLiteTests", ["LedgerCore", "LedgerCoreTesting", "LedgerSQLite", "Sodium", "TransparencyLog"] + grdb),
    tests("FinancialArithmeticTests", ["FinancialArithmetic", "LedgerCore", "SeededRandom"]),
    tests("PagesTests", ["LedgerCore", "Pages"]),
    tests("CoachingTests", ["Coaching", "FinancialArithmetic", "LedgerCore", "SeededRandom"]),
    tests("FamilyPagesTests", ["Coaching", "FamilyPages", "LedgerCore", "OtherPrograms", "Pages"]),
    tests(
      "FundsTests",
      [
        "Bookkeeping", "Coaching", "FinancialArithmetic", "Funds", "LedgerCore", "OtherPrograms", "Sodium",
        "TransparencyLog",
      ]),
    tests("BankStatementsTests", ["BankStatements", "LedgerCore"]),
    tests(
      "BankInboxTests",
      ["BankStatements", "Bookkeeping", "Funds", "LedgerCore", "LedgerSQLite", "Sodium", "TransparencyLog"]),
    tests("ExportTests", ["Bookkeeping", "LedgerCore", "LedgerCoreTesting", "OtherPrograms"]),
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
        "LedgerSQLite", "Sodium", "TransparencyLog",
      ]),
    tests("ArchitectureTests", ["Bookkeeping", "Coaching", "Funds", "LedgerCore"]),
    tests("SpecTests", ["CommandLineTesting", "mastro"]),
    tests("CommandLineTests", ["Bookkeeping", "CommandLineTesting", "Funds", "LedgerCore", "Sodium", "mastro"]),
  ],
  swiftLanguageModes: [.v6]
)
