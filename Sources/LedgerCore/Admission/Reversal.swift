/// The answer to a mistake: the exact mirror of an entry, in the entry's own stream.
///
/// Only the newest standing entry of a stream, of a kind that allows it, signed in one of that kind's roles. Where money
/// moved, one person proposes and another signs. The stream's state becomes the fold without both.
public enum Reversal {
  public static let proposed: Kind = "entry.reversal-proposed"
  public static let reversed: Kind = "entry.reversed"

  /// The body of both kinds.
  public struct Body: Codable, Sendable {
    public let target: ULID
    public init(target: ULID) { self.target = target }
  }

  public static func isReversal(_ kind: Kind) -> Bool { kind == reversed || kind == proposed }

  static func target(of entry: Entry) throws(StoreError) -> ULID {
    do {
      return try decode(entry.body).target
    } catch {
      throw .corrupt("the reversal \(entry.id) names no entry: \(error)")
    }
  }

  static func decode(_ body: [UInt8]) throws(JSONError) -> Body {
    try JSONDecoding.decodeExactly(Body.self, from: JSON.parse(body, form: .canonical))
  }

  static let targetUnknown = RefusalCode(
    "reversal.target-unknown", "no entry {target} stands in stream {stream}: it is not there, or was reversed",
    hint: "`mastro log STREAM` lists what can be reversed", .notFound)
  static let notNewest = RefusalCode(
    "reversal.not-newest", "entry {target} is not the newest standing entry of its stream; {newest} is",
    hint: "reverse the newer entries first, newest first")
  static let notReversible = RefusalCode(
    "reversal.not-reversible", "entries of kind {kind} are never reversed",
    hint: "record a new entry that states what is true now")
  static let pinned = RefusalCode(
    "reversal.pinned", "entry {target} is still matched or built upon by another entry",
    hint: "reverse the entry that rests on it first")
  static let notProposed = RefusalCode(
    "reversal.not-proposed", "entry {target} moved money: another person must propose its reversal first",
    hint: "`mastro reverse ENTRY --as NAME` proposes, a second person repeats it to sign")
  static let samePerson = RefusalCode(
    "approval.same-person", "{person} has already signed another step of this chain",
    hint: "ask a different person to sign this step")

  static let refusals = [targetUnknown, notNewest, notReversible, pinned, notProposed, samePerson]
}
