import CommandLineTesting
import Foundation

/// The log as a test reads it from `mastro export envelopes`, with none of our own code.
struct ExportedLog {
  let lines: [Substring]

  init(_ sandbox: Sandbox) throws {
    let outcome = try sandbox.mastro("export", "envelopes")
    guard outcome.exit == 0 else { throw Command.Failure("export: \(outcome.errors)") }
    lines = outcome.output.split(separator: "\n")
  }

  /// The payloads in log order; a line that is no whole envelope is an error.
  func payloads(from position: Int = 0) throws -> [Payload] {
    try lines[position...].map { line in
      let envelope = try JSONDecoder().decode(Envelope.self, from: Data(line.utf8))
      guard let payload = Data(base64Encoded: envelope.payload) else { throw Command.Failure("no base64") }
      return try JSONDecoder().decode(Payload.self, from: payload)
    }
  }

  private struct Envelope: Decodable {
    let payload: String
  }

  struct Payload: Decodable {
    let id: String
    let kind: String
    let stream: String
    let revision: Int
  }
}

extension Sandbox {
  struct Balance: Decodable {
    let account: String
    let amount: Int
  }

  func balances(_ account: String) throws -> [Balance] {
    let outcome = try mastro("balance", account, "--json")
    guard outcome.exit == 0 else { throw Command.Failure("balance: \(outcome.errors)") }
    return try JSONDecoder().decode([Balance].self, from: Data(outcome.output.utf8))
  }

  /// The balance of an account in cents; none is zero.
  func balance(_ account: String) throws -> Int {
    try balances(account).first { $0.account == account }?.amount ?? 0
  }
}

/// Ids and positions that a command has acknowledged, as it printed them.
func acknowledged(_ output: String) -> [(id: String, position: Int)] {
  output.matches(of: /recorded [a-z.-]+ ([0-9A-Z]{26}) at position ([0-9]+)\n/).compactMap { found in
    Int(found.output.2).map { (String(found.output.1), $0) }
  }
}
