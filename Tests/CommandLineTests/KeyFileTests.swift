import CommandLineTesting
import Foundation
import Testing

/// Keys at rest: sealed with a passphrase, bound to their parameters, asked for on a terminal.
@Suite(.serialized)
struct KeyFileTests {
  private static let passphrase = ["MASTRO_PASSPHRASE_FILE": "passphrase"]

  private func sealedKey() throws -> Sandbox {
    let sandbox = try Sandbox.withStandardFund()
    try sandbox.write("correct horse battery staple\n", to: "passphrase")
    let made = try sandbox.mastro("key", "new", "dora", environment: KeyFileTests.passphrase)
    #expect(made.exit == 0, "\(made.errors)")
    return sandbox
  }

  private func code(_ id: String) -> String { "error[\(id)]: " }

  private func sign(_ sandbox: Sandbox) throws -> Command.Outcome {
    try sandbox.mastro("key", "export", "dora", "--request", environment: KeyFileTests.passphrase)
  }

  @Test func `a sealed key opens with its passphrase and with no other`() throws {
    let sandbox = try sealedKey()
    defer { sandbox.remove() }
    let file = try sandbox.read("keys/dora.key")
    #expect(!file.contains("seed"))
    #expect(file.contains("argon2id"))
    let mode = try FileManager.default.attributesOfItem(atPath: sandbox.file("keys/dora.key"))[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(try sign(sandbox).exit == 0)

    try sandbox.write("correct horse battery stable\n", to: "passphrase")
    let refused = try sign(sandbox)
    #expect(refused.exit == 1)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.hasPrefix("error[key.unusable]: the passphrase does not open the key\nhint: "))
  }

  @Test(arguments: [
    ("\"operations\":3", "\"operations\":4"), ("\"name\":\"dora\"", "\"name\":\"carla\""),
    ("\"algorithm\":\"argon2id\"", "\"algorithm\":\"argon2i\""),
  ])
  func `a key file whose header was changed does not open`(part: String, forged: String) throws {
    let sandbox = try sealedKey()
    defer { sandbox.remove() }
    let file = try sandbox.read("keys/dora.key")
    try #require(file.contains(part))
    try sandbox.write(file.replacing(part, with: forged), to: "keys/dora.key")
    let refused = try sign(sandbox)
    #expect(refused.exit == 1)
    #expect(refused.errors.contains("error[key.unusable]"))
  }

  @Test func `a passphrase is typed twice, and two that differ make no key`() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    let typing = "(sleep 0.5; echo one; sleep 0.5; echo two; sleep 0.5)"
    let outcome = try sandbox.shell("\(typing) | script --quiet --return --command 'mastro key new dora' /dev/null")
    #expect(outcome.exit == 5)
    #expect(outcome.output.contains(code("key.passphrases-differ")))
    #expect(!FileManager.default.fileExists(atPath: sandbox.file("keys/dora.key")))
  }

  @Test func `a key is never written over another`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let file = try sandbox.read("keys/carla.key")
    #expect(try sandbox.mastro("key", "new", "carla", "--automation").exit == 1)
    #expect(try sandbox.read("keys/carla.key") == file)
  }
}
