import Coaching
import Foundation
import Funds
import LedgerCore
import Testing

/// The example policy and the parameter files are shipped side by side, and one names the others by their digests.
@Suite struct ShippedPolicyTests {
  private func shipped() throws -> JSON {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = package.appending(path: "ledger-specs/policies/solidarity-fund.json")
    return try JSON.parse(Array(Data(contentsOf: file)), form: .relaxed)
  }

  @Test func `the shipped policy admits every shipped parameter file, by its digest`() throws {
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: shipped())
    let named = policy.coaching?.parameters.map { "\($0.version) \($0.digest)" }
    #expect(named == CapacityParameters.shipped.map { "\($0.file.version) \($0.file.digest)" })
  }
}
