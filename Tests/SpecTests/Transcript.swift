/// A Markdown file whose fenced blocks are commands and what they answer; see `ledger-specs/scenarios/README.md`.
struct Transcript {
  struct Step: Equatable {
    /// The line after `$ `, with the lines of its here-document.
    var command: [String]
    var output: [String] = []
    var errors: [String] = []
    var exit: Int32 = 0
    /// The log must be the same, byte for byte, after the command as before it.
    var leavesLogUnchanged = false

    var line: String { command.joined(separator: "\n") }

    /// What the transcript says about the command, in the order in which it is written.
    var answer: [String] {
      output.map { Step.needsQuoting($0) ? "| " + $0 : $0 } + errors.map { $0.isEmpty ? "!" : "! " + $0 }
        + (exit == 0 ? [] : ["[exit \(exit)]"]) + (leavesLogUnchanged ? ["= unchanged"] : [])
    }

    /// Output that would read as something else in a transcript.
    private static func needsQuoting(_ line: String) -> Bool {
      ["$ ", "> ", "! ", "| ", "= ", "[exit "].contains { line.hasPrefix($0) } || line == "!"
    }
  }

  enum Block: Equatable {
    /// Everything that is only read: prose, fences.
    case text(String)
    case directive(String)
    case step(Step)
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  var blocks: [Block] = []

  init(parsing text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var isFenced = false
    while let line = lines.popFirst() {
      if line.hasPrefix("```") {
        isFenced.toggle()
        blocks.append(.text(line))
      } else if !isFenced {
        blocks.append(.text(line))
      } else if line.hasPrefix("> ") {
        blocks.append(.directive(String(line.dropFirst(2))))
      } else if line.hasPrefix("$ ") {
        blocks.append(.step(try Transcript.step(String(line.dropFirst(2)), &lines)))
      } else if line.isEmpty {
        blocks.append(.text(line))
      } else {
        throw Fault(description: "no command stands before the line '\(line)'")
      }
    }
    guard !isFenced else { throw Fault(description: "a fence does not end") }
  }

  private static func step(_ command: String, _ lines: inout ArraySlice<String>) throws -> Step {
    var step = Step(command: [command])
    if let mark = command.firstRange(of: "<<'").map({ command[$0.upperBound...].prefix { $0 != "'" } }) {
      while let line = lines.popFirst() {
        step.command.append(line)
        if line == mark { break }
      }
      guard step.command.last == String(mark) else { throw Fault(description: "'\(mark)' does not end '\(command)'") }
    }
    while let line = lines.first, !line.hasPrefix("```"), !line.hasPrefix("$ "), !line.hasPrefix("> ") {
      lines.removeFirst()
      if line.hasPrefix("! ") || line == "!" {
        step.errors.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("| ") {
        step.output.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("[exit "), let code = Int32(line.dropFirst(6).dropLast()) {
        step.exit = code
      } else if line == "= unchanged" {
        step.leavesLogUnchanged = true
      } else {
        step.output.append(line)
      }
    }
    while step.output.last?.isEmpty == true {
      step.output.removeLast()
      lines = [""] + lines
    }
    return step
  }

  var text: String {
    blocks.flatMap { block -> [String] in
      switch block {
      case .text(let line): [line]
      case .directive(let line): ["> " + line]
      case .step(let step): prefixed(step.command) + step.answer
      }
    }.joined(separator: "\n")
  }

  private func prefixed(_ command: [String]) -> [String] { ["$ " + (command.first ?? "")] + command.dropFirst() }

  var steps: [Step] {
    blocks.compactMap { block in
      if case .step(let step) = block { step } else { nil }
    }
  }
}
