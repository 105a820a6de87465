import Funds
import LedgerCore
import Sodium
import TransparencyLog

extension Forgery {
  /// Made from honest envelopes, without anybody's key but the log's.
  static let tampering: [Forgery] = [
    .bytes("an edited payload", "signature.invalid") { log in
      let index = log.lines.count - 3
      let envelope = try Envelope(parsing: log.lines[index])
      let text = String(decoding: envelope.payload, as: UTF8.self)
      let edited = text.replacing("\"actor\":\"01", with: "\"actor\":\"02")
      log.lines[index] =
        Envelope(
          payload: Array(edited.utf8), keyID: envelope.keyID, signature: envelope.signature
        ).bytes
    },
    .bytes("swapped entries", "seen.size") { log in log.lines.swapAt(14, 15) },
    .bytes("a dropped tail, where somebody kept a checkpoint", "against.not-extended") { log in
      log.kept = log.checkpoint()
      log.lines.removeLast(3)
    },
    .bytes("another end than the one that somebody kept a checkpoint of", "against.not-extended") { log in
      log.kept = log.checkpoint()
      log.lines.removeLast()
      try log.contribute()
      try log.contribute()
    },
    .bytes("a kept checkpoint that another log has signed", "against.not-extended") { log in
      let signer = log.signer
      log.signer = try HonestLedger.logSigner("another log")
      log.kept = log.checkpoint(size: 5)
      log.signer = signer
    },
    .bytes("a dropped middle", "seen.size") { log in log.lines.remove(at: 22) },
    .bytes("a duplicated entry", "id.duplicate") { log in log.lines.append(log.lines[log.lines.count - 1]) },
    .bytes("an entry between two others that no key has signed", "signature.invalid") { log in
      let envelope = try Envelope(parsing: log.lines[25])
      let forged = Envelope(
        payload: envelope.payload, keyID: envelope.keyID, signature: try Envelope(parsing: log.lines[26]).signature)
      log.lines[25] = forged.bytes
    },
    .bytes("a tree that the log's own key has rebuilt over entries by a key of nobody", "key.unknown") { log in
      let mallory = try HonestLedger.key("mallory")
      log.lines = Array(log.lines.prefix(22))
      try log.contribute(key: mallory)
    },
    .bytes("a whole ledger that the log's own key has opened anew", "ledger.mismatch") { log in
      let mallory = try HonestLedger.key("mallory")
      let genesis = try Entry(payload: Envelope(parsing: log.lines[0]).payload)
      var opened = try JSONDecoding.decode(
        LedgerOpened.self, from: JSON.parse(genesis.body, form: .canonical))
      let administrators = [
        LedgerOpened.Administrator(
          try HonestLedger.proof(of: "mallory", for: HonestLedger.Person.ada.id, ledger: nil), record: nil),
        opened.administrators[1],
      ]
      opened = LedgerOpened(
        administrators: administrators, currency: .euro, logKey: opened.logKey, origin: opened.origin)
      log.lines = []
      try log.add(opened, .ledger, by: .ada, key: mallory) { $0.ledger = nil }
    },
    .bytes("a line that is no envelope", "envelope.malformed") { log in log.lines[9] = Array("{}".utf8) },
    .bytes("an envelope with white space", "envelope.malformed") { log in log.lines[9] += Array(" ".utf8) },
    .bytes("a carriage return", "envelope.malformed") { log in log.lines[9] += Array("\r".utf8) },
    .bytes("an empty line", "envelope.malformed") { log in log.lines.insert([], at: 9) },
    .bytes("a second signature", "envelope.malformed") { log in
      let text = String(decoding: log.lines[9], as: UTF8.self)
      let signature = text.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
      log.lines[9] = Array(text.replacing("}]}", with: "},\(signature)]}").utf8)
    },
    .bytes("a line of a megabyte", "envelope.malformed") { log in
      log.lines[9] = [UInt8](repeating: UInt8(ascii: "A"), count: 1 << 20)
    },
    .bytes("a sign-in challenge in an envelope of its own type", "envelope.malformed") { log in
      let text = String(decoding: log.lines[9], as: UTF8.self)
      log.lines[9] = Array(text.replacing("vnd.mastro.entry", with: "vnd.mastro.signin").utf8)
    },
  ]

