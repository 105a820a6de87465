import Foundation
import Synchronization

/// The fund with which most transcripts begin: made once by `ledger-specs/scenarios/standard-fund.run`, copied for each.
enum StandardFund {
  private static let made = Mutex<String?>(nil)

  static func folder() throws -> String {
    try made.withLock { known in
      if let known { return known }
      let sandbox = try Sandbox()
      let specs = Sandbox.package + "/ledger-specs"
      try FileManager.default.copyItem(
        atPath: specs + "/policies/solidarity-fund.json", toPath: sandbox.file("policy.json"))
      try FileManager.default.copyItem(
        atPath: specs + "/scenarios/standard-fund.run", toPath: sandbox.file("standard-fund.run"))
      let outcome = try sandbox.mastro("run", "standard-fund.run")
      guard outcome.exit == 0 else { throw Command.Failure("the standard fund: \(outcome.errors)") }
      known = sandbox.path
      atexit(removeStandardFund)
      return sandbox.path
    }
  }

  static func remove() {
    made.withLock { known in
      if let path = known { try? FileManager.default.removeItem(atPath: path) }
      known = nil
    }
  }
}

private func removeStandardFund() { StandardFund.remove() }

extension Sandbox {
  /// Puts a copy of the standard fund here: `keys`, `ledger` and `policy.json`.
  public func useStandardFund() throws {
    let source = try StandardFund.folder()
    for name in ["keys", "ledger", "policy.json"] {
      try FileManager.default.copyItem(atPath: source + "/" + name, toPath: file(name))
    }
  }
}
