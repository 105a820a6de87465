public import Bookkeeping
import Funds
public import LedgerCore
public import Pages
import Sodium

/// One person asking for one page: who, in which language, on which day, with what.
public struct Visit: Sendable {
  public let office: WebOffice
  /// Nil where nobody has signed in.
  public private(set) var viewer: Visitor?
  public let phrases: Phrasebook
  /// The path without its query.
  public let path: String
  let parameters: [String: String]
  let query: [String: String]
  /// What a form has sent; nil when the page is only asked for.
  public var submitted: Submitted?
  /// What is wrong with it, by field.
  var faults: [String: Phrase] = [:]
  /// Why the rules refuse it.
  var refusal: Message?

  public var bookkeeper: Bookkeeper { office.bookkeeper }
  public var language: Language { phrases.language }
  public var now: Instant { bookkeeper.surroundings.now }
  public var today: CivilDate { now.date }

  /// The words of the page's language.
  public func say(_ phrase: Phrase) -> Inline { phrases.say(phrase) }
  /// The words alone, where no markup can stand, such as a diagram's title.
  public func text(_ phrase: Phrase) -> String { phrases.text(phrase) }

  /// The viewer of a page that is only for members.
  public var person: Visitor {
    get throws {
      guard let viewer else { throw WebRefusals.signInNeeded() }
      return viewer
    }
  }

  /// A value of the path: `{id}`.
  public func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// An id of the path; a page that is not there where it is none.
  public func id(_ name: String = "id") throws -> ULID {
    guard let id = ULID(parameter(name)) else { throw WebRefusals.pageUnknown() }
    return id
  }

  /// A stream that the path names by its id; a page that is not there where nothing stands in it.
  public func stream(_ family: StaticString, _ name: String = "id") throws -> StreamID {
    let stream = StreamID(family, try id(name))
    guard try bookkeeper.ledger.store.read({ try $0.head(of: stream) }) != nil else { throw WebRefusals.pageUnknown() }
    return stream
  }

  /// A value of the query: `?page=2`.
  public func asked(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// A day of the query, as of which something is asked; nil where none or no day is given.
  public func askedDay(_ name: String) -> CivilDate? { asked(name).flatMap { CivilDate($0) } }
}

extension Visit {
  /// A field that shows what was sent with it, and what is wrong with that.
  public func field(
    _ name: String, _ label: Phrase, _ control: Field.Control, hint: Phrase? = nil, initial: String? = nil,
    isRequired: Bool = true, autocomplete: String? = nil
  ) -> Field {
    let first = initial.map { [$0] } ?? []
    // A box that somebody has unticked is not sent, and stays unticked.
    let unsent = if case .checkbox = control, submitted != nil { [String]() } else { first }
    return Field(
      name, say(label), control, hint: hint.map { say($0) }, values: submitted?.values[name] ?? unsent,
      fault: faults[name].map { say($0) },
      isRequired: isRequired, autocomplete: autocomplete)
  }

  /// A field of which several values may be chosen.
  public func choices(
    _ name: String, _ label: Phrase, _ options: [Field.Option], hint: Phrase? = nil, initial: [String] = [],
    isRequired: Bool = false
  ) -> Field {
    Field(
      name, say(label), .checks(options), hint: hint.map { say($0) },
      values: submitted.map { $0.values[name] ?? [] } ?? initial, fault: faults[name].map { say($0) },
      isRequired: isRequired)
  }

  /// A form that is posted to the page's own address, with what is wrong with it above.
  public func form(
    _ items: [Form.Item], submit: Phrase, cancel: Action? = nil, isGrave: Bool = false,
    hidden: [(name: String, value: String)] = []
  ) -> [Block] {
    guard let action = WebPath(untrusted: path) else { return [] }
    let form = Form(
      action: action, items, submit: say(submit), hidden: hidden + [("csrf", viewer?.csrf ?? "")], cancel: cancel,
      isGrave: isGrave)
    return complaints + [.form(form)]
  }

  /// What the rules say, and which fields are wrong.
  var complaints: [Block] {
    if let refusal { return [.message(refusal)] }
    guard !faults.isEmpty else { return [] }
    let lines = faults.sorted { $0.key < $1.key }.map { name, fault in
      Inline.link(say(fault), to: "#f-\(name)")
    }
    return [.message(Message(.fault, say("Something is missing or wrong"), lines))]
  }

  func seen(by viewer: Visitor?) -> Visit {
    var visit = self
    visit.viewer = viewer
    return visit
  }

  func failing(_ faults: [String: Phrase]) -> Visit {
    var visit = self
    visit.faults = faults
    return visit
  }

  func refused(_ message: Message) -> Visit {
    var visit = self
    visit.refusal = message
    return visit
  }
}
