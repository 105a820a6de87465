import HTTPTypes
import LedgerCore
import Sodium
import Testing

@testable import MastroWeb

@Suite struct SignInTests {
  @Test func `whoever holds an enrolled key gets a session by one signature`() async throws {
    try await ServedLedger.with { _, client in
      let session = try await APIClient(client).post("/api/v1/sessions", APIClient(client).answer(1))
      #expect(session.status == 201)
      #expect(session.json["member"]?.string == member(1).description)
      let cookie = try #require(session.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
      #expect(!cookie.contains("Secure"), "the origin has no TLS")
    }
  }

  @Test func `a challenge does not tell whether a key is enrolled`() async throws {
    try await ServedLedger.with { _, client in
      let stranger: JSONObject = ["publicKey": .string(try key(77).publicKey.base64)]
      let first = try await APIClient(client).post("/api/v1/challenges", stranger)
      let second = try await APIClient(client).post("/api/v1/challenges", stranger)
      let enrolled = try await APIClient(client).post(
        "/api/v1/challenges", ["publicKey": .string(try key(1).publicKey.base64)])
      #expect(first.status == 201 && first.json.object?.keys == enrolled.json.object?.keys)
      #expect(first.json["member"] == second.json["member"])
      let refused = try await APIClient(client).post("/api/v1/sessions", APIClient(client).answer(77))
      #expect(refused.status == 401 && refused.code == "session.refused")
      #expect(refused.headers[.wwwAuthenticate] != nil)
    }
  }

  @Test func `a challenge is answered once, in time, by its own key, with its own statement`() async throws {
    try await ServedLedger.with { served, client in
      let asking = APIClient(client)
      let answer = try await asking.answer(1)
      let answer1 = try await asking.post("/api/v1/sessions", answer).status
      #expect(answer1 == 201)
      let answer2 = try await asking.post("/api/v1/sessions", answer).code
      #expect(answer2 == "session.refused")
      var late = try await asking.answer(1)
      served.clock.advance(seconds: SignIn.patience + 1)
      let answer3 = try await asking.post("/api/v1/sessions", late).code
      #expect(answer3 == "session.refused")
      late = try await asking.answer(1)
      late["signature"] = try await asking.answer(2)["signature"]
      let answer4 = try await asking.post("/api/v1/sessions", late).code
      #expect(answer4 == "session.refused")
      var echoed = try await asking.answer(1)
      echoed["origin"] = "https://elsewhere.example"
      let answer5 = try await asking.post("/api/v1/sessions", echoed).code
      #expect(answer5 == "session.refused")
    }
  }

  @Test func `a session ends after half an hour of silence, and after eight hours in any case`() async throws {
    try await ServedLedger.with { served, client in
      var person = try await APIClient(client).signedIn(1)
      served.clock.advance(seconds: SessionBook.idle - 1)
      let answer6 = try await person.get("/api/v1/me").status
      #expect(answer6 == 200)
      served.clock.advance(seconds: SessionBook.idle)
      let answer7 = try await person.get("/api/v1/me").code
      #expect(answer7 == "session.missing")
      person = try await APIClient(client).signedIn(1)
      for _ in 0..<(SessionBook.longest / 1_000) {
        served.clock.advance(seconds: 1_000)
        _ = try await person.get("/api/v1/me")
      }
      served.clock.advance(seconds: 1_000)
      let answer8 = try await person.get("/api/v1/me").status
      #expect(answer8 == 401)
    }
  }

  @Test func `a browser's request that changes something must know the token of our pages`() async throws {
    try await ServedLedger.with { _, client in
      var browser = try await APIClient(client).inBrowser(1)
      let token = browser.csrf
      browser.csrf = nil
      let answer9 = try await browser.post("/api/v1/drafts", ["requests": []]).code
      #expect(answer9 == "csrf.missing")
      browser.csrf = String(repeating: "0", count: 64)
      let answer10 = try await browser.post("/api/v1/drafts", ["requests": []]).code
      #expect(answer10 == "csrf.missing")
      browser.csrf = token
      let answer11 = try await browser.post("/api/v1/drafts", ["requests": []]).code
      #expect(answer11 == "submission.size")
      let elsewhere = ["origin": "https://elsewhere.example"]
      let answer12 = try await browser.post("/api/v1/drafts", ["requests": []], more: elsewhere).code
      #expect(answer12 == "csrf.missing")
      #expect(
        try await browser.post("/api/v1/drafts", ["requests": []], more: ["sec-fetch-site": "cross-site"]).status == 403
      )
    }
  }

  @Test func `signing out ends the session, for programs and in the browser`() async throws {
    try await ServedLedger.with { _, client in
      let program = try await APIClient(client).signedIn(1)
      let answer13 = try await program.call(.delete, "/api/v1/sessions/current").status
      #expect(answer13 == 204)
      let answer14 = try await program.get("/api/v1/me").status
      #expect(answer14 == 401)
      let browser = try await APIClient(client).inBrowser(1)
      let form = "application/x-www-form-urlencoded"
      let answer15 = try await browser.call(.post, "/sign-out", Array("csrf=wrong".utf8), type: form).status
      #expect(answer15 == 403)
      let answer16 = try await browser.get("/api/v1/me").status
      #expect(answer16 == 200)
      let csrf = try #require(browser.csrf)
      let left = try await browser.call(.post, "/sign-out", Array("csrf=\(csrf)".utf8), type: form)
      #expect(left.status == 303 && left.headers[.setCookie]?.contains("Max-Age=0") == true)
      let answer17 = try await browser.get("/api/v1/me").status
      #expect(answer17 == 401)
    }
  }
}
