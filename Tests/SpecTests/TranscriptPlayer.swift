import CommandLineTesting
import Foundation

/// Plays a transcript in a sandbox, and compares every answer with what is written.
struct TranscriptPlayer {
  let sandbox: Sandbox
  private var values: [String: String] = [:]

  /// What a line of a transcript may begin with: the program, and what any shell has.
  static let programs: Set<String> = [
    "mastro", "cat", "cp", "mv", "rm", "mkdir", "sed", "grep", "head", "truncate", "printf", "sqlite3", "mount",
    "umount",
  ]

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// A transcript that this machine cannot play, and why.
  struct Skipped: Error {
    let reason: String
  }

  init(_ sandbox: Sandbox) { self.sandbox = sandbox }

  /// Plays every step; gives the transcript as it really went, and what differed.
  mutating func play(_ transcript: Transcript) throws -> (played: Transcript, differences: [String]) {
    var played = transcript
    var differences: [String] = []
    for (index, block) in transcript.blocks.enumerated() {
      switch block {
      case .text: continue
      case .directive(let directive): try obey(directive)
      case .step(let step):
        let found = try play(step)
        guard let found else { continue }
        differences.append(TranscriptPlayer.difference(of: step, from: found))
        played.blocks[index] = .step(found)
      }
    }
    return (played, differences)
  }

  private func obey(_ directive: String) throws {
    switch directive {
    case "use fund": try sandbox.useStandardFund()
    case "use policy":
      try FileManager.default.copyItem(
        atPath: Sandbox.package + "/ledger-specs/policies/solidarity-fund.json", toPath: sandbox.file("policy.json"))
    case "use samples":
      let samples = Sandbox.package + "/ledger-specs/statements/samples"
      for name in try FileManager.default.contentsOfDirectory(atPath: samples) {
        try FileManager.default.copyItem(atPath: samples + "/" + name, toPath: sandbox.file(name))
      }
    case "needs mount":
      let tried = try sandbox.shell("mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && umount disk && rmdir disk")
      guard tried.exit == 0 else { throw Skipped(reason: "file systems cannot be mounted here: \(tried.errors)") }
    case let line where line.hasPrefix("run "): try run(String(line.dropFirst("run ".count)))
    default: throw Fault(description: "there is no directive '\(directive)'")
    }
  }

  /// Runs a file of commands that stands beside the scenarios; all of them must succeed.
  private func run(_ name: String) throws {
    try FileManager.default.copyItem(
      atPath: Sandbox.package + "/ledger-specs/scenarios/" + name, toPath: sandbox.file(name))
    let outcome = try sandbox.mastro("run", name)
    guard outcome.exit == 0 else { throw Fault(description: "\(name): \(outcome.errors)") }
  }

  /// The step as it really went, where it went otherwise.
  private mutating func play(_ step: Transcript.Step) throws -> Transcript.Step? {
    let line = LinePattern.substitute(step.line, values)
    try TranscriptPlayer.requireKnownProgram(line)
    let before = step.leavesLogUnchanged ? try sandbox.envelopes() : ""
    let outcome = try sandbox.shell(line)
    var found = step
    found.exit = outcome.exit
    if step.leavesLogUnchanged { found.leavesLogUnchanged = try sandbox.envelopes() == before }
    let output = TranscriptPlayer.lines(outcome.output)
    let errors = TranscriptPlayer.lines(outcome.errors)
    if let captured = LinePattern.match(step.output[...], output[...], values),
      let both = LinePattern.match(step.errors[...], errors[...], captured)
    {
      values = both
      return found == step ? nil : found
    }
    found.output = describe(output, keeping: step.output)
    found.errors = describe(errors, keeping: step.errors)
    return found
  }

  static func requireKnownProgram(_ line: String) throws {
    let settings: Set<Substring> = ["env", "-u", "MASTRO_LEDGER"]
    let words = line.split(separator: " ").drop { $0.contains("=") || settings.contains($0) }
    guard let program = words.first, programs.contains(String(program)) else {
      throw Fault(description: "a transcript does not run '\(line)': see ledger-specs/scenarios/README.md")
    }
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Real lines as a transcript would have them: expected lines that still fit stay, and so do captured names.
  private mutating func describe(_ actual: [String], keeping expected: [String]) -> [String] {
    var left = expected.filter { !LinePattern(text: $0).isEllipsis }[...]
    return actual.map { line in
      for (offset, pattern) in left.enumerated() {
        guard let captured = LinePattern(text: pattern).match(line, values) else { continue }
        values = captured
        left = left.dropFirst(offset + 1)
        return pattern
      }
      return generalized(line)
    }
  }

  /// A line without what is another at every run: ids, digests, today.
  private func generalized(_ line: String) -> String {
    // What stands in angle brackets in a usage text is no name of ours.
    var line = (try? Regex("<[a-z][a-z0-9-]*>")).map { line.replacing($0, with: "…") } ?? line
    for (name, value) in values where value.count >= 8 { line = line.replacing(value, with: "<\(name)>") }
    let today = String(ISO8601DateFormatter().string(from: Date()).prefix(10))
    for changing in [
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", "[0-7][0-9A-HJKMNP-TV-Z]{25}", "[0-9a-f]{64}", "[0-9a-f]{16}",
      "[A-Za-z0-9+/]{86}==", "[A-Za-z0-9+/]{43}=", today, "\\b\(today.prefix(4))\\b(?!-)",
    ] {
      guard let pattern = try? Regex(changing) else { continue }
      line = line.replacing(pattern, with: "…")
    }
    return line
  }

  private static func difference(of expected: Transcript.Step, from found: Transcript.Step) -> String {
    let wanted = expected.answer
    let had = found.answer
    let missing = wanted.filter { !had.contains($0) }.map { "  - " + $0 }
    let added = had.filter { !wanted.contains($0) }.map { "  + " + $0 }
    let lines = missing + added
    let told = lines.isEmpty ? "  the same lines in another order" : lines.joined(separator: "\n")
    return "$ \(expected.line)\n" + told
  }
}
