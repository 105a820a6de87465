import Bookkeeping
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// Where the auditor's own browser computes the whole log again.
struct VerifyPage {
  let visit: Visit

  func page() throws -> SitePage {
    let fields = [
      Form.Item.field(
        Field(
          "ledger", visit.say("The ledger's id, as you know it"), .text(most: 64),
          hint: visit.say(
            "64 digits, from the contract or from an earlier visit. Without it the books may be whole, but others."),
          isRequired: false, autocomplete: "off")),
      .field(
        Field(
          "checkpoint", visit.say("A checkpoint that you have kept"), .longText(most: 4_000),
          hint: visit.say("The log must go on from it."), isRequired: false, autocomplete: "off")),
    ]
    return SitePage(
      visit.say("Verify in this browser"),
      lead: visit.say(
        "This page downloads every entry and computes signatures, links, tree and balances on your own device. It needs a script; the program and verify.py do the same without a browser."
      ),
      trail: [(visit.say("The log"), "/log")], scripts: ["verify.js"],
      [
        .island(
          "verify", values: values,
          [.form(Form(action: "/audit/verify", method: .get, fields, submit: visit.say("Verify now")))])
      ])
  }

  private var values: [String: String] {
    var codes: JSONObject = [:]
    for (code, words) in findings { codes[code] = .string(visit.text(words)) }
    return [
      "codes": String(decoding: JSON.object(codes).canonicalBytes, as: UTF8.self),
      "sound": visit.text("Sound: every signature, every link, the tree and the balances hold together."),
      "unsound": visit.text("These books do not hold together. The first fault stands at position"),
      "size": visit.text("Entries"), "root": visit.text("Root of the log"), "ledger": visit.text("Ledger"),
      "findings": visit.text("What does not hold"), "position": visit.text("Position"),
      "finding": visit.text("What is wrong"), "detail": visit.text("Where exactly"),
      "progress": visit.text("Read so far:"), "failed": visit.text("The verification could not be finished:"),
      "cutShort": visit.text("the server sent fewer entries than it says it has"),
    ]
  }

  /// The findings of `log.js` and `verify.js` in words.
  private var findings: [(String, Phrase)] {
    [
      ("entry.unreadable", "The entry cannot be read"),
      ("envelope.not-strict", "The envelope is not in its one strict form"),
      ("payload.not-canonical", "The payload is not canonical"),
      ("key.unknown", "Signed with a key that nobody holds"),
      ("key.id", "The key does not have this id"),
      ("key.not-the-actors", "Signed with somebody else's key"),
      ("key.not-valid", "The key was not valid at this position"),
      ("signature.invalid", "The signature does not belong to these bytes"),
      ("stream.broken", "The entry does not continue its stream"),
      ("id.reused", "Two entries have this id"),
      ("ledger.other", "The entry belongs to another ledger"),
      ("seen.not-the-log", "The signer had seen another log"),
      ("recorded.before-seen", "Recorded before an entry that the signer had seen"),
      ("postings.unbalanced", "Debits and credits differ"),
      ("tile.differs", "The stored hash is not that of the entry"),
      ("root.differs", "The root of the checkpoint is not that of the entries"),
      ("checkpoint.not-signed", "The checkpoint is not signed by the log's key"),
      ("ledger.not-yours", "This is not the ledger that you named"),
      ("your-checkpoint.not-signed", "Your checkpoint is not signed by this log's key"),
      ("your-checkpoint.not-this-log", "The log does not go on from your checkpoint"),
      ("device.saw-another-log", "This device has seen another log of this ledger"),
      ("balance.differs", "The server shows another balance than the entries have"),
      ("balance.missing", "The server does not show this balance"),
    ]
  }
}
