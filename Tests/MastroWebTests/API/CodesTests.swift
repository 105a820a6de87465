import HTTPTypes
import LedgerCore
import Pages
import Sodium
import Testing

@testable import MastroWeb

/// Codes of the server itself, each provoked by what a client sends.
@Suite struct CodesTests {
  @Test(arguments: [
    ("/api/v1/grant/01JZ0000000000000000000000", 404, "file.unknown"),
    ("/api/v1/fund/nothing", 404, "file.unknown"), ("/tile/0/001", 404, "tile.unknown"),
    ("/tile/entries/000.p/250", 404, "tile.unknown"), ("/api/v1/entries/99999", 404, "entry.unknown"),
  ]) func `what is not there has a name`(_ path: String, _ status: Int, _ code: String) async throws {
    try await ServedLedger.with { _, client in
      let answer = try await APIClient(client).signedIn(1).get(path)
      #expect(answer.status == status && answer.code == code, "\(answer.json)")
    }
  }

  @Test func `a type, a method and a name that are others`() async throws {
    try await ServedLedger.with { _, client in
      let asking = APIClient(client)
      let text = try await asking.call(.post, "/api/v1/challenges", Array("{}".utf8), type: "text/plain")
      #expect(text.status == 415 && text.code == "request.media-type")
      let put = try await asking.call(.put, "/api/v1/head")
      #expect(put.status == 405 && put.code == "request.method")
      let elsewhere = try await asking.call(.get, "/api/v1/head", more: ["host": "elsewhere.example"])
      #expect(elsewhere.status == 421 && elsewhere.code == "request.misdirected")
    }
  }

  /// Pages say in words what the API says by its code.
  private func shows(_ answer: Answer, _ refusal: Refusal) -> Bool {
    let text = String(decoding: answer.bytes, as: UTF8.self)
    let words = Block.html([.inline(Glossary(.english).refusal(refusal).message)], in: .english)
    return text.contains(words)
  }

  @Test func `a page for other roles, and a statement by a role that one does not hold`() async throws {
    try await ServedLedger.with(sites: [SmallSite.self]) { _, client in
      let person = try await APIClient(client).inBrowser(3)
      let page = try await person.call(.get, "/for-treasurers", more: ["accept-language": "en"])
      #expect(page.status == 403 && WebRefusals.notForYou.id == "role.missing")
      #expect(shows(page, WebRefusals.notForYou()))
      let statement = try await person.call(.get, "/stating", more: ["accept-language": "en"])
      #expect(statement.status == 403 && WebRefusals.roleMissing.id == "role.not-held-here")
      #expect(shows(statement, WebRefusals.roleMissing(["roles": "administrator"])))
    }
  }

  @Test func `what nobody expects is told to whoever runs the server, and to nobody else`() async throws {
    try await ServedLedger.with(sites: [SmallSite.self]) { served, client in
      let person = try await APIClient(client).inBrowser(3)
      let page = try await person.call(.get, "/surprise", more: ["accept-language": "en"])
      #expect(page.status == 500 && WebRefusals.failed.id == "server.failed")
      #expect(shows(page, WebRefusals.failed()))
      #expect(!String(decoding: page.bytes, as: UTF8.self).contains("Surprise"))
      #expect(served.log.lines.contains { $0.contains("message=alarm") && $0.contains("Surprise") })
    }
  }

  @Test func `what was signed for other books is the client's mistake and no alarm`() async throws {
    try await ServedLedger.with { served, client in
      let person = try await APIClient(client).signedIn(1)
      let draft = try await person.post("/api/v1/drafts", ["requests": [.object(registering("prova"))]])
      let payload = try #require(draft.json["payload"]?.string.flatMap { Base64.decode($0) })
      func submit(_ member: String, _ value: JSON) async throws -> Answer {
        var object = try #require(try JSON.parse(payload, form: .canonical).object)
        object[member] = value
        let signed = SignedEntry(try Entry(payload: JSON.object(object).canonicalBytes), with: try key(1))
        return try await person.post(
          "/api/v1/submissions", ["envelopes": [try JSON.parse(signed.envelope.bytes, form: .canonical)]])
      }
      let root = SHA256.hash([1]).base64
      let seen = try await submit("seen", ["root": .string(root), "size": .integer(try served.size)])
      #expect(seen.status == 409 && seen.code == "seen.mismatch", "\(seen.json)")
      let beyond = try await submit("seen", ["root": .string(root), "size": .integer(1_000_000)])
      #expect(beyond.status == 409 && beyond.code == "seen.mismatch", "\(beyond.json)")
      let ledger = try await submit("ledger", .string(SHA256.hash([2]).hex))
      #expect(ledger.status == 422 && ledger.code == "ledger.mismatch", "\(ledger.json)")
      #expect(!served.log.lines.contains { $0.contains("message=alarm") })
    }
  }

  @Test func `asking to be enrolled has a limit of its own`() async throws {
    var rates = RateLimits.Settings.none
    rates.enrolmentsPerMinute = 1
    try await ServedLedger.with(rates: rates) { _, client in
      let asking = APIClient(client)
      let found1 = try await asking.post("/api/v1/enrolment-requests", ["name": "x"]).code
      #expect(found1 == "enrolment.malformed")
      let found2 = try await asking.post("/api/v1/enrolment-requests", ["name": "x"]).code
      #expect(found2 == "request.too-often")
      let found3 = try await asking.post("/api/v1/sessions", asking.answer(1)).status
      #expect(found3 == 201)
    }
  }
}
