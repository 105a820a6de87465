/// Why a bank file is refused, where in it, and what to do; a wrong file is refused whole.
///
/// Half a statement in the inbox is worse than none: the balance would no longer prove anything.
public struct StatementError: Error, Hashable, Sendable {
  public let problem: Problem
  public let place: Place
  public let reason: String
  public let remedy: String

  public init(_ problem: Problem, at place: Place, _ reason: String, remedy: String) {
    self.problem = problem
    self.place = place
    self.reason = reason
    self.remedy = remedy
  }

  /// The kind of fault, stable for programs and tests; the sentences are for people.
  public enum Problem: String, Hashable, Sendable, CaseIterable {
    case empty
    case tooLarge = "too-large"
    case notRecognised = "not-recognised"
    case unsupportedFormat = "unsupported-format"
    case encoding
    case malformed
    case forbiddenMarkup = "forbidden-markup"
    case missing
    case badAmount = "bad-amount"
    case badDate = "bad-date"
    case badValue = "bad-value"
    case currency
    case contradiction
    case duplicateStatement = "duplicate-statement"
    case badHeader = "bad-header"
    case badRow = "bad-row"
    case badProfile = "bad-profile"
  }

  /// Where the fault is; lines count from 1.
  public enum Place: Hashable, Sendable {
    case file
    case line(Int)
    case cell(line: Int, column: String)
    case element(path: String, line: Int)
    case profile(line: Int)
  }
}

extension StatementError.Place: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file: "file"
    case .line(let line): "line \(line)"
    case .cell(let line, let column): "line \(line), column '\(column)'"
    case .element(let path, let line): "line \(line), \(path)"
    case .profile(let line): "profile line \(line)"
    }
  }
}

extension StatementError: CustomStringConvertible {
  public var description: String { "\(place): \(reason); \(remedy)" }
}
