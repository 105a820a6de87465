import CommandLineTesting
import Foundation
import Testing

/// A family's budget and capacity as an educator works with them, on the whole program.
struct CoachingTests {
  /// The standard fund with the people of `coaching.run`, and the family's sheet in `rossi.json`.
  private static func family() throws -> Sandbox {
    let sandbox = try Sandbox.withStandardFund()
    try FileManager.default.copyItem(
      atPath: Sandbox.package + "/ledger-specs/scenarios/coaching.run", toPath: sandbox.file("coaching.run"))
    try sandbox.succeed("run", "coaching.run")
    try sandbox.write(try sandbox.succeed("budget", "template"), to: "rossi.json")
    return sandbox
  }

  private static func snapshot(of name: String, _ sheet: String, in sandbox: Sandbox) throws {
    try sandbox.succeed("budget", "snapshot", name, sheet, "--as", "elsa")
    try sandbox.succeed(
      "budget", "confirm", name, "--attest-for", name, "--document", "policy.json", "--as", "piero")
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static func term(_ name: String, of family: String, in sandbox: Sandbox) throws -> String {
    let explained = try object(sandbox.succeed("capacity", "explain", family, "--json"))
    let working = try #require(explained["working"] as? [String: Any])
    return try #require((working["terms"] as? [String: Any])?[name] as? String)
  }

  /// A plan of 100.00 a month with Lara Blu, in force.
  private static func activatePlan(in sandbox: Sandbox) throws {
    for line in [
      "party register --name \"Lara Blu\" --as olga",
      "plan open --household Rossi --debt \"Lara Blu:rent:1200.00\" --file-number P-1 --as olga",
      "plan propose P-1 --monthly 100.00 --rent-day 10 --as olga",
      "plan accept P-1 --creditor \"Lara Blu\" --attest-for \"Lara Blu\" --document policy.json --as vera",
      "plan accept P-1 --family --attest-for Rossi --document policy.json --as piero",
      "plan activate P-1 --as olga",
    ] {
      let outcome = try sandbox.shell("mastro " + line)
      try #require(outcome.exit == 0, "\(line): \(outcome.errors)")
    }
  }

  @Test func `an instalment of the ledger is in A once, though somebody types it as well`() throws {
    let sandbox = try Self.family()
    defer { sandbox.remove() }
    try Self.snapshot(of: "Rossi", "rossi.json", in: sandbox)
    try sandbox.succeed("capacity", "assess", "Rossi", "--as", "elsa")
    #expect(try Self.term("A", of: "Rossi", in: sandbox) == "50.00")
    try Self.activatePlan(in: sandbox)
    try sandbox.succeed("capacity", "assess", "Rossi", "--as", "elsa")
    #expect(try Self.term("A", of: "Rossi", in: sandbox) == "150.00", "the snapshot is older than the plan")
    let typed = try sandbox.read("rossi.json").replacing("\"Shop\"", with: "\"lara blu\"")
    try sandbox.write(typed, to: "typed.json")
    try Self.snapshot(of: "Rossi", "typed.json", in: sandbox)
    try sandbox.succeed("capacity", "assess", "Rossi", "--as", "elsa")
    #expect(try Self.term("A", of: "Rossi", in: sandbox) == "100.00")
    let shown = try Self.object(sandbox.succeed("budget", "show", "Rossi", "--json"))
    let debts = try #require((shown["sheet"] as? [String: Any])?["debts"] as? [[String: Any]])
    #expect(debts.compactMap { $0["creditor"] as? String }.sorted() == ["Cousin", "Lara Blu"])
    #expect(try Self.object(sandbox.succeed("capacity", "show", "Rossi", "--json"))["running"] as? Int == 10_000)
  }

  @Test func `all families are assessed at once, and those who need a talk are left for it`() throws {
    let sandbox = try Self.family()
    defer { sandbox.remove() }
    for name in ["Bianchi", "Verdi"] {
      for line in [
        "party register --name \(name) --as olga",
        "household register --member \(name):reference --name \(name) --as olga",
        "consent give \(name) --bodies caritas --scopes budget --until 2999-12-31 --attest-for \(name) "
          + "--document policy.json --as olga", "budget open \(name) --as elsa",
      ] { try #require(try sandbox.shell("mastro " + line).exit == 0, "\(line)") }
    }
    for name in ["Rossi", "Bianchi"] { try Self.snapshot(of: name, "rossi.json", in: sandbox) }
    let before = try sandbox.envelopes()
    #expect(try Self.rows(sandbox, "--dry-run").count == 2)
    #expect(try sandbox.envelopes() == before)
    let assessed = try Self.rows(sandbox)
    #expect(Set(assessed.compactMap { $0["household"] as? String }) == ["Rossi", "Bianchi"])
    #expect(try Self.rows(sandbox).isEmpty, "nothing is due a second time")
    try sandbox.succeed("budget", "change", "Rossi", "--reason", "job-loss", "--as", "elsa")
    try Self.snapshot(of: "Bianchi", "rossi.json", in: sandbox)
    let later = try sandbox.mastro("capacity", "assess", "--all", "--as", "elsa", "--json")
    #expect(later.exit == 0)
    #expect(try Self.list(later.output).compactMap { $0["household"] as? String } == ["Bianchi"])
    #expect(later.errors.contains("left out: Verdi: no snapshot is confirmed"))
    let report = try sandbox.mastro("report", "coaching", "--json")
    #expect(report.exit == 7)
    #expect((try Self.object(report.output)["tightest"] as? [Any])?.count == 3)
    let told = try sandbox.mastro("report", "coaching", "--public", "--json")
    #expect(told.exit == 0)
    #expect(!told.output.contains("Rossi"))
    #expect((try Self.object(told.output)["figures"] as? [String: Any])?["families"] is NSNull)
  }

  @Test func `a family that another one has taken up, or that was forgotten, waits for nobody`() throws {
    let sandbox = try Self.family()
    defer { sandbox.remove() }
    for name in ["Bianchi", "Verdi"] {
      for line in [
        "party register --name \(name) --as olga",
        "household register --member \(name):reference --name \(name) --as olga",
        "consent give \(name) --bodies caritas --scopes budget --until 2999-12-31 --attest-for \(name) "
          + "--document policy.json --as olga", "budget open \(name) --as elsa",
      ] { try #require(try sandbox.shell("mastro " + line).exit == 0, "\(line)") }
    }
    for name in ["Rossi", "Bianchi", "Verdi"] { try Self.snapshot(of: name, "rossi.json", in: sandbox) }
    for line in [
      "household merge Bianchi --into Rossi --as olga", "household erase Verdi --basis consent-withdrawn --as anna",
      "household list --json > families.json",
    ] { try #require(try sandbox.shell("mastro " + line).exit == 0, "\(line)") }
    let families = try Self.list(sandbox.read("families.json"))
    let verdi = try #require(families.first { $0["name"] as? String == "Verdi" }?["id"] as? String)
    try sandbox.succeed("household", "erase", verdi, "--as", "bruno")
    #expect(try Self.list(sandbox.succeed("budget", "list", "--json")).count == 1)
    let assessed = try Self.rows(sandbox)
    #expect(assessed.compactMap { $0["household"] as? String } == ["Rossi"])
    let report = try Self.object(sandbox.mastro("report", "coaching", "--json").output)
    #expect((report["figures"] as? [String: Any])?["families"] as? Int == 1)
  }

  private static func rows(_ sandbox: Sandbox, _ more: String...) throws -> [[String: Any]] {
    try list(sandbox.command(["capacity", "assess", "--all", "--as", "elsa", "--json"] + more).run().output)
  }

  private static func list(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  @Test func `what other bodies keep is a sum, unless somebody asks for all`() throws {
    let sandbox = try Self.family()
    defer { sandbox.remove() }
    try Self.snapshot(of: "Rossi", "rossi.json", in: sandbox)
    try sandbox.succeed("capacity", "assess", "Rossi", "--as", "elsa")
    try sandbox.succeed("capacity", "reserve", "Rossi", "30.00", "--as", "vera")
    try sandbox.succeed("capacity", "reserve", "Rossi", "20.00", "--as", "piero")
    func reserved(_ more: String...) throws -> (sum: Int?, bodies: [String]) {
      let shown = try Self.object(sandbox.command(["capacity", "show", "Rossi", "--json"] + more).run().output)
      let listed = try #require(shown["reservations"] as? [[String: Any]])
      return (shown["reserved"] as? Int, listed.compactMap { $0["body"] as? String })
    }
    #expect(try reserved().bodies.isEmpty)
    #expect(try reserved().sum == 5_000)
    #expect(try reserved("--body", "caritas").bodies == ["caritas"])
    #expect(try reserved("--all").bodies == ["comune-lodi", "caritas"])
    for words in [["capacity", "show", "Rossi"], ["capacity", "show", "Rossi", "--body", "caritas"]] {
      #expect(try !sandbox.command(words).run().output.contains("comune-lodi"))
    }
  }

  @Test func `a family of which nothing can be asked is told what to do instead, never a mere zero`() throws {
    let sandbox = try Self.family()
    defer { sandbox.remove() }
    try sandbox.write(try sandbox.read("rossi.json").replacing("1480.00", with: "700.00"), to: "poor.json")
    try Self.snapshot(of: "Rossi", "poor.json", in: sandbox)
    for words in [["assess", "Rossi", "--as", "elsa"], ["show", "Rossi"], ["explain", "Rossi"]] {
      let outcome = try sandbox.command(["capacity"] + words).run()
      #expect(outcome.exit == 0)
      for route in ["`mastro plan suspend`", "`mastro service agree`", "every benefit"] {
        #expect(outcome.output.contains(route), "\(words[0])")
      }
    }
    let shown = try sandbox.succeed("budget", "show", "Rossi")
    #expect(shown.contains("for now we ask for no instalments"))
    #expect(!shown.contains("0.00 a month"))
  }
}
