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
