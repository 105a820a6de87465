import CommandLineTesting
import Foundation
import Testing

/// A family is forgotten: what remains of it in any file, and what happens where a program is interrupted.
struct ErasureTests {
  /// What was told of the family, in the words in which it was typed; the vault keeps none of it readable.
  private static let told = [
    "Ghezzi", "Beatrice", "Tommaso", "via dell'Acqua 17", "333 1234567", "GHZBRC85A41F205E", "bruised dossier text",
    "Affitto marzo",
  ]
  /// The office's own number, which the vault keeps as it is written.
  private static let fileNumber = "H-2026/17"

  @Test func `no byte of a family that was erased is left, and the log is whole`() throws {
    let sandbox = try Self.helpedFamily()
    defer { sandbox.remove() }
    for text in Self.told { #expect(try Self.files(in: "ledger", sandbox, holding: Array(text.utf8)) == [], "\(text)") }
    #expect(try Self.files(in: "ledger", sandbox, holding: Array(Self.fileNumber.utf8)) != [])
    let keys = try Self.keys(sandbox)
    let records = try Self.sealedRecords(sandbox)
    #expect(records.erased == 0)
    let envelopes = try sandbox.envelopes()

    try Self.erase(sandbox)
    let left = try Self.keys(sandbox)
    let destroyed = keys.subtracting(left)
    #expect(destroyed.count == 3, "two parties and the household")
    try sandbox.succeed("backup", "copy")
    for folder in ["ledger", "copy"] {
      for text in Self.told + [Self.fileNumber] {
        #expect(try Self.files(in: folder, sandbox, holding: Array(text.utf8)) == [], "\(text) in \(folder)")
      }
      for key in destroyed {
        #expect(try Self.files(in: folder, sandbox, holding: try Self.bytes(key)) == [], "a key in \(folder)")
      }
    }
    #expect(try sandbox.envelopes().hasPrefix(envelopes))
    #expect(try Self.sealedRecords(sandbox) == (records.all, 5), "two people, two of the household, one dossier")
    try Self.expectForgotten(sandbox)
    let again = try sandbox.succeed(
      "party", "register", "--name", "B.", "--tax-code", "GHZBRC85A41F205E", "--as", "olga")
    #expect(again.hasPrefix("recorded party.registered"), "the tax code is forgotten, too")
  }

  @Test func `a vault that comes back from a backup forgets again when it is opened`() throws {
    let sandbox = try Self.helpedFamily()
    defer { sandbox.remove() }
    let keys = try Self.keys(sandbox)
    _ = try sandbox.shell("cp ledger/vault.db old-vault.db")
    try Self.erase(sandbox)
    let destroyed = keys.subtracting(try Self.keys(sandbox))

    _ = try sandbox.shell("rm -f ledger/vault.db*; cp old-vault.db ledger/vault.db")
    #expect(try Self.keys(sandbox) == keys, "the keys are back")
    try Self.expectForgotten(sandbox)
    #expect(try Self.keys(sandbox).isDisjoint(with: destroyed))

    _ = try sandbox.shell("cp -r ledger backup && cp old-vault.db backup/vault.db")
    try sandbox.succeed("restore", "backup", "--ledger", "restored")
    for key in destroyed {
      #expect(try Self.files(in: "restored", sandbox, holding: try Self.bytes(key)) == [])
      #expect(try Self.files(in: "ledger", sandbox, holding: try Self.bytes(key)) == [])
    }
  }

  @Test func `what was erased after a backup is erased in what is restored from it`() throws {
    let sandbox = try Self.helpedFamily()
    defer { sandbox.remove() }
    let keys = try Self.keys(sandbox)
    try sandbox.succeed("backup", "early")
    try Self.erase(sandbox)
    let destroyed = keys.subtracting(try Self.keys(sandbox))
    try sandbox.succeed("restore", "early", "--ledger", "restored", "--erasures-of", "ledger")
    for key in destroyed { #expect(try Self.files(in: "restored", sandbox, holding: try Self.bytes(key)) == []) }
    let parties = try sandbox.mastro(
      "party", "list", environment: ["MASTRO_LEDGER": "restored", "MASTRO_KEYS": "other-keys"])
    #expect(parties.exit == 0)
    for name in ["Beatrice", "Tommaso"] { #expect(!parties.output.contains(name)) }
    let code = "erasure.other-ledger"
    _ = try sandbox.shell("cp -r early shorter")
    let refused = try sandbox.mastro("restore", "ledger", "--ledger", "again", "--erasures-of", "shorter")
    #expect(refused.errors.contains("error[\(code)]: "), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: sandbox.file("again")))
  }

  @Test func `an erasure that another program blocks has not succeeded, says so, and is finished by the next command`()
    throws
  {
    let sandbox = try Self.helpedFamily()
    defer { sandbox.remove() }
    let keys = try Self.keys(sandbox)
    try Self.propose(sandbox)
    let reading = "BEGIN;\nSELECT count(*) FROM records;\n.shell touch reading; sleep 600\n"
    let words = ["/bin/sh", "-c", "printf '\(reading)' | exec sqlite3 ledger/vault.db"]
    let reader = try Command(["/usr/bin/setsid"] + words, in: sandbox.path, environment: sandbox.environment()).start()
    while !FileManager.default.fileExists(atPath: sandbox.file("reading")) { usleep(10_000) }

    let refused = try sandbox.mastro("household", "erase", "Ghezzi", "--as", "bruno")
    #expect(refused.exit == 4)
    let code = "erasure.unfinished"
    #expect(refused.errors.contains("error[\(code)]: "), "\(refused.errors)")
    let warned = try sandbox.mastro("household", "list", "--all")
    #expect(warned.errors.contains("warning: an erasure is not finished"), "\(warned.errors)")
    kill(-reader.id, SIGKILL)
    _ = try reader.wait()
    let quiet = try sandbox.mastro("household", "list", "--all")
    #expect(quiet.exit == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
    for key in keys.subtracting(try Self.keys(sandbox)) {
      #expect(try Self.files(in: "ledger", sandbox, holding: try Self.bytes(key)) == [])
    }
    try Self.expectForgotten(sandbox)
  }
}

extension ErasureTests {
  /// The standard fund under a policy that keeps nothing once nothing binds, and a family whom a grant has helped; the
  /// payment is matched with a bank line that names the family.
  private static func helpedFamily() throws -> Sandbox {
    let sandbox = try Sandbox.withStandardFund()
    let day = String(Date(timeIntervalSinceNow: -86_400).ISO8601Format().prefix(10))
    let policy = try sandbox.read("policy.json")
    let shorter = policy.replacing(/"retentionDays": [0-9]+/, with: "\"retentionDays\": 0")
    try #require(shorter != policy)
    try sandbox.write(shorter, to: "policy.json")
    try sandbox.write("bruised dossier text", to: "dossier.txt")
    try sandbox.write("date;amount;description\n\(day);-200.00;Affitto marzo Ghezzi\n", to: "bank.csv")
    let grant = "01K00000000000000000000009"
    let commands = """
      policy adopt policy.json --as anna
      policy confirm --as bruno
      party register --name "Beatrice Ghezzi" --contact "333 1234567" --tax-code GHZBRC85A41F205E --as olga
      party register --name "Tommaso Ghezzi" --as olga
      household register --member "Beatrice Ghezzi:reference" --member "Tommaso Ghezzi:child" --name Ghezzi \
      --address "via dell'Acqua 17" --municipality F205 --file-number \(fileNumber) --as olga
      household update Ghezzi --contact "333 1234567" --as olga
      grant request 200.00 --from casa/rent --purpose arrears --for "Beatrice Ghezzi" --payee "Immobiliare Blu" \
      --dossier dossier.txt --date \(day) --id \(grant) --as olga
      grant approve \(grant) --date \(day) --as dario
      bank import bank.csv --account main --profile generic
      """
    try sandbox.write(commands, to: "family.run")
    try sandbox.succeed("run", "family.run")
    let inbox = try sandbox.succeed("bank", "inbox", "--account", "main")
    let line = try #require(inbox.firstMatch(of: /(?m)^([0-9a-f]{8,}) .*-200\.00/)).output.1
    try sandbox.succeed(
      "bank", "match", "--account", "main", "--line", String(line), "--grant-payment", grant, "--as", "carla")
    return sandbox
  }

  private static func propose(_ sandbox: Sandbox) throws {
    try sandbox.succeed("household", "erase", "Ghezzi", "--basis", "no-longer-needed", "--as", "anna")
  }

  private static func erase(_ sandbox: Sandbox) throws {
    try propose(sandbox)
    try sandbox.succeed("household", "erase", "Ghezzi", "--as", "bruno")
  }

  /// Nothing that a command shows names the family.
  private static func expectForgotten(_ sandbox: Sandbox) throws {
    for words in [
      ["household", "list", "--all"], ["party", "list"], ["bank", "inbox", "--all"], ["grant", "list"], ["log"],
    ] {
      let outcome = try sandbox.command(words).run()
      #expect(outcome.exit == 0)
      for text in told + [fileNumber] { #expect(!outcome.output.contains(text), "\(words): \(text)") }
    }
    #expect(try sandbox.mastro("verify").exit == 0)
  }

  /// The keys that the vault holds, in hexadecimal.
  private static func keys(_ sandbox: Sandbox) throws -> Set<String> {
    let rows = try sandbox.shell("sqlite3 ledger/vault.db 'SELECT hex(key) FROM party_keys'").output
    return Set(rows.split(separator: "\n").map(String.init))
  }

  private static func bytes(_ hex: String) throws -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
  }

  private static func sealedRecords(_ sandbox: Sandbox) throws -> (all: Int, erased: Int) {
    let report = try JSONSerialization.jsonObject(with: Data(try sandbox.succeed("verify", "--json").utf8))
    let members = try #require(report as? [String: Any])
    return (try #require(members["sealedRecords"] as? Int), try #require(members["erasedRecords"] as? Int))
  }

  /// The files of a folder, whatever they are, in which some bytes stand.
  private static func files(in folder: String, _ sandbox: Sandbox, holding bytes: [UInt8]) throws -> [String] {
    let path = sandbox.file(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    #expect(names.contains("vault.db") && names.contains("ledger.db"))
    return names.filter {
      FileManager.default.contents(atPath: path + "/" + $0)?.range(of: Data(bytes)) != nil
    }
  }
}
