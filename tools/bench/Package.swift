// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "bench",
  dependencies: [
    .package(name: "mastro", path: "../.."),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "CSQLite", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "MastroKit", package: "mastro"),
        // Not linked: built beside this program, which starts it.
        .product(name: "mastro", package: "mastro"),
      ],
      swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)
