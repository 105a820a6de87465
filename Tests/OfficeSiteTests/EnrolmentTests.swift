import Bookkeeping
import Funds
import LedgerCore
import OfficeSite
import Pages
import SiteTesting
import Sodium
import Testing

@testable import MastroWeb

/// A new device from its request to its first signature.
@Suite struct EnrolmentTests {
  private func request(
    _ ledger: OfficeLedger, seed: UInt8 = 77, member: ULID? = nil, days: Int = 7, name: String = "Dina Neri"
  ) throws -> (JSON, SigningKey) {
    let key = try SigningKey(seed: [UInt8](repeating: seed, count: 32))
    let books = ledger.bookkeeper
    let proof = EnrolmentProof(
      signing: key, member: member ?? books.surroundings.newID(), ledger: try books.ledgerID(),
      origin: OfficeLedger.origin, nonce: [UInt8](repeating: 9, count: 32),
      expires: books.surroundings.now.adding(seconds: days * 86_400))
    var object = try JSONEncoding.encode(proof).object ?? [:]
    object["name"] = .string(name)
    return (.object(object), key)
  }

  @Test func `a person is enrolled by two administrators who have heard the code`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let (json, key) = try request(ledger)
      try EnrolmentInbox(ledger.bookkeeper).receive(json)
      let code = key.publicKey.keyID.spokenCode
      #expect(code.count == 24)
      #expect(try browser.open("/members", as: "anna").contains(code))
      let path = "/members/requests/\(key.publicKey.keyID.hex)"
      let answer = try browser.send(path, ["name": ["Dina Neri"], "roles": ["treasurer"]], as: "anna")
      guard case .page(let page) = answer else {
        Issue.record("a code that nobody has compared was believed")
        return
      }
      #expect(browser.html(page, .italian).contains("id=\"f-compared-fault\""))
      try browser.sign(
        path, ["name": ["Dina Neri"], "roles": ["operator", "treasurer"], "compared": ["yes"]], as: "anna")
      let proposal = try #require(try ledger.bookkeeper.governing().proposals.keys.first)
      #expect(try browser.open("/members/proposals/\(proposal)", as: "bruno").contains("Dina Neri"))
      try browser.sign("/members/proposals/\(proposal)", [:], as: "bruno")
      let member = try #require(try ledger.bookkeeper.governing().holder(of: key.publicKey.keyID))
      #expect(member.roles == [.operator, .treasurer])
      #expect(try EnrolmentInbox(ledger.bookkeeper).waiting().isEmpty)
      #expect(try browser.open("/members", as: "anna").contains("Dina Neri"))
    }
  }

  @Test func `somebody adds a further device by themselves, and removes one that is lost`() throws {
    try OfficeLedger.with { ledger in
      let browser = try Browser(ledger)
      let tito = try ledger.member("tito")
      let (json, key) = try request(ledger, member: tito, name: "Telefono")
      try EnrolmentInbox(ledger.bookkeeper).receive(json)
      let hex = key.publicKey.keyID.hex
      #expect(try browser.open("/devices", as: "tito").contains(key.publicKey.keyID.spokenCode))
      #expect(throws: Refusal.self) { try browser.open("/devices/requests/\(hex)", as: "olga") }
      try browser.sign("/devices/requests/\(hex)", ["compared": ["yes"]], as: "tito")
      #expect(try ledger.bookkeeper.governing().holder(of: key.publicKey.keyID)?.id == tito)
      try browser.sign("/devices/keys/\(hex)", [:], as: "tito")
      #expect(try ledger.bookkeeper.governing().holder(of: key.publicKey.keyID) == nil)
    }
  }

  @Test func `a request that is forged, too long, or known already is refused`() throws {
    try OfficeLedger.with { ledger in
      let inbox = EnrolmentInbox(ledger.bookkeeper)
      let (good, _) = try request(ledger)
      var forged = good.object ?? [:]
      forged["member"] = .string(ledger.bookkeeper.surroundings.newID().description)
      func code(_ json: JSON) -> String? { #expect(throws: Refusal.self) { try inbox.receive(json) }?.code.id }
      #expect(code(.object(forged)) == "enrolment.proof-invalid")
      let malformed = [
        try request(ledger, days: 60).0, try request(ledger, name: "").0, "text", [:],
        try request(ledger, name: String(repeating: "a", count: 121)).0, try request(ledger, name: "a\u{7}b").0,
      ]
      for json in malformed { #expect(code(json) == "enrolment.malformed") }
      // The first member's key has the seed 1.
      #expect(code(try request(ledger, seed: 1).0) == "enrolment.key-known")
      #expect(try inbox.waiting().isEmpty)
      try inbox.receive(good)
      try inbox.receive(good)
      #expect(try inbox.waiting().count == 1)
    }
  }

  @Test func `two hundred requests may wait, and no more`() throws {
    try OfficeLedger.with { ledger in
      let inbox = EnrolmentInbox(ledger.bookkeeper)
      for number in 20..<UInt8(220) { try inbox.receive(request(ledger, seed: number).0) }
      #expect(try inbox.waiting().count == EnrolmentInbox.most)
      let refusal = #expect(throws: Refusal.self) { try inbox.receive(request(ledger, seed: 230).0) }
      #expect(refusal?.code.id == "enrolment.inbox-full")
      try inbox.drop(try #require(try inbox.waiting().first).key.keyID)
      try inbox.receive(request(ledger, seed: 230).0)
    }
  }
}
