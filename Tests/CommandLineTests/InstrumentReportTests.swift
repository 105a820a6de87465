import CommandLineTesting
import Foundation
import Testing

/// Reports on every instrument, with something in each of them.
struct InstrumentReportTests {
  /// A loan that paid one of its instalments, a guarantee with a reserve, a plan that is running, hours that were credited.
  private static let story = """
    member enrol --key yara --name "Yara Host" --roles host --bodies comune-lodi --as anna
    member confirm --as bruno
    member enrol --key zeno --name "Zeno" --roles operator --as anna
    member confirm --as bruno
    fund open prestiti --title "Fondo Prestiti" --restriction social:emergency,arrears,service --date 2026-01-01 --as anna
    contribution receive 10000.00 --to prestiti/social --account main --date 2026-01-01 --as carla
    contribution receive 10000.00 --to prestiti/social --account main --date 2026-07-01 --as carla
    party register --name Okafor --date 2026-01-01 --as olga
    party register --name "Condominio Aurora" --sort company --date 2026-01-01 --as olga
    loan apply 480.00 --instalments 12 --pack social --from prestiti/social --purpose arrears --for Okafor --group \
    young-person --date 2026-01-10 --file-number L1 --as olga
    loan approve L1 --rate 0 --method interest-free --date 2026-01-10 --as dario
    loan accept L1 --attest-for Okafor --document paper.txt --date 2026-01-10 --as olga
    loan disburse L1 --account main --date 2026-01-10 --as carla
    loan repay L1 40.00 --account main --date 2026-02-10 --as carla
    household register --member Rossi:reference --date 2026-02-01 --as olga
    reserve set casa/free 1500.00 --date 2026-02-01 --as anna
    guarantee request --for Rossi --landlord "Immobiliare Blu" --from casa/free --rent 500.00 --deposit 1000.00 --start \
    2026-03-01 --end 2027-02-28 --date 2026-02-15 --file-number G1 --as olga
    guarantee approve G1 --date 2026-02-16 --as dario
    guarantee issue G1 --date 2026-02-17 --as elena
    plan open --household Rossi --debt "Condominio Aurora:condominium:300.00" --date 2026-04-01 --file-number P1 --as olga
    plan propose P1 --monthly 50.00 --first 2026-05-05 --override --date 2026-04-02 --as olga
    plan override P1 --date 2026-04-02 --as dario
    plan override P1 --date 2026-04-02 --as elena
    plan accept P1 --attest-for "Condominio Aurora" --document paper.txt --date 2026-04-03 --as marta
    plan accept P1 --attest-for Rossi --document paper.txt --date 2026-04-03 --as zeno
    plan activate P1 --date 2026-04-04 --as olga
    plan pay P1 50.00 --account main --date 2026-05-05 --as carla
    service agree --household Rossi --worker Rossi --host comune-lodi --tasks green-care --from 2026-03-02 --until \
    2026-12-31 --date 2026-02-20 --file-number S1 --as olga
    service terms S1 --creditor "Immobiliare Blu" --nature rent --from prestiti/social --total-cap 400.00 --date \
    2026-02-21 --as dario
    service accept S1 --side household --attest-for Rossi --document paper.txt --date 2026-02-22 --as marta
    service accept S1 --side host --on-behalf-of comune-lodi --date 2026-02-22 --as yara
    service insure S1 --certificate paper.txt --from 2026-03-01 --until 2026-12-31 --date 2026-02-25 --as olga
    service perform S1 --day 2026-03-03 --from 09:00 --to 12:30 --task green-care --date 2026-03-03 --as olga
    service confirm S1 --on-behalf-of comune-lodi --date 2026-03-04 --as yara
    service credit S1 --date 2026-03-20 --as olga
    """

  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox.withStandardFund()
    try sandbox.write("signed", to: "paper.txt")
    for key in ["yara", "zeno"] { try sandbox.succeed("key", "new", key, "--automation") }
    for line in Self.story.replacing("\\\n", with: "").split(separator: "\n") {
      let outcome = try sandbox.shell("mastro \(line)")
      try #require(outcome.exit == 0, "\(line): \(outcome.errors)")
    }
    return sandbox
  }

  private func object(_ sandbox: Sandbox, _ words: String...) throws -> [String: Any] {
    let outcome = try sandbox.command(["report"] + words + ["--as-of", "2026-05-31", "--json"]).run()
    #expect(outcome.exit == 0, "\(words): \(outcome.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private func figures(_ sandbox: Sandbox, _ report: String) throws -> [String: Any] {
    try #require(try object(sandbox, report)["figures"] as? [String: Any])
  }

  @Test func `each instrument's report says what its commands have done`() throws {
    let sandbox = try sandbox()
    defer { sandbox.remove() }
    let portfolio = try figures(sandbox, "portfolio")
    #expect(portfolio["outstanding"] as? Int == 44_000 && portfolio["overdue"] as? Int == 12_000)
    #expect(portfolio["par30Percent"] as? String == "100.00" && portfolio["par90Percent"] as? String == "0.00")
    let late = try #require(try object(sandbox, "ageing")["loans"] as? [[String: Any]])
    #expect(late.map { $0["countedDays"] as? Int } == [82])
    #expect(late[0]["1-30"] as? Int == 4_000 && late[0]["31-60"] as? Int == 4_000 && late[0]["61-90"] as? Int == 4_000)
    let exposure = try figures(sandbox, "exposure")
    #expect(exposure["exposure"] as? Int == 600_000 && exposure["ratio"] as? String == "4.00")
    let plans = try #require(try object(sandbox, "plans")["plans"] as? [[String: Any]])
    #expect(plans.map { $0["outstanding"] as? Int } == [30_000] && plans.map { $0["held"] as? Int } == [5_000])
    #expect(plans[0]["nextDue"] as? String == "2026-06-05")
    let service = try figures(sandbox, "service")
    #expect(service["confirmedMinutes"] as? Int == 210 && service["credited"] as? Int == 2_450)
    let impact = try object(sandbox, "impact")
    #expect((impact["instruments"] as? [[String: Any]])?.allSatisfy { $0["count"] is NSNull } == true)
  }

  @Test func `a household's statement names its people and everything it was given`() throws {
    let sandbox = try sandbox()
    defer { sandbox.remove() }
    let statement = try object(sandbox, "household", "Rossi")
    let help = try #require(statement["help"] as? [[String: Any]])
    let families = help.compactMap { ($0["stream"] as? String)?.split(separator: "/").first.map(String.init) }
    #expect(families.sorted() == ["guarantee", "plan", "service"])
    #expect((statement["members"] as? [[String: Any]])?.map { $0["name"] as? String } == ["Rossi"])
    #expect((statement["figures"] as? [String: Any])?["owed"] as? Int == 30_000)
    let early = try sandbox.mastro("report", "household", "Rossi", "--as-of", "2026-01-31")
    #expect(early.exit == 3 && early.errors.hasPrefix("error[household.unknown]"))
  }

  @Test func `a fund's report counts the loans paid out, and every report with something in it is a page`() throws {
    let sandbox = try sandbox()
    defer { sandbox.remove() }
    let figures = try #require(try object(sandbox, "fund", "prestiti")["figures"] as? [String: Any])
    #expect(figures["loansPaidOut"] as? Int == 48_000 && figures["rotation"] as? String == "0.05")
    for report in [
      ["fund", "prestiti"], ["portfolio"], ["ageing"], ["exposure"], ["plans"], ["service"], ["household", "Rossi"],
      ["restrictions"], ["trial-balance"], ["impact"],
    ] {
      let outcome = try sandbox.command(["report"] + report + ["--html", "page.html"]).run()
      #expect(outcome.exit == 0, "\(report): \(outcome.errors)")
      #expect(try sandbox.read("page.html").contains("</html>"))
    }
  }
}
