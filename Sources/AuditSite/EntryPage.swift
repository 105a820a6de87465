import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages
import Sodium
import TransparencyLog

/// One entry: in words, its exact bytes, its signature, and the proof that it stands in the log.
struct EntryPage {
  let visit: Visit

  func page() throws -> SitePage {
    let store = visit.bookkeeper.ledger.store
    let (stored, proof, head, newest) = try store.read { log in
      let size = try log.size
      guard let position = try position(in: log), position < size else { throw WebRefusals.pageUnknown() }
      let logged = try log.stored(at: position)
      let stream = try logged.logged().entry.stream
      return (
        logged, try log.inclusionProof(of: position, in: size), try log.treeHead(), try log.head(of: stream)?.position
      )
    }
    let logged = try stored.logged()
    let entry = logged.entry
    let envelope = stored.envelope
    let isSigned = stored.publicKey.isValid(stored.signature, for: envelope.signedBytes)
    let statement = visit.glossary.statement(of: entry, names: try visit.naming())
    let place = stored.position
    return SitePage(
      visit.say("Entry \(place)"), trail: [(visit.say("The log"), "/log")],
      [
        .message(
          isSigned
            ? Message(.done, visit.say("The signature belongs to these bytes and to this key."))
            : Message(.fault, visit.say("The signature does not belong to these bytes and this key."))),
        .section(statement.heading, statement.blocks),
        .section(
          visit.say("Signature and place"),
          [
            .facts([
              Term(visit.say("Entry"), .code(entry.id.description)),
              Term(visit.say("Kind"), Inline(visit.glossary.kind(entry.kind)).over(.code(entry.kind.text))),
              Term(
                visit.say("Stream"),
                .link(visit.glossary.about(entry.stream), to: "/log?stream=\(entry.stream.text)")
                  .over(.code(entry.stream.text))),
              Term(visit.say("Revision"), "\(entry.header.revision)"),
              Term(visit.say("Recorded"), .code(entry.header.recorded.description)),
              Term(visit.say("The signer had seen"), visit.say("\(entry.header.seen.size) entries")),
              Term(visit.say("Key"), .code(envelope.keyID.hex)),
              Term(visit.say("Public key"), .code(stored.publicKey.base64)),
              Term(visit.say("Signature"), .code(stored.signature.base64)),
              Term(visit.say("Fingerprint of the payload"), .code(SHA256.hash(envelope.payload).hex)),
              Term(visit.say("Leaf hash"), .code(logged.leaf.hex)),
              Term(
                visit.say("Newest of its stream"), newest == place ? visit.say("yes") : visit.say("no")),
            ])
          ]),
        .details(
          visit.say("Proof that it stands in the log"),
          [
            .paragraph(
              visit.say(
                "With these hashes, the leaf hash becomes the root of the log of \(head.size) entries (RFC 9162, 2.1.3.2)."
              )),
            .list(proof.path.map { .code($0.hex) }),
            .facts([Term(visit.say("Root of the log"), .code(head.root.hex))]),
          ]),
        .details(visit.say("The exact bytes"), [.paragraph(.code(String(decoding: envelope.payload, as: UTF8.self)))]),
        .actions(
          (place > 0 ? [Action(visit.say("Entry before"), to: "/log/\(place - 1)")] : [])
            + (place + 1 < head.size ? [Action(visit.say("Entry after"), to: "/log/\(place + 1)")] : [])),
      ])
  }

  /// By its position or its id.
  private func position(in log: any LogReader) throws -> Int? {
    let text = visit.parameter("entry")
    if let id = ULID(text) { return try log.position(of: id) }
    return Int(text).flatMap { $0 >= 0 ? $0 : nil }
  }
}
