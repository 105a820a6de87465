import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A step that people of some roles may take with a stream which stands in some state: what it asks for on one page, and
/// the entries that it makes of that.
///
/// A new step is one more line in its instrument's table; the pages, the check of role and state, the preview by the rules
/// and the draft come by themselves.
struct Step<State: StreamState>: Sendable {
  typealias File = CaseFile<State>

  /// The last part of its address.
  let name: String
  let title: Phrase
  let roles: Set<Role>
  let fits: @Sendable (File) -> Bool
  let requests: @Sendable (Visit, File) throws -> [EntryRequest]
  /// What it does, in a sentence.
  var says: Phrase?
  /// Whether it is the step that usually comes next.
  var comesNext: @Sendable (File) -> Bool = { _ in false }
  /// It refuses somebody something, or cannot be taken back.
  var isGrave = false
  var fields: @Sendable (Visit, File) throws -> [Form.Item] = { _, _ in [] }
  /// What a person should have before their eyes while they fill it in.
  var beside: @Sendable (Visit, File) throws -> [Block] = { _, _ in [] }
  /// What would come of what was typed, shown once before the draft is made.
  var preview: (@Sendable (Visit, File) throws -> [Block])?
  /// Of what a person is to be warned before they sign; it stops nothing.
  var warnings: @Sendable (Visit, File) throws -> [Inline] = { _, _ in [] }
  /// Entries by which the rules say whether this person may take the step at all; nil where it is no decision.
  var probe: (@Sendable (Visit, File) throws -> [EntryRequest])?

  init(
    _ name: String, _ title: Phrase, says: Phrase? = nil, roles: Set<Role>,
    when fits: @escaping @Sendable (File) -> Bool,
    requests: @escaping @Sendable (Visit, File) throws -> [EntryRequest]
  ) {
    self.name = name
    self.title = title
    self.says = says
    self.roles = roles
    self.fits = fits
    self.requests = requests
  }

  /// A step of one entry in the stream itself.
  init<Body: EntryBody>(
    _ name: String, _ title: Phrase, says: Phrase? = nil, when fits: @escaping @Sendable (File) -> Bool,
    body: @escaping @Sendable (Visit, File) throws -> Body
  ) where Body.State == State {
    self.init(name, title, says: says, roles: Body.roles, when: fits) { visit, file in
      [try visit.state(body(visit, file), in: file.stream)]
    }
  }

  func asking(_ fields: @escaping @Sendable (Visit, File) throws -> [Form.Item]) -> Step {
    with { $0.fields = fields }
  }

  func showing(_ beside: @escaping @Sendable (Visit, File) throws -> [Block]) -> Step { with { $0.beside = beside } }

  func previewing(_ preview: @escaping @Sendable (Visit, File) throws -> [Block]) -> Step {
    with { $0.preview = preview }
  }

  func warning(_ warnings: @escaping @Sendable (Visit, File) throws -> [Inline]) -> Step {
    with { $0.warnings = warnings }
  }

  /// A decision of the committee: it waits for everybody whom the rules would let sign these entries.
  func deciding(_ probe: @escaping @Sendable (Visit, File) throws -> [EntryRequest]) -> Step {
    with {
      $0.probe = probe
      $0.comesNext = { _ in true }
    }
  }

  var main: Step { main { _ in true } }
  func main(when comesNext: @escaping @Sendable (File) -> Bool) -> Step { with { $0.comesNext = comesNext } }
  var grave: Step { with { $0.isGrave = true } }

  private func with(_ change: (inout Step) -> Void) -> Step {
    var step = self
    change(&step)
    return step
  }
}

extension Visit {
  /// What the viewer states in a stream, for the body for which they act.
  func state<Body: EntryBody>(_ body: Body, in stream: StreamID, id: ULID? = nil) throws -> EntryRequest {
    try request(body, stream: stream, id: id, onBehalfOf: try actsFor())
  }

  /// Begins a stream, for the body for which the viewer acts.
  func open<Body: EntryBody>(_ body: Body, _ family: StaticString, id: ULID? = nil) throws -> EntryRequest {
    try begin(body, family, id: id, onBehalfOf: try actsFor())
  }

  /// The body for which the viewer acts: the one they have chosen, else their first one; nil for the fund's own people.
  func actsFor() throws -> Slug? {
    let bodies = try person.member.bodies
    let chosen = submitted.flatMap { Slug($0.text("body")) }
    return bodies.first { $0 == chosen } ?? bodies.first
  }

  /// Asks for which body somebody acts who acts for several.
  func bodyQuestion() throws -> [Form.Item] {
    let bodies = try person.member.bodies
    guard bodies.count > 1 else { return [] }
    return [.field(field("body", "For which body you act", .choice(try bodies.map { try bodyOption($0) })))]
  }
}
