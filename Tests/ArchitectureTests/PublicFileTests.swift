import Coaching
import Funds
import LedgerCore
import Testing

/// Files at the front door: what other people and their programs read first.
@Suite struct PublicFileTests {
  @Test func `the readme's first screen has the two commands`() throws {
    let screen = try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).prefix(30)
    for command in ["tools/demo", "tools/test"] {
      #expect(screen.contains { $0.contains(command) }, "\(command)")
      #expect(!(try Repository.text(command)).isEmpty)
    }
  }

  @Test func `the top level is what the design says`() {
    let names = Set(Repository.files(under: "").map { String($0.path.split(separator: "/")[0]) })
    let visible = names.filter { !$0.hasPrefix(".") }
    #expect(
      visible.sorted() == [
        "LICENSE", "Package.swift", "README.md", "Sources", "Tests", "ledger-specs", "publiccode.yml", "tools",
      ])
  }

  @Test func `every policy of the specifications can be adopted`() throws {
    let files = Repository.files(under: "ledger-specs/policies").filter { $0.path.hasSuffix(".json") }
    #expect(!files.isEmpty)
    let registered = Set((Registry.kinds + CoachingRegistry.kinds).map(\.kind))
    for file in files {
      let json = try JSON.parse(file.text.utf8, form: .relaxed)
      // Parts of a policy, which `policy adopt --add` takes in, have sections only; the tests of the sections read them.
      guard json.object?["version"] != nil else {
        let sections = json.object.map { Set($0.keys) } ?? []
        #expect(!sections.isEmpty && sections.isSubset(of: ["guarantees", "loans"]), "\(file)")
        continue
      }
      let policy = try JSONDecoding.decodeExactly(Policy.self, from: JSON.parse(file.text.utf8, form: .relaxed))
      let unknown = (policy.kinds + policy.attestable).filter { !registered.contains($0) }
      #expect(unknown == [], "\(file)")
      #expect(Set(policy.kinds).count == policy.kinds.count, "\(file)")
      #expect(!policy.approvals.isEmpty && !policy.bankAccounts.isEmpty, "\(file)")
    }
  }

  /// Keys that the standard publiccode.yml 0.4 requires.
  static let requiredKeys = [
    "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
    "description",
    "legal", "  license", "maintenance", "  type", "localisation", "  localisationReady", "  availableLanguages",
  ]

  @Test(arguments: requiredKeys)
  func `publiccode has the keys that the catalogue requires`(key: String) throws {
    let lines = try Repository.text("publiccode.yml").split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix(key + ":") }.count == 1, "\(key)")
  }

  @Test func `publiccode describes the program in two languages, as long as the catalogue allows`() throws {
    let text = try Repository.text("publiccode.yml")
    let lines = text.split(separator: "\n")
    for language in ["  en:", "  it:"] { #expect(lines.contains { $0 == language }, "\(language)") }
    let short = lines.filter { $0.hasPrefix("    shortDescription:") }
    #expect(short.count == 2)
    for line in short { #expect(line.count - "    shortDescription: ".count <= 150) }
    #expect(lines.contains { $0 == "  license: EUPL-1.2" })
    #expect(try Repository.text("LICENSE").contains("EUPL"))
  }
}
