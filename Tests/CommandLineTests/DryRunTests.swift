import CommandLineTesting
import Foundation
import Testing

/// `--dry-run` runs the very rules, and then signs and writes nothing: neither log nor vault nor keys.
struct DryRunTests {
  private static let commands = [
    "body register chiesa --name Chiesa --as anna",
    "member enrol --key dora --name Dora --roles operator --as anna",
    "member add-key --key dora --as carla",
    "party register --name Bianchi --as olga",
    "policy adopt policy.json --as anna",
    "period close 2026-01-31 --as anna",
    "fund open scuola --title Scuola --opening free=10.00@till --as anna",
    "fund restrict casa school:food --as anna",
    "contribution pledge 10.00 --to casa --donor Rossi --as olga",
    "contribution receive 10.00 --to casa --account main --as carla",
    "capital receive 10.00 --to casa --account main --funder comune-lodi --as carla",
    "transfer make 10.00 --from casa --to casa/rent --as carla",
    "reserve set casa/free 10.00 --as anna",
    "cash move 10.00 --from main --to till --as carla",
    "cost pay 10.00 --nature stamp-duty --fund casa --account main --as carla",
    "grant request 10.00 --from casa --purpose food --for Rossi --dossier policy.json --as olga",
    "voucher issue 10.00 --from casa --purpose food --for Rossi --expires 2999-01-01 --as olga",
    "party register --name Verdi --tax-code MRTMTT91D08F205J --as olga",
    "household register --member Rossi:reference --tax-code RSSMRA85T10A562S --as olga",
    "log-key rotate --as anna",
  ]

  @Test func `a dry run writes nothing, and the same command without it does`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    try sandbox.succeed("key", "new", "dora", "--automation")
    for line in DryRunTests.commands {
      let words = ["/bin/sh", "-c", "mastro \(line) --dry-run"]
      let before = try contents(sandbox)
      let outcome = try Command(words, in: sandbox.path, environment: sandbox.environment()).run()
      #expect(outcome.exit == 0, "\(line): \(outcome.errors)")
      #expect(outcome.output.hasPrefix("would record "), "\(line)")
      #expect(try contents(sandbox) == before, "\(line) wrote something")
    }
    try sandbox.write(DryRunTests.commands.filter { !$0.contains("add-key") }.joined(separator: "\n"), to: "all.run")
    let size = try ExportedLog(sandbox).lines.count
    try sandbox.succeed("run", "all.run")
    #expect(try ExportedLog(sandbox).lines.count == size + DryRunTests.commands.count - 1)
  }

  @Test func `a dry run is refused as the command would be`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let outcome = try sandbox.shell("mastro cash move 50.00 --from till --to main --as carla --dry-run")
    #expect(outcome.exit == 5)
    #expect(outcome.errors.contains("error[account.overdrawn]"))
  }

  /// What a dry run might have touched: the log, the vault's rows, and the files.
  private func contents(_ sandbox: Sandbox) throws -> String {
    let files = try sandbox.shell("ls keys; ls ledger | grep -v -e -wal -e -shm").output
    let records = try sandbox.shell("sqlite3 ledger/vault.db .dump").output
    return try sandbox.envelopes() + files + records
  }
}
