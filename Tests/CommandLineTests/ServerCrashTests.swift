import CommandLineTesting
import Foundation
import LedgerCore
import SeededRandom
import Testing

/// The server dies under load: whatever it has answered is on disk, and whoever sends again doubles nothing.
struct ServerCrashTests {
  private static let kills = 20
  /// Submissions of one round, sent by so many people at once.
  private static let load = (submissions: 120, people: 16)

  private typealias Sent = (entries: [SignedEntry], receipts: [Receipt]?)

  @Test func `after twenty sudden deaths every answered submission is there, whole, and sending again doubles none`()
    async throws
  {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let key = try sandbox.key(of: "carla")
    var random = SeededGenerator.printing("server crash test")
    let opening = try ExportedLog(sandbox).lines.count
    var before: [Sent] = []
    var (answered, unanswered, interrupted) = (0, 0, 0)
    for round in 1...ServerCrashTests.kills {
      let gifts = try sandbox.gifts(ServerCrashTests.load.submissions, signedWith: key)
      let server = try await ServedLedger(sandbox, signedInWith: key)
      try await sendAgain(before, to: server, round)
      let delay = Int.random(in: 0...400, using: &random)
      let sent = try await submit(gifts, to: server, killingAfter: delay)
      before = sent
      try check(sent, in: sandbox, round)
      answered += sent.count { $0.receipts != nil }
      unanswered += sent.count { $0.receipts == nil }
      interrupted += sent.contains { $0.receipts == nil } ? 1 : 0
    }
    let server = try await ServedLedger(sandbox, signedInWith: key)
    try await sendAgain(before, to: server, ServerCrashTests.kills + 1)
    server.process.send(SIGTERM)
    #expect(try server.process.wait().exit == 0, "a server that is asked to stop ends well")

    let expected = 2 * ServerCrashTests.kills * ServerCrashTests.load.submissions
    let payloads = try ExportedLog(sandbox).payloads(from: opening)
    #expect(payloads.count == expected && Set(payloads.map(\.id)).count == expected, "everything once")
    #expect(try sandbox.balance("assets:bank:main") == 300_000 + 100 * expected)
    #expect(interrupted > ServerCrashTests.kills / 2, "the server died when it had nothing to do")
    #expect(answered > ServerCrashTests.kills, "the server died before it had done anything")
    let verified = try sandbox.mastro("verify")
    #expect(verified.exit == 0, "\(verified.errors)")
    print("server crash test: \(ServerCrashTests.kills) deaths, \(answered) submissions answered, \(unanswered) not")
  }

  /// Everybody submits until there is no answer any more.
  private func submit(
    _ gifts: [[SignedEntry]], to server: ServedLedger, killingAfter milliseconds: Int
  ) async throws -> [Sent] {
    try await withThrowingTaskGroup(of: [(Int, [Receipt]?)].self) { group in
      for person in 0..<ServerCrashTests.load.people {
        group.addTask {
          var told: [(Int, [Receipt]?)] = []
          for index in stride(from: person, to: gifts.count, by: ServerCrashTests.load.people) {
            do {
              told.append((index, try await server.submit(gifts[index])))
            } catch is URLError {
              told.append((index, nil))
            }
          }
          return told
        }
      }
      try await Task.sleep(for: .milliseconds(milliseconds))
      try server.kill()
      var sent: [Sent] = gifts.map { ($0, nil) }
      for try await told in group { for (index, receipts) in told { sent[index].receipts = receipts } }
      return sent
    }
  }

  /// Nobody knows how their submissions ended: all of them come again.
  private func sendAgain(_ sent: [Sent], to server: ServedLedger, _ round: Int) async throws {
    for (entries, receipts) in sent {
      let again = try await server.submit(entries)
      if let receipts { try #require(again == receipts, "round \(round): an answered submission was written again") }
    }
  }

  private func check(_ sent: [Sent], in sandbox: Sandbox, _ round: Int) throws {
    let log = try ExportedLog(sandbox)
    let places = Dictionary(
      uniqueKeysWithValues: try log.payloads().enumerated().map { ($1.id, $0) })
    for (entries, receipts) in sent {
      let found = entries.map { places[$0.entry.id.description] }
      try #require(found.allSatisfy { ($0 == nil) == (found[0] == nil) }, "round \(round): half a submission is there")
      guard let receipts else { continue }
      try #require(found == receipts.map(\.position), "round \(round): answered, and not where the answer said")
    }
  }
}
