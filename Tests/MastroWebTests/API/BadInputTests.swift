import HTTPTypes
import LedgerCore
import Sodium
import Testing

@testable import MastroWeb

@Suite struct BadInputTests {
  /// What is sent, and how it is refused.
  struct Row: Sendable, CustomTestStringConvertible {
    let path: String
    let body: String
    let status: Int
    let code: String
    var testDescription: String { "\(path) \(body.prefix(40))" }
  }

  static let rows: [Row] = [
    Row(path: "/api/v1/challenges", body: "", status: 400, code: "request.malformed"),
    Row(path: "/api/v1/challenges", body: "{", status: 400, code: "request.malformed"),
    Row(path: "/api/v1/challenges", body: "[]", status: 400, code: "request.malformed"),
    Row(path: "/api/v1/challenges", body: "{}", status: 400, code: "request.malformed"),
    Row(path: "/api/v1/challenges", body: #"{"publicKey":7}"#, status: 400, code: "request.malformed"),
    Row(path: "/api/v1/challenges", body: #"{"publicKey":"AAAA"}"#, status: 400, code: "request.malformed"),
    Row(path: "/api/v1/challenges", body: #"{"a":1,"a":2}"#, status: 400, code: "request.malformed"),
    Row(path: "/api/v1/sessions", body: #"{"nonce":"x","signature":"y"}"#, status: 400, code: "request.malformed"),
    Row(path: "/api/v1/drafts", body: "{}", status: 400, code: "request.malformed"),
    Row(path: "/api/v1/drafts", body: #"{"requests":[],"more":1}"#, status: 400, code: "request.malformed"),
    Row(path: "/api/v1/drafts", body: #"{"requests":[]}"#, status: 422, code: "submission.size"),
    Row(path: "/api/v1/drafts", body: #"{"requests":[{}]}"#, status: 422, code: "request.invalid"),
    Row(path: "/api/v1/drafts", body: #"{"draft":"x"}"#, status: 400, code: "request.malformed"),
    Row(path: "/api/v1/drafts", body: #"{"draft":"01JZ0000000000000000000000"}"#, status: 404, code: "draft.unknown"),
    Row(path: "/api/v1/submissions", body: "{}", status: 400, code: "request.malformed"),
    Row(path: "/api/v1/submissions", body: #"{"envelopes":[]}"#, status: 422, code: "submission.size"),
    Row(path: "/api/v1/submissions", body: #"{"envelopes":["e30="]}"#, status: 422, code: "envelope.malformed"),
    Row(path: "/api/v1/submissions", body: #"{"envelopes":[7]}"#, status: 400, code: "request.malformed"),
    Row(path: "/api/v1/submissions", body: #"{"envelopes":[1.5]}"#, status: 400, code: "request.malformed"),
  ]

  @Test(arguments: rows) func `what cannot be read is refused by name, and nothing is written`(_ row: Row) async throws
  {
    try await ServedLedger.with { served, client in
      let person = try await APIClient(client).signedIn(1)
      let size = try served.size
      let answer = try await person.call(.post, row.path, Array(row.body.utf8))
      #expect(answer.status == row.status && answer.code == row.code, "\(answer.json)")
      #expect(answer.headers[.contentType] == "application/problem+json")
      #expect(try served.size == size)
    }
  }

  @Test func `bytes that are no UTF-8, another type, and too much are refused`() async throws {
    try await ServedLedger.with { _, client in
      let asking = APIClient(client)
      let wrong = Array(#"{"publicKey":""#.utf8) + [0xff, 0xfe] + Array(#""}"#.utf8)
      let answer1 = try await asking.call(.post, "/api/v1/challenges", wrong).code
      #expect(answer1 == "request.malformed")
      let answer2 = try await asking.call(.post, "/api/v1/challenges", Array("{}".utf8), type: "text/plain").status
      #expect(answer2 == 415)
      let much = [UInt8](repeating: 0x20, count: 2_000)
      let answer = try await asking.call(.post, "/api/v1/challenges", much)
      #expect(answer.status == 413 && answer.code == "request.too-large")
    }
  }

  @Test(arguments: [
    "/api/v1/proofs/inclusion", "/api/v1/proofs/inclusion?index=x", "/api/v1/proofs/inclusion?index=01",
    "/api/v1/proofs/inclusion?index=-1", "/api/v1/proofs/inclusion?index=0&index=1",
    "/api/v1/proofs/inclusion?index=0&what=1", "/api/v1/proofs/consistency?from=0", "/api/v1/entries?limit=0",
    "/api/v1/entries?limit=501", "/api/v1/entries?from=99999999999999999999", "/api/v1/entries?from=%zz",
    "/api/v1/head?x=1",
  ]) func `a query of another form is refused`(_ path: String) async throws {
    try await ServedLedger.with { _, client in
      let answer = try await APIClient(client).signedIn(1).get(path)
      #expect(answer.status == 400 && answer.code == "request.malformed", "\(answer.json)")
    }
  }

  @Test(arguments: [
    "/api/v1/nothing", "/api/v1/entries/zzz", "/api/v1/entries/99999", "/api/v1/proofs/inclusion?index=99999",
    "/api/v1/proofs/consistency?from=1&to=99999", "/tile/0/001", "/tile/9/000", "/tile/x/000", "/tile/0/0",
    "/tile/0/000.p/0", "/tile/0/000.p/256", "/tile/entries/000", "/api/v1/reports/nothing",
    "/api/v1/grant/01JZ0000000000000000000000",
  ]) func `what is not there is not there`(_ path: String) async throws {
    try await ServedLedger.with { _, client in
      let answer = try await APIClient(client).signedIn(1).get(path)
      #expect(answer.status == 404, "\(answer.json)")
    }
  }

  @Test(arguments: [
    "/api/v1/me", "/api/v1/entries", "/api/v1/entries/0", "/api/v1/events", "/tile/entries/000.p/1", "/api/v1/grant",
    "/api/v1/reports/portfolio",
  ]) func `who has not signed in is asked to`(_ path: String) async throws {
    try await ServedLedger.with { _, client in
      let answer = try await APIClient(client).get(path)
      #expect(answer.status == 401 && answer.code == "session.missing", "\(answer.json)")
    }
  }
}
