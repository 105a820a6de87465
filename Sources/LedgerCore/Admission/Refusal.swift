/// What a program does with a refusal: the exit code of the command line, later the status of the web.
public enum Consequence: String, Sendable, Hashable, CaseIterable {
  /// What was given cannot be read.
  case usage
  /// The thing named does not exist.
  case notFound
  /// Somebody was faster: draft again.
  case conflict
  /// A rule of the fund says no.
  case rule
  /// The bytes themselves are wrong.
  case integrity
}

/// A reason to refuse, stable for programs and explained for people.
///
/// Declared beside the rule that throws it; each has one file in `ledger-specs/refusals/`.
/// In `message` and `hint`, `{name}` stands for the fact of that name.
public struct RefusalCode: Hashable, Sendable {
  public let id: String
  public let message: String
  public let hint: String
  public let consequence: Consequence

  public init(_ id: String, _ message: String, hint: String, _ consequence: Consequence = .rule) {
    self.id = id
    self.message = message
    self.hint = hint
    self.consequence = consequence
  }

  public static func == (left: RefusalCode, right: RefusalCode) -> Bool { left.id == right.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// The refusal with its facts, in the order in which they are told.
  public func callAsFunction(_ facts: KeyValuePairs<String, any CustomStringConvertible> = [:]) -> Refusal {
    Refusal(code: self, facts: facts.map { Fact(name: $0.key, value: $0.value.description) })
  }
}

/// One named circumstance of a refusal.
public struct Fact: Hashable, Sendable {
  public let name: String
  public let value: String
}

/// An expected no: a rule was asked, and this is its answer. Nothing has been written.
public struct Refusal: Error, Hashable, Sendable {
  public let code: RefusalCode
  public let facts: [Fact]

  /// The message with its facts filled in.
  public var message: String { fill(code.message) }
  /// What the person can do about it.
  public var hint: String { fill(code.hint) }

  private func fill(_ template: String) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      text += rest[..<open]
      text += facts.first { $0.name == name }?.value ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}

extension Refusal: CustomStringConvertible {
  public var description: String { "\(code.id): \(message)" }
}
