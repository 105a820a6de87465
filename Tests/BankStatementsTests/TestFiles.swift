import Foundation

@testable import BankStatements

/// Where the tests find files.
enum TestFiles {
  /// The package, also when the test folder is reached through a link.
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let specs = root.appendingPathComponent("ledger-specs/statements")
  static let shared = root.deletingLastPathComponent().appendingPathComponent("shared/data/statements")
  static let isSharedPresent = FileManager.default.fileExists(atPath: shared.path)

  static func sample(_ name: String) -> URL { specs.appendingPathComponent("samples/\(name)") }

  static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }
}

/// What reading gave, as one value that a table can hold.
enum Outcome: Hashable, CustomStringConvertible {
  case read([BankStatement])
  case refused(StatementError)

  init(_ bytes: [UInt8], as format: StatementFormat = .detect) {
    do throws(StatementError) {
      self = .read(try StatementReader.read(bytes, as: format))
    } catch {
      self = .refused(error)
    }
  }

  init(_ text: String, as format: StatementFormat = .detect) { self.init(Array(text.utf8), as: format) }

  var statements: [BankStatement] {
    switch self {
    case .read(let statements): statements
    case .refused: []
    }
  }

  var error: StatementError? {
    switch self {
    case .read: nil
    case .refused(let error): error
    }
  }

  var description: String {
    switch self {
    case .read(let statements): "read: " + statements.map { "\($0.id) \($0.proof)" }.joined(separator: "; ")
    case .refused(let error): "refused: \(error)"
    }
  }
}

/// A repeatable source of choices (SplitMix64); a failing test prints its seed.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// `MASTRO_SEED` repeats a failure; else a new one each run.
  static func announced(_ test: String) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["MASTRO_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...999_999_999)
    print("\(test): seed \(seed)")
    return seed
  }
}
