import CommandLineTesting
import Foundation
import Testing

/// `mastro draft digest`: what somebody is about to sign elsewhere, read by another program.
struct DraftCommandTests {
  @Test func `bytes that go on from this ledger are told with their fingerprint`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    try sandbox.write(try payload(sandbox) + "\n", to: "draft.json")
    let outcome = try sandbox.mastro("draft", "digest", "draft.json")
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Kind"))
    #expect(outcome.output.contains(try Regex("Fingerprint +([0-9a-f]{4} ){15}[0-9a-f]{4}\n")))
    let changed = try payload(sandbox).replacing(try Regex("\"revision\":[0-9]+"), with: "\"revision\":999")
    try sandbox.write(changed, to: "changed.json")
    #expect(try sandbox.mastro("draft", "digest", "changed.json").output != outcome.output)
  }

  @Test func `bytes of another ledger, or that are no draft, are refused`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let payload = try payload(sandbox)
    let seen = try #require(payload.firstRange(of: "\"root\":\""))
    var other = Array(payload)
    let place = payload.distance(from: payload.startIndex, to: seen.upperBound)
    other[place] = other[place] == "A" ? "B" : "A"
    try sandbox.write(String(other), to: "other.json")
    let elsewhere = try sandbox.mastro("draft", "digest", "other.json")
    #expect(elsewhere.exit == 6)
    let foreign = "draft.another-ledger"
    #expect(elsewhere.errors.contains("error[\(foreign)]"))
    try sandbox.write(String(payload.dropLast(3)), to: "half.json")
    let half = try sandbox.mastro("draft", "digest", "half.json")
    #expect(half.exit == 2)
    let unreadable = "draft.unreadable"
    #expect(half.errors.contains("error[\(unreadable)]"))
  }

  /// The newest entry's payload: what was signed is what was drafted.
  private func payload(_ sandbox: Sandbox) throws -> String {
    let newest = try #require(try ExportedLog(sandbox).lines.last)
    let envelope = try #require(try JSONSerialization.jsonObject(with: Data(newest.utf8)) as? [String: Any])
    let encoded = try #require(envelope["payload"] as? String)
    return String(decoding: try #require(Data(base64Encoded: encoded)), as: UTF8.self)
  }
}