  /// Signed by those who are named, but about another ledger than the one that was there.
  static let lying: [Forgery] = [
    .bytes("a sign-in challenge that is an entry in disguise", "signature.invalid") { log in
      let text = try log.contributionText()
      log.sign(
        payload: text, type: "application/vnd.mastro.signin+json", with: try HonestLedger.Person.elena.key)
    },
    .bytes("a wrong root of the log that was seen", "seen.root") { log in
      try log.contribute { $0.seen.root = SHA256.hash([9]) }
    },
    .bytes("a log of the future that was seen", "seen.size") { log in
      try log.contribute { $0.seen.size += 1 }
    },
    .bytes("non-canonical JSON", "payload.not-canonical") { log in
      let text = try log.contributionText()
      let spaced = text.replacing("\"effective\"", with: " \"effective\"")
      log.sign(payload: spaced, with: try HonestLedger.Person.elena.key)
    },
    .bytes("members in another order", "payload.not-canonical") { log in
      let text = try log.contributionText().replacing("\"role\":\"treasurer\",", with: "")
      log.sign(payload: "{\"role\":\"treasurer\"," + text.dropFirst(), with: try HonestLedger.Person.elena.key)
    },
    .bytes("a member that stands twice", "payload.not-canonical") { log in
      let text = try log.contributionText()
      log.sign(
        payload: text.replacing("\"revision\":1", with: "\"revision\":1,\"revision\":1"),
        with: try HonestLedger.Person.elena.key)
    },
    .bytes("a payload that is a text", "payload.malformed") { log in
      log.sign(payload: "\"signed\"", with: try HonestLedger.Person.elena.key)
    },
    .bytes("a member that nobody knows", "payload.malformed") { log in
      let text = try log.contributionText()
      log.sign(
        payload: text.dropLast() + ",\"zeal\":true}", with: try HonestLedger.Person.elena.key)
    },
    .bytes("postings that do not balance", "postings.unbalanced") { log in
      let text = try log.contributionText()
      log.sign(
        payload: text.replacing("\"EUR\",-100]", with: "\"EUR\",-99]"), with: try HonestLedger.Person.elena.key)
    },
    .bytes("a posting of nothing", "postings.form") { log in
      let text = try log.contributionText()
      log.sign(
        payload: text.replacing("\"EUR\",-100]", with: "\"EUR\",0]"), with: try HonestLedger.Person.elena.key)
    },
    .bytes("a posting on no account", "postings.form") { log in
      let text = try log.contributionText()
      log.sign(
        payload: text.replacing("[\"assets:bank:main\"", with: "[\"bank:main\""),
        with: try HonestLedger.Person.elena.key)
    },
    .bytes("a posting without its amount", "postings.form") { log in
      let text = try log.contributionText()
      log.sign(payload: text.replacing("\"EUR\",-100]", with: "\"EUR\"]"), with: try HonestLedger.Person.elena.key)
    },
    .bytes("a revision left out", "stream.revision") { log in
      try log.contribute { header in
        header.revision = 2
        header.previous = SHA256.hash([9])
      }
    },
    .bytes("another ledger's entry", "ledger.mismatch") { log in
      try log.contribute { $0.ledger = SHA256.hash([9]) }
    },
    .bytes("an id that is used again", "id.duplicate") { log in
      let earlier = try Entry(payload: Envelope(parsing: log.lines[20]).payload).id
      try log.contribute { $0.id = earlier }
    },
    .bytes("an entry recorded before what its signer had seen", "recorded.before-seen") { log in
      try log.contribute { header in
        header.recorded = header.recorded.adding(seconds: -86_400)
        header.effective = header.recorded.date
      }
    },
    .bytes("an entry that takes effect in two days", "effective.future") { log in
      try log.contribute { $0.effective = $0.effective.adding(days: 2) }
    },
    .bytes("an entry shown to one approver and logged as another", "stream.previous") { log in
      let stream = HonestLedger.grantStream("shown")
      var shown = log
      try shown.request(stream, cents: 10_000)
      try shown.add(
        GrantApproved(amount: Money(cents: 10_000), payee: HonestLedger.ulid("party shop")), stream, by: .dario)
      try log.request(stream, cents: 90_000)
      log.lines.append(shown.lines[shown.lines.count - 1])
    },
    .bytes("a reversal that is not the mirror", "reversal.mismatch") { log in
      let (stream, target) = try log.reversalProposed()
      let postings = ForgedLog.contributionPostings(99_999).map { Posting($0.account, $0.commodity, -$0.amount) }
      try log.reverse(target, stream, by: .gino, postings: postings)
    },
    .bytes("a reversal of an entry that is not the newest", "reversal.mismatch") { log in
      let stream = HonestLedger.grantStream("second")
      let request = try log.firstID(of: stream)
      try log.reverse(request, stream, by: .gino, postings: [])
    },
  ]
}

extension ForgedLog {
  @discardableResult
  mutating func request(_ stream: StreamID, cents: Int) throws -> ULID {
    let request = GrantRequested(
      amount: Money(cents: cents), from: HonestLedger.free, purpose: "rent",
      beneficiary: HonestLedger.ulid("party family"), payee: HonestLedger.ulid("party shop"))
    return try add(request, stream, by: .carla)
  }

  func firstID(of stream: StreamID) throws -> ULID {
    for line in lines {
      let entry = try Entry(payload: Envelope(parsing: line).payload)
      if entry.stream == stream { return entry.id }
    }
    throw StoreError.missing("entry of \(stream)")
  }

  /// Elena proposes to reverse the second contribution, which nothing rests upon.
  mutating func reversalProposed() throws -> (StreamID, ULID) {
    for line in lines.reversed() {
      let entry = try Entry(payload: Envelope(parsing: line).payload)
      guard entry.kind == ContributionReceived.kind else { continue }
      try sign(
        self.entry(Reversal.proposed, entry.stream, by: .elena, body: ForgedLog.reversalBody(entry.id)),
        with: HonestLedger.Person.elena.key)
      return (entry.stream, entry.id)
    }
    throw StoreError.missing("contribution")
  }

  mutating func reverse(
    _ target: ULID, _ stream: StreamID, by person: HonestLedger.Person, postings: [Posting]
  ) throws {
    let entry = try entry(
      Reversal.reversed, stream, by: person, body: ForgedLog.reversalBody(target), postings: postings)
    sign(entry, with: try person.key)
  }

  static func reversalBody(_ target: ULID) -> [UInt8] { Array("{\"target\":\"\(target)\"}".utf8) }
}
