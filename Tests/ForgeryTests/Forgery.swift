import Testing

/// One way of lying, and what both verifiers must answer to it.
struct Forgery: Sendable, CustomTestStringConvertible {
  let name: String
  let swift: Verdict
  /// What `tools/verify.py` answers: it knows the format and who may sign, but not the rules of the kinds.
  let python: Verdict
  let forge: @Sendable () throws -> ForgedLog

  var testDescription: String { name }

  /// Both verifiers give the same answer.
  static func bytes(
    _ name: String, _ code: String, exit: Int32 = 6, _ change: @escaping @Sendable (inout ForgedLog) throws -> Void
  ) -> Forgery {
    Forgery(name: name, swift: Verdict(exit, code), python: Verdict(exit, code)) {
      var log = try ForgedLog(HonestLedger.complete())
      try change(&log)
      return log
    }
  }

  /// A broken rule that only a program that knows the rules can see.
  static func rule(
    _ name: String, _ code: String, python: Verdict = Verdict(0),
    _ change: @escaping @Sendable (inout HonestLedger) throws -> Void = { _ in },
    then lie: @escaping @Sendable (inout ForgedLog) throws -> Void
  ) -> Forgery {
    Forgery(name: name, swift: Verdict(7, code), python: python) {
      var honest = try HonestLedger.complete()
      try change(&honest)
      var log = try ForgedLog(honest)
      try lie(&log)
      return log
    }
  }

  /// A lie on top of a history of its own, to which both verifiers give the same answer.
  static func history(
    _ name: String, _ code: String, exit: Int32 = 6,
    _ change: @escaping @Sendable (inout HonestLedger) throws -> Void,
    then lie: @escaping @Sendable (inout ForgedLog) throws -> Void
  ) -> Forgery {
    Forgery(name: name, swift: Verdict(exit, code), python: Verdict(exit, code)) {
      var honest = try HonestLedger.complete()
      try change(&honest)
      var log = try ForgedLog(honest)
      try lie(&log)
      return log
    }
  }

  static let all = tampering + lying + keys + governance + people + books + rules + instruments + coaching
}
