import Foundation
import Funds
import LedgerCore
import Testing

/// The guarantee schemes that are shipped, read through the real policy.
@Suite struct GuaranteePolicyTests {
  static let folder = GoldenFile.folder.deletingLastPathComponent().appending(path: "policies")

  private func json(_ name: String) throws -> JSONObject {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
    return try #require(try JSON.parse(bytes, form: .relaxed).object)
  }

  /// The shipped policy with a fragment's schemes in place of its own.
  private func policy(with fragment: String) throws -> Policy {
    var policy = try json("solidarity-fund.json")
    var section = try #require(policy["guarantees"]?.object)
    section["schemes"] = try #require(try json(fragment)["guarantees"]?.object?["schemes"])
    policy["guarantees"] = .object(section)
    return try JSONDecoding.decodeExactly(Policy.self, from: .object(policy))
  }

  @Test func `Milano Abitare: eighteen rents with legal costs, paid after the dwelling is released`() throws {
    let scheme = try #require(try policy(with: "guarantees-milano-abitare.json").guarantees?.scheme("milano-abitare"))
    #expect(scheme.capMonths == 18)
    #expect(scheme.conditions.legalCosts)
    #expect(scheme.conditions.payable == .afterRelease)
    #expect(scheme.conditions.depositNetted == .afterRelease)
    #expect(scheme.source.contains("Milano"))
  }

  @Test func `Liguria: twelve rents, from the third unpaid month after formal notice`() throws {
    let scheme = try #require(try policy(with: "guarantees-liguria.json").guarantees?.scheme("liguria"))
    #expect(scheme.capMonths == 12)
    #expect(scheme.conditions.unpaidMonths == 3)
    #expect(scheme.conditions.formalNotice)
    #expect(scheme.conditions.payable == .atOnce)
    #expect(scheme.source.contains("Liguria"))
  }

  @Test(arguments: ["guarantees-milano-abitare.json", "guarantees-liguria.json"])
  func `a shipped scheme can be adopted with the shipped policy`(fragment: String) throws {
    let books = try Books.fixture()
    let proposal = try books.record(PolicyAdopted(policy: try policy(with: fragment)), .ledger, by: .anna)
    try books.record(PolicyConfirmed(confirms: proposal.id), .ledger, by: .bruno)
  }

  private static let nonsense: [(String, JSON, String)] = [
    ("approvals", .array([]), "no approval step"),
    ("approvals", [["persons": 2, "upTo": 5], ["persons": 1, "upTo": 6]], "do not rise"),
    ("approvals", [["persons": 10, "upTo": 5]], "1 to 9"), ("multiplierPercent", 0, "multiplierPercent"),
    ("schemes", .array([Scheme.casa.json, Scheme.casa.json]), "stands twice"),
    ("schemes", .array([Scheme(name: "casa", capMonths: 0).json]), "capMonths"),
    ("schemes", .array([Scheme(name: "casa", unpaidMonths: 0).json]), "unpaidMonths"),
  ]

  @Test(arguments: nonsense)
  func `a policy whose guarantees make no sense is refused`(member: String, value: JSON, reason: String) throws {
    let books = try Books.fixture()
    var text = PolicyText()
    var section = try #require(Books.guaranteeSection().object)
    section[member] = value
    text.sections["guarantees"] = .object(section)
    let policy = try text.policy()
    let refused = #expect(throws: Refusal.self) {
      try books.record(PolicyAdopted(policy: policy), .ledger, by: .anna)
    }
    #expect(refused?.code.id == "policy.invalid")
    #expect(refused?.message.contains(reason) == true)
  }
}
