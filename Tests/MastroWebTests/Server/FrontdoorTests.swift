import HTTPTypes
import LedgerCore
import Logging
import Sodium
import Synchronization
import Testing

@testable import MastroWeb

@Suite struct FrontdoorTests {
  @Test(arguments: ["/", "/nothing", "/api/v1/head", "/api/v1/nothing", "/checkpoint", "/sign-in", "/home"])
  func `every answer tells browsers to do nothing that we did not mean`(_ path: String) async throws {
    try await ServedLedger.with { _, client in
      let headers = try await APIClient(client).get(path).headers
      let policy = try #require(HTTPField.Name("content-security-policy").flatMap { headers[$0] })
      #expect(policy.hasPrefix("default-src 'none'; script-src 'self'"))
      for name in [
        "x-content-type-options", "referrer-policy", "permissions-policy", "cross-origin-opener-policy",
        "cross-origin-resource-policy",
      ] { #expect(HTTPField.Name(name).flatMap { headers[$0] } != nil, "\(name)") }
    }
  }

  @Test func `under another name nothing is answered`() async throws {
    try await ServedLedger.with(authorities: []) { _, client in
      // The test's client calls itself localhost, and the origin is http://localhost: that is the server's name.
      let answer1 = try await APIClient(client).get("/api/v1/head").status
      #expect(answer1 == 200)
    }
    var settings = WebSettings(origin: "https://fondo.example")
    #expect(settings.answers(to: "fondo.example") && !settings.answers(to: "evil.example"))
    settings.authorities = ["localhost:8080"]
    #expect(settings.answers(to: "localhost:8080") && !settings.answers(to: "localhost:8081"))
  }

  @Test func `a method that a path does not take is refused with those that it takes`() async throws {
    try await ServedLedger.with { _, client in
      let refused = try await APIClient(client).call(.put, "/api/v1/head")
      #expect(refused.status == 405 && refused.headers[.allow] == "GET, HEAD, OPTIONS")
      let asked = try await APIClient(client).call(.options, "/api/v1/drafts")
      #expect(asked.status == 204 && asked.headers[.allow] == "OPTIONS, POST")
    }
  }

  @Test func `programs get problems as JSON, people as a page`() async throws {
    try await ServedLedger.with { _, client in
      let page = try await APIClient(client).get("/nothing")
      #expect(page.status == 404 && page.headers[.contentType]?.hasPrefix("text/html") == true)
      let asked = try await APIClient(client).call(.get, "/nothing", more: ["accept": "application/json"])
      #expect(asked.status == 404 && asked.code == "page.unknown")
    }
  }

  @Test func `who asks too often waits`() async throws {
    var rates = RateLimits.Settings.none
    rates.signInsPerMinute = 2
    try await ServedLedger.with(rates: rates) { served, client in
      let asking = APIClient(client)
      let body: JSONObject = ["publicKey": .string(try key(1).publicKey.base64)]
      for _ in 0..<2 { #expect(try await asking.post("/api/v1/challenges", body).status == 201) }
      let refused = try await asking.post("/api/v1/challenges", body)
      #expect(refused.status == 429 && refused.code == "request.too-often")
      let seconds = try #require(refused.headers[.retryAfter].flatMap { Int($0) })
      served.clock.advance(seconds: seconds)
      let answer2 = try await asking.post("/api/v1/challenges", body).status
      #expect(answer2 == 201)
    }
  }

  @Test func `the limits forget addresses, so that nobody fills the memory`() {
    let limits = RateLimits(RateLimits.Settings())
    for number in 0..<50_000 {
      #expect(limits.wait(.signIn, for: "address \(number)", isProgram: false, at: number) == nil)
    }
    #expect(limits.places <= 20_000)
  }

  @Test func `a log line cannot be begun by what somebody sends`() {
    let lines = Mutex<[String]>([])
    let logger = Logger(label: "test") { _ in
      LogLines(level: .info, time: { "2026-11-21T09:00:00Z" }) { line in lines.withLock { $0.append(line) } }
    }
    logger.info("request", metadata: ["route": "/a b\n\"c\"", "status": "200"])
    #expect(
      lines.withLock { $0 } == [
        "time=2026-11-21T09:00:00Z level=info message=request route=\"/a b\\n\\\"c\\\"\" status=200\n"
      ])
  }

  @Test func `health and metrics tell whoever runs the server how it does`() async throws {
    try await ServedLedger.with { _, client in
      let answer3 = try await APIClient(client).get("/health/live").status
      #expect(answer3 == 200)
      let answer4 = try await APIClient(client).get("/health/ready").status
      #expect(answer4 == 200)
      // The test's client has no address, and so not this machine's.
      let answer5 = try await APIClient(client).get("/metrics").status
      #expect(answer5 == 404)
    }
  }
}
