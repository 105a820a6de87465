// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "mastro",
  products: [
    .executable(name: "mastro", targets: ["mastro"]),
    .library(
      name: "MastroKit",
      targets: ["Bookkeeping", "Funds", "LedgerCore", "LedgerSQLite", "Sodium", "TransparencyLog"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .target(name: "Sodium", dependencies: ["CSodium"], swiftSettings: settings),
    .target(name: "TransparencyLog", dependencies: ["Sodium"], swiftSettings: settings),
    .target(name: "LedgerCore", dependencies: ["TransparencyLog", "Sodium"], swiftSettings: settings),
    .target(
      name: "LedgerSQLite",
      dependencies: ["LedgerCore", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings),
    .target(name: "Funds", dependencies: ["LedgerCore"], swiftSettings: settings),
    .target(name: "BankStatements", dependencies: ["LedgerCore"], swiftSettings: settings),
    .target(
      name: "Bookkeeping", dependencies: ["BankStatements", "Funds", "LedgerSQLite"], swiftSettings: settings),
    .executableTarget(
      name: "mastro",
      dependencies: [
        "Bookkeeping", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(name: "LedgerCoreTesting", dependencies: ["LedgerCore", "Sodium", "TransparencyLog"], path: "Tests/LedgerCoreTesting", swiftSettings: settings),
    .testTarget(name: "SodiumTests", dependencies: ["Sodium"], swiftSettings: settings),
    .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog"], swiftSettings: settings),
    .testTarget(name: "LedgerCoreTests", dependencies: ["LedgerCore", "LedgerCoreTesting"], swiftSettings: settings),
    .testTarget(name: "LedgerSQLiteTests", dependencies: ["LedgerSQLite", "LedgerCoreTesting"], swiftSettings: settings),
    .testTarget(name: "FundsTests", dependencies: ["Funds"], swiftSettings: settings),
    .testTarget(name: "BankStatementsTests", dependencies: ["BankStatements"], swiftSettings: settings),
    .testTarget(name: "ExportTests", dependencies: ["Bookkeeping", "LedgerCoreTesting"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
