import CommandLineTesting
import Foundation
import Testing

/// Whatever README, guides, refusals and the program itself tell people to type exists: noun, verb and long options.
struct DocumentedCommandsTests {
  static let documents = ["README.md", "ledger-specs/README.md"] + files(in: "ledger-specs/guides", ending: ".md")
  static let sources = files(in: "Sources", ending: ".swift")

  @Test(arguments: documents)
  func `a documented command exists`(file: String) throws {
    let text = try Self.read(file)
    let commands = Self.fenced(text) + Self.quoted(text)
    #expect(try Self.faults(commands) == [])
  }

  @Test func `a command in a hint or in a help text exists`() throws {
    let commands = try Self.sources.flatMap { file -> [String] in
      let text = try Self.read(file)
      let examples = Self.joined(text).map { $0.trimmingCharacters(in: .whitespaces) }.filter {
        $0.hasPrefix("mastro ")
      }
      return Self.quoted(text) + examples
    }
    #expect(commands.count > 60)
    #expect(try Self.faults(commands) == [])
  }

  @Test func `the search sees nouns, verbs and options that do not exist`() throws {
    let commands = [
      "mastro grant pay G --account main --as tito", "mastro verify", "mastro help loan pause", "mastro …",
    ]
    #expect(try Self.faults(commands) == [])
    for wrong in [
      "mastro grants list", "mastro grant payy G", "mastro grant pay G --acount main", "mastro verify --al=1",
    ] {
      #expect(try Self.faults([wrong]).count == 1, "\(wrong)")
    }
    let text =
      "```console\n$ A=1 mastro grant pay \\\n    G --as x && mastro verify   # all\n$ ls | wc\n```\n`mastro\nlog`"
    #expect(Self.fenced(text) == ["mastro grant pay  G --as x", "mastro verify"])
    #expect(Self.quoted(text) == ["mastro log"])
    #expect(Self.fenced("$ sudo -u mastro mastro verify\n$ sudo install -o mastro -g mastro x") == ["mastro verify"])
  }

  /// Lines that continue after a backslash are one.
  private static func joined(_ text: String) -> [String] {
    text.replacing(/\\+\n\s*/, with: " ").split(separator: "\n").map { String($0) }
  }

  /// What stands after a prompt, each command of a line by itself and without comment.
  private static func fenced(_ text: String) -> [String] {
    joined(text).filter { $0.hasPrefix("$ ") }.flatMap { line -> [String] in
      let typed = line.dropFirst(2).replacing(/\s+#\s.*/, with: "")
      return typed.split(separator: /&&|\||>/).compactMap { part in
        // The program may be called with variables set, or as another user; elsewhere the word is an argument.
        guard let start = part.prefixMatch(of: /\s*(?:\w+=\S*\s+)*(?:sudo\s+(?:-u\s+\S+\s+)?)?(?=mastro\s)/) else {
          return nil
        }
        return part[start.range.upperBound...].trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// What stands between backticks.
  private static func quoted(_ text: String) -> [String] {
    text.matches(of: /`(mastro\s[^`]+)`/).map { String($0.output.1.replacing(/\s+/, with: " ")) }
  }

  private static func faults(_ commands: [String]) throws -> [String] {
    let tree = try tree.get()
    return Set(commands).sorted().compactMap { command in fault(command, tree.command).map { "\(command): \($0)" } }
  }

  private static let tree = Result { try CommandTree.read() }

  private static func fault(_ command: String, _ root: CommandTree.Node) -> String? {
    var words = command.replacing(/"[^"]*"/, with: "X").split(separator: " ").map { String($0) }.dropFirst()
    if words.first == "help" { words = words.dropFirst() }
    var node = root
    while let below = node.subcommands, let word = words.first, word.wholeMatch(of: /[a-z][a-z-]*/) != nil {
      guard let next = below.first(where: { $0.commandName == word }) else { return "there is no '\(word)'" }
      node = next
      words = words.dropFirst()
    }
    let known = Set(["help", "version"] + (node.arguments ?? []).flatMap { ($0.names ?? []).map(\.name) })
    let options = words.compactMap { $0.firstMatch(of: /^\[?--([a-z][a-z-]*)/).map { String($0.output.1) } }
    return options.first { !known.contains($0) }.map { "there is no --\($0)" }
  }

  private static func read(_ file: String) throws -> String {
    try String(contentsOfFile: Sandbox.package + "/" + file, encoding: .utf8)
  }

  private static func files(in folder: String, ending: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: Sandbox.package + "/" + folder)
    return (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
  }
}
