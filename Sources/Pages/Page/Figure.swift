/// One number that a person should see first, with what it means.
public struct Figure: Sendable, Hashable {
  public let title: String
  /// Nil for a ratio without a denominator.
  public let value: Inline?
  /// A line below: how it is computed, or what it is compared with.
  public let note: Inline?

  public init(_ title: String, _ value: Inline?, note: Inline? = nil) {
    self.title = title
    self.value = value
    self.note = note
  }

  func markup(in language: Language) -> Markup {
    let shown = value?.markup(in: language) ?? .element(.span, [.class("quiet")], language.words.notDefined)
    var parts = [Markup.element(.dt, [], title), .element(.dd, [.class("value")], [shown])]
    if let note { parts.append(.element(.dd, [.class("note")], [note.markup(in: language)])) }
    return .element(.div, [.class("card")], parts)
  }
}
