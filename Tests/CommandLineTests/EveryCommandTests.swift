import CommandLineTesting
import Foundation
import Testing

/// What holds for every command, whatever it does.
struct EveryCommandTests {
  @Test func `every command and every option explains itself`() throws {
    let leaves = try CommandTree.read().leaves
    #expect(leaves.count > 60)
    for (words, node) in leaves {
      let name = words.joined(separator: " ")
      #expect(node.abstract?.isEmpty == false, "\(name) says not what it does")
      for argument in node.arguments ?? [] {
        #expect(argument.abstract?.isEmpty == false, "\(name): \(argument.valueName ?? "?") says not what it is")
      }
    }
  }

  @Test func `whatever records something can be dated, repeated and tried`() throws {
    for (words, node) in try CommandTree.read().leaves {
      guard let arguments = node.arguments, arguments.contains(where: { $0.isNamed("as") }) else { continue }
      for option in ["dry-run", "date", "id", "json", "no-input"] {
        #expect(arguments.contains { $0.isNamed(option) }, "\(words.joined(separator: " ")) lacks --\(option)")
      }
    }
  }

  @Test func `help is on standard output and succeeds`() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    for words in [["--help"], ["help", "grant", "request"], ["grant", "pay", "--help"], ["--version"]] {
      let outcome = try sandbox.command(words).run()
      #expect(outcome.exit == 0)
      #expect(!outcome.output.isEmpty)
      #expect(outcome.errors.isEmpty)
    }
  }

  @Test(arguments: [
    ["no-such-command"], ["balance", "--no-such-option"], ["contribution", "receive"],
    ["contribution", "receive", "12,345.678x", "--to", "casa", "--account", "main", "--as", "carla"],
    ["contribution", "receive", "1.250,00", "--to", "casa", "--account", "main", "--as", "carla"],
    ["contribution", "receive", "10.005", "--to", "casa", "--account", "main", "--as", "carla"],
    ["contribution", "receive", "10.00", "--to", "Casa!", "--account", "main", "--as", "carla"],
    ["contribution", "receive", "10.00", "--to", "casa", "--account", "main", "--as", "carla", "--date", "2026-02-30"],
    ["contribution", "receive", "10.00", "--to", "casa", "--account", "main", "--as", "carla", "--id", "12"],
    ["balance", "--at", "3", "--as-of", "2026-01-01"], ["log", "--most", "0"], ["init", "--name", "a b"],
    ["transfer", "make", "10.00", "--as", "carla"], ["restore"], ["run", "standard-fund.run", "more"],
  ])
  func `a wrong command line is told so, exits with 2 and writes nothing`(words: [String]) throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let before = try sandbox.envelopes()
    let outcome = try sandbox.command(words).run()
    #expect(outcome.exit == 2, "\(outcome)")
    #expect(outcome.output.isEmpty)
    let errors = outcome.errors
    #expect(errors.hasPrefix("Error: ") || errors.hasPrefix("error[amount.unreadable]: "), "\(errors)")
    #expect(try sandbox.envelopes() == before)
  }

  @Test func `amounts are read as they are written in Italy, when one says so`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    for (amount, locale) in [("1.250,00", "it"), ("1250,00", "it"), ("1250.00", "en"), ("1250", "en")] {
      try sandbox.succeed(
        "contribution", "receive", amount, "--locale", locale, "--to", "casa", "--account", "till", "--as", "carla")
    }
    #expect(try sandbox.balance("assets:bank:till") == 4 * 125_000)
  }
}
