import ArgumentParser
import BankStatements
import Bookkeeping
import Foundation
import LedgerCore
import Sodium

@main
enum Program {
  static func main() {
    let code = run(Array(CommandLine.arguments.dropFirst()))
    let ending = end()
    exit(code == 0 ? ending : code)
  }

  /// Remembers what was worked on, and closes it.
  private static func end() -> Int32 {
    defer { Session.current.close() }
    do {
      try Session.current.rememberTouched()
      return 0
    } catch {
      return tell(error, [])
    }
  }

  /// Runs one command and gives its exit code; what went wrong has been said.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try Mastro.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch {
      return tell(error, arguments)
    }
  }

  /// One mapping from everything that can go wrong to message, remedy and exit code.
  private static func tell(_ error: any Error, _ arguments: [String]) -> Int32 {
    switch error {
    case let findings as Findings:
      if !findings.message.isEmpty { Console.note(findings.message) }
      return 7
    case let stop as Stop:
      return stop.code
    case let refusal as Refusal:
      return say(refusal.code.id, refusal.message, refusal.hint, code(refusal.code.consequence))
    case let failure as StoreError:
      return say("store.\(failure.name)", failure.description, failure.hint, failure.exitCode)
    case let fault as KeyFile.Fault:
      return say("key.unusable", fault.description, "check the passphrase, or make a new key and have it enrolled", 1)
    case let error as StatementError:
      return say("statement.refused", "\(error.place): \(error.reason)", error.remedy, 5)
    case let error as JSONError:
      return say("file.not-json", "\(error)", "mend the file", 2)
    default:
      return parserSays(error)
    }
  }

  private static func say(_ code: String, _ message: String, _ hint: String, _ exit: Int32) -> Int32 {
    Console.note("error[\(code)]: \(message)")
    if !hint.isEmpty { Console.note("hint: \(hint)") }
    return exit
  }

  private static func code(_ consequence: Consequence) -> Int32 {
    switch consequence {
    case .usage: 2
    case .notFound: 3
    case .conflict: 4
    case .rule: 5
    case .integrity: 6
    }
  }

  private static func parserSays(_ error: any Error) -> Int32 {
    let text = Mastro.fullMessage(for: error)
    switch Mastro.exitCode(for: error) {
    case .success:
      Console.data(text)
      return 0
    case .validationFailure:
      Console.note(text)
      return 2
    case let other:
      Console.note("error: \(text)")
      return other.rawValue == 0 ? 1 : min(other.rawValue, 1)
    }
  }
}

/// Ends a command with an exit code of its own, after it has said what it had to say.
struct Stop: Error {
  let code: Int32
}

/// Something was found that a person must look at: exit code 7.
struct Findings: Error {
  let message: String
}

extension StoreError {
  var name: String {
    switch self {
    case .missing: "missing"
    case .alreadyThere: "already-there"
    case .newerProgram: "newer-program"
    case .readOnly: "read-only"
    case .diskFull: "disk-full"
    case .busy: "busy"
    case .corrupt: "corrupt"
    case .failed: "failed"
    }
  }

  var exitCode: Int32 {
    switch self {
    case .missing: 3
    case .corrupt: 6
    case .busy: 4
    case .alreadyThere, .newerProgram, .readOnly, .diskFull, .failed: 1
    }
  }
}
