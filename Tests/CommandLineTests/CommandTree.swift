import CommandLineTesting
import Foundation

/// The commands as the program itself describes them to other programs (`--experimental-dump-help`).
struct CommandTree: Decodable {
  struct Node: Decodable {
    let commandName: String
    let abstract: String?
    let arguments: [Argument]?
    let subcommands: [Node]?
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      let name: String
    }
    let abstract: String?
    let isOptional: Bool
    let kind: String
    let valueName: String?
    let names: [Name]?

    func isNamed(_ name: String) -> Bool { names?.contains { $0.name == name } ?? false }
  }

  let command: Node

  static func read() throws -> CommandTree {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    let dump = try sandbox.mastro("--experimental-dump-help")
    return try JSONDecoder().decode(CommandTree.self, from: Data(dump.output.utf8))
  }

  /// Every command that does something, with the words that call it.
  var leaves: [(words: [String], node: Node)] { CommandTree.leaves(command, []) }

  private static func leaves(_ node: Node, _ words: [String]) -> [(words: [String], node: Node)] {
    let below = (node.subcommands ?? []).filter { $0.commandName != "help" }
    guard !below.isEmpty else { return [(words, node)] }
    return below.flatMap { leaves($0, words + [$0.commandName]) }
  }
}
