import Bookkeeping
import CommandLineTesting
import Foundation
import Funds
import LedgerCore
import Sodium
import Testing

/// What the command line makes impossible by unlocking keys first, another program is told by the bookkeeper.
struct LockedKeyTests {
  @Test func `nothing is recorded for a member whose key is not unlocked`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let before = try sandbox.envelopes()
    let surroundings = Surroundings(
      milliseconds: { Int(Date().timeIntervalSince1970 * 1000) }, random: SystemRandomSource())
    let bookkeeper = try LedgerFolder(path: sandbox.file("ledger")).open(surroundings)
    let administrator = try #require(try bookkeeper.governing().administrators.first)
    let request = try EntryRequest(
      BodyRegistered(body: "chiesa", form: .church, name: "San Lorenzo"), stream: .ledger, actor: administrator,
      role: .administrator, effective: surroundings.now.date, id: surroundings.newID())
    let refusal = try #require(throws: Refusal.self) { try bookkeeper.record([request], keys: [:]) }
    #expect(refusal.code.id == "key.locked")
    #expect(try sandbox.envelopes() == before)
  }
}
