import Foundation

/// A temporary folder in which one test works with `mastro`: keys, ledger and files of its own, and no network needed.
public struct Sandbox: Sendable {
  public let path: String

  /// The folder that holds the package: the place of `Package.swift`.
  public static let package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The `mastro` that was built together with the tests, beside them.
  public static func binary() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let binary = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("mastro").path
    guard FileManager.default.isExecutableFile(atPath: binary) else {
      throw Command.Failure("there is no mastro at \(binary): build it with `swift build`")
    }
    return binary
  }

  public init() throws {
    path = NSTemporaryDirectory() + "/mastro-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// A sandbox in which the standard fund stands; see `StandardFund`.
  public static func withStandardFund() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.useStandardFund()
    return sandbox
  }

  public func remove() { try? FileManager.default.removeItem(atPath: path) }

  public func file(_ name: String) -> String { path + "/" + name }

  public func write(_ text: String, to name: String) throws {
    try text.write(toFile: file(name), atomically: false, encoding: .utf8)
  }

  public func read(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

  /// What every command finds around it; names are relative, so that no output depends on where the folder lies.
  public func environment() throws -> [String: String] {
    let tools = URL(fileURLWithPath: try Sandbox.binary()).deletingLastPathComponent().path
    return [
      "PATH": "\(tools):/usr/bin:/bin:/usr/sbin:/sbin", "HOME": path, "MASTRO_KEYS": "keys", "MASTRO_LEDGER": "ledger",
      "NO_COLOR": "1", "LANG": "C.UTF-8", "TZ": "UTC",
    ]
  }

  /// A line for the shell, with `mastro` on its path.
  public func shell(_ line: String) throws -> Command.Outcome {
    try Command(["/bin/sh", "-c", line], in: path, environment: environment()).run()
  }

  public func command(_ words: [String], environment more: [String: String] = [:]) throws -> Command {
    Command(
      [try Sandbox.binary()] + words, in: path, environment: try environment().merging(more) { _, new in new })
  }

  @discardableResult
  public func mastro(_ words: String..., environment more: [String: String] = [:]) throws -> Command.Outcome {
    try command(words, environment: more).run()
  }

  /// Runs a command that must succeed, and gives what it printed.
  @discardableResult
  public func succeed(_ words: String...) throws -> String {
    let outcome = try command(words).run()
    guard outcome.exit == 0 else {
      throw Command.Failure("mastro \(words.joined(separator: " ")): \(outcome.errors)")
    }
    return outcome.output
  }

  /// The whole log, byte for byte; empty where there is no ledger that can be read.
  public func envelopes() throws -> String { try mastro("export", "envelopes").output }
}
