import Bookkeeping
import Funds
import LedgerCore
import Pages
import Sodium

/// Where a person reads what they are about to state, and signs it.
struct DraftPage {
  let visit: Visit

  func page() throws -> SitePage {
    let person = try visit.person
    guard let draft = visit.office.drafts.find(try visit.id(), of: person.id, now: visit.now) else {
      throw WebRefusals.draftUnknown()
    }
    let entries = try visit.bookkeeper.preview(draft.requests)
    let warnings =
      draft.warnings.isEmpty ? [] : [Block.message(Message(.warning, visit.say("Before you sign"), draft.warnings))]
    let told = try entries.map { try EntryInWords(visit: visit).block($0) }
    return SitePage(
      visit.say("Read, then sign"),
      lead: visit.say(
        "Nothing is recorded until you sign. What you sign stands in the books for ever under your name."),
      scripts: ["sign.js"],
      warnings + told + [
        .island("sign", values: try values(draft, entries, person), []),
        .actions([Action(visit.say("Go back without signing"), to: draft.from)]),
      ])
  }

  /// What the script compares with the bytes before it signs them, and its words.
  private func values(_ draft: PendingDraft, _ entries: [Entry], _ person: Visitor) throws -> [String: String] {
    let expected = entries.map { entry in
      JSON.object([
        "id": .string(entry.id.description), "kind": .string(entry.kind.text), "stream": .string(entry.stream.text),
        "postings": .array(
          entry.postings.lines.map {
            .array([.string($0.account.text), .string($0.commodity.text), .integer($0.amount)])
          }),
      ])
    }
    return [
      "draft": draft.id.description, "then": draft.then.text, "member": person.id.description,
      "publicKey": person.key.base64, "ledger": try visit.bookkeeper.ledgerID().hex,
      "entries": String(decoding: JSON.array(expected).canonicalBytes, as: UTF8.self),
      "digest": visit.text("Fingerprint of the exact bytes. The command line shows the same: mastro draft digest"),
      "exact": visit.text("What exactly is signed"), "sign": visit.text("Sign and record"),
      "noKey": visit.text("The key with which you signed in is not on this device."),
      "otherEntry": visit.text("The server sent something else than this page shows. Nothing was signed."),
      "otherLog": visit.text(
        "These books do not go on from those that this device has seen. Nothing was signed: call another administrator."
      ),
      "changed": visit.text("Somebody was faster: this was written anew on the present state. Read it again."),
      "again": visit.text("The server does not answer. Your signature is kept and sent again."),
    ]
  }
}
