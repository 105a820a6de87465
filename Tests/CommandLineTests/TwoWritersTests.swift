import CommandLineTesting
import Foundation
import Testing

/// Several people work on one ledger at once: the store lets one write at a time, and the rules see every entry before.
struct TwoWritersTests {
  private static let gifts = 150
  private static let grants = 16

  @Test func `writers at once lose nothing, fork nothing, and promise no euro twice`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let requests = try requestGrants(in: sandbox)
    let opening = try ExportedLog(sandbox).lines.count

    let receiving = try ["01KA", "01KB"].map { prefix in
      var ids = GivenIDs(prefix)
      let commands = (0..<TwoWritersTests.gifts).map { _ in
        "contribution receive 1.00 --to casa/free --account main --as carla --id \(ids.next())"
      }
      try sandbox.write(commands.joined(separator: "\n"), to: prefix + ".run")
      return try sandbox.command(["run", prefix + ".run"]).start()
    }
    let approving = try [("dario", requests), ("elena", requests.reversed())].map { name, grants in
      let loop = grants.map { "mastro grant approve \($0) --as \(name); echo \"exit $?\"" }.joined(separator: "\n")
      return try Command(["/bin/sh", "-c", loop], in: sandbox.path, environment: sandbox.environment()).start()
    }
    let gifts = try receiving.map { try $0.wait() }
    let approvals = try approving.map { try $0.wait() }

    for outcome in gifts { #expect(outcome.exit == 0, "\(outcome.errors)") }
    let exits = Set(approvals.flatMap { $0.output.matches(of: /exit ([0-9]+)/).map { String($0.output.1) } })
    #expect(exits.isSubset(of: ["0", "4", "5"]), "\(exits): \(approvals.map(\.errors))")

    let log = try ExportedLog(sandbox).payloads()
    let receipts = (gifts + approvals).flatMap { acknowledged($0.output) }
    #expect(Set(receipts.map(\.position)).count == receipts.count, "two entries were promised one position")
    for receipt in receipts { #expect(log[receipt.position].id == receipt.id) }
    #expect(log.count == opening + receipts.count, "the log holds what nobody was told of, or lacks what somebody was")
    #expect(Set(log.map { "\($0.stream) \($0.revision)" }).count == log.count, "a stream has forked")
    #expect(try sandbox.balance("assets:bank:main") == 300_000 + 2 * TwoWritersTests.gifts * 100)

    let approved = log.dropFirst(opening).filter { $0.kind == "grant.approved" }
    #expect(approved.count == 10, "1,000 euros are ten times 100, whoever is faster")
    #expect(Set(approved.map(\.stream)).count == approved.count, "a grant was approved twice")
    let available = -(try sandbox.balance("equity:fund:casa:rent:available"))
    let committed = -(try sandbox.balance("memo:contra:commitments:casa:rent"))
    #expect(available == 100_000)
    #expect(committed == 100_000, "exactly what the purse holds is promised")
    let verified = try sandbox.mastro("verify")
    #expect(verified.exit == 0, "\(verified.errors)")
  }

  /// Requests of 100 euros each, more than the restriction can pay, for people of whom each gets one.
  private func requestGrants(in sandbox: Sandbox) throws -> [String] {
    var ids = GivenIDs("01KC")
    let commands = (1...TwoWritersTests.grants).flatMap { number -> [String] in
      [
        "party register --name Person-\(number) --as olga",
        "grant request 100.00 --from casa/rent --purpose arrears --for Person-\(number) --id \(ids.next()) --as olga",
      ]
    }
    try sandbox.write(commands.joined(separator: "\n"), to: "requests.run")
    let output = try sandbox.succeed("run", "requests.run")
    return output.matches(of: /grant.requested ([0-9A-Z]{26})/).map { String($0.output.1) }
  }
}
