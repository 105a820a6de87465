import CommandLineTesting
import Foundation
import SeededRandom
import Testing

/// Power fails, processes are killed: what was acknowledged is on disk, and nothing is half there.
struct CrashTests {
  private static let kills = 100

  @Test func `after a hundred sudden deaths every acknowledged entry is there, and none is half there`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    var random = SeededGenerator.printing("crash test")
    var ids = GivenIDs("01K")
    var before = try ExportedLog(sandbox).lines
    let opening = before.count
    var receipts = 0
    for round in 1...CrashTests.kills {
      let commands = (0..<400).map { _ in
        "contribution receive 1.00 --to casa/free --account main --as carla --id \(ids.next())"
      }
      try sandbox.write(commands.joined(separator: "\n"), to: "many.run")
      let process = try sandbox.command(["run", "many.run"]).start()
      // Every other round waits for the first receipt, so that a slow machine is killed in the middle of appends, too.
      if round.isMultiple(of: 2) { while process.outputSoFar.isEmpty { usleep(1_000) } }
      usleep(UInt32.random(in: 0...(round.isMultiple(of: 2) ? 200_000 : 150_000), using: &random))
      process.send(SIGKILL)
      let outcome = try process.wait()
      #expect(outcome.exit == 128 + SIGKILL, "round \(round): \(outcome.errors)")

      let log = try ExportedLog(sandbox)
      try #require(log.lines.starts(with: before), "round \(round): the log does not extend what it was")
      let new = try log.payloads(from: before.count)
      for receipt in acknowledged(outcome.output) {
        let index = receipt.position - before.count
        try #require(new.indices.contains(index), "round \(round): \(receipt) was acknowledged and is gone")
        try #require(new[index].id == receipt.id, "round \(round): another entry stands at \(receipt.position)")
        receipts += 1
      }
      let expected = 300_000 + 100 * (log.lines.count - opening)
      try #require(try sandbox.balance("assets:bank:main") == expected, "round \(round): a balance is half there")
      before = log.lines
    }
    #expect(receipts > CrashTests.kills / 2, "the processes died before they had done anything")
    let verified = try sandbox.mastro("verify")
    #expect(verified.exit == 0, "\(verified.errors)")
    print("crash test: \(CrashTests.kills) deaths, \(receipts) receipts, \(before.count - opening) entries")
  }
}
