import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// What people answer to a question that may be answered with no.
enum YesNo: String, CaseIterable {
  case yes, no
}

extension Visit {
  /// What the viewer states in the role in which they use the page; the rules say whether they hold it.
  func statement<Body: EntryBody>(
    _ body: Body, stream: StreamID, as role: Role, for own: Slug? = nil
  ) throws -> EntryRequest {
    try EntryRequest(
      body, stream: stream, actor: person.id, role: role, onBehalfOf: own, effective: today, id: newID())
  }

  func yesOrNo(_ label: Phrase, yes: Phrase, no: Phrase) -> Field {
    field(
      "answer", label,
      .radios([Field.Option(YesNo.yes.rawValue, say(yes)), Field.Option(YesNo.no.rawValue, say(no))]))
  }
}

extension FormReader {
  /// SHA-256 of a file that was sent; the file itself is not kept.
  func digest(_ name: String) -> Fingerprint {
    guard let file = file(name) else { return Fingerprint(SHA256.hash([])) }
    return Fingerprint(SHA256.hash(file.bytes))
  }

  func optionalDigest(_ name: String) -> Fingerprint? {
    optionalFile(name).map { Fingerprint(SHA256.hash($0.bytes)) }
  }

  /// `9:00`, `09.00` or `09:00`.
  func time(_ name: String) -> TimeOfDay? {
    let parts = text(name, most: 8).split { ":.".contains($0) }.map(String.init)
    guard parts.count == 2, parts[0].utf8.count <= 2, parts[1].utf8.count == 2,
      let time = TimeOfDay((parts[0].utf8.count == 1 ? "0" : "") + parts[0] + ":" + parts[1])
    else {
      if isGiven(name) { fault(name, "Write the time as 9:30") }
      return nil
    }
    return time
  }
}

/// What photographs and letters may weigh that are sent with a form.
enum Evidence {
  static let mostBytes = 16 * 1024 * 1024
  static let accept = "image/*,.pdf"
}
