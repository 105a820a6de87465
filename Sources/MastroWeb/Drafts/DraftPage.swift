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
    let changes = try changes(since: draft)
    let entries: [Entry]
    do {
      entries = try visit.bookkeeper.preview(draft.requests)
    } catch let refusal as Refusal {
      return try void(draft, changes, refusal)
    }
    let warnings =
      draft.warnings.isEmpty ? [] : [Block.message(Message(.warning, visit.say("Before you sign"), draft.warnings))]
    let told = try entries.map { try EntryInWords(visit: visit).block($0) }
    return SitePage(
      visit.say("Read, then sign"),
      lead: visit.say(
        "Nothing is recorded until you sign. What you sign stands in the books for ever under your name."),
      scripts: ["sign.js"],
      changes + warnings + told + [
        .island("sign", values: try values(draft, entries, person), []),
        .actions([Action(visit.say("Go back without signing"), to: draft.from)]),
      ])
  }

  /// A draft that the rules refuse by now.
  private func void(_ draft: PendingDraft, _ changes: [Block], _ refusal: Refusal) throws -> SitePage {
    guard let problem = Problem(refusal, visit.language, names: try visit.naming()) else { throw refusal }
    return SitePage(
      visit.say("This cannot be signed any more"), status: problem.status,
      [.message(problem.message)] + changes + [.actions([Action(visit.say("Go back"), to: draft.from)])])
  }

  /// What others have recorded in the draft's streams since it was written.
  private func changes(since draft: PendingDraft) throws -> [Block] {
    let names = try visit.naming()
    let steps = try draft.revisions.keys.sorted { $0.text < $1.text }.flatMap { stream in
      try visit.bookkeeper.history(stream).dropFirst(draft.revisions[stream] ?? 0)
    }
    guard !steps.isEmpty else { return [] }
    let lines = steps.map { step -> Inline in
      let kind = Inline(visit.glossary.kind(step.entry.entry.kind))
      guard let name = names(.member(step.entry.actor)) else { return kind }
      return visit.say("\(kind), by \(Inline.name(name))")
    }
    return [.message(Message(.warning, visit.say("Since you wrote this, something else was recorded here"), lines))]
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
      "digest": visit.text("Fingerprint of the exact bytes: the command line shows the same"),
      "exact": visit.text("What exactly is signed"), "sign": visit.text("Sign and record"),
      "noKey": visit.text("The key with which you signed in is not on this device."),
      "otherEntry": visit.text("The server sent something else than this page shows. Nothing was signed."),
      "otherLog": visit.text(
        "These books do not go on from those that this device has seen. Nothing was signed: tell the fund's people."
      ),
      "recordedElsewhere": visit.text(
        "It is recorded, but these books do not go on from those that this device has seen: tell the fund's people."),
      "changed": visit.text("Somebody was faster: this was written anew on the present state. Read it again."),
      "again": visit.text("The server does not answer. Your signature is kept and sent again."),
    ]
  }
}
