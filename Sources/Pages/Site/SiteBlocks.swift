public import LedgerCore

/// A link that looks like a button.
public struct Action: Sendable {
  public let label: Inline
  public let path: WebPath
  /// The one thing that this page is for.
  public let isMain: Bool

  public init(_ label: Inline, to path: WebPath, isMain: Bool = false) {
    self.label = label
    self.path = path
    self.isMain = isMain
  }

  func markup(in language: Language) -> Markup {
    .element(
      .a, [Attribute(.href, path.text), .class(isMain ? "button" : "button light")], [label.markup(in: language)])
  }
}

/// A label with what belongs to it.
public struct Term: Sendable {
  public let label: Inline
  public let value: Inline

  public init(_ label: Inline, _ value: Inline) {
    self.label = label
    self.value = value
  }

  func markup(in language: Language) -> Markup {
    .element(
      .div, [],
      [
        .element(.dt, [], [label.markup(in: language)]), .element(.dd, [], [value.markup(in: language)]),
      ])
  }
}

/// Something that happened on a day.
public struct Moment: Sendable {
  public let day: CivilDate
  public let title: Inline
  public let detail: Inline?

  public init(_ day: CivilDate, _ title: Inline, detail: Inline? = nil) {
    self.day = day
    self.title = title
    self.detail = detail
  }

  func markup(in language: Language) -> Markup {
    var parts = [
      Markup.element(.time, [Attribute(.datetime, day.description)], language.write(day)),
      .element(.p, [.class("what")], [title.markup(in: language)]),
    ]
    if let detail { parts.append(.element(.p, [.class("hint")], [detail.markup(in: language)])) }
    return .element(.li, [], parts)
  }
}

/// What a person must know now.
public struct Message: Sendable {
  public enum Tone: String, Sendable {
    case done, note, warning, fault
  }

  public let tone: Tone
  public let title: Inline
  public let lines: [Inline]

  public init(_ tone: Tone, _ title: Inline, _ lines: [Inline] = []) {
    self.tone = tone
    self.title = title
    self.lines = lines
  }

  func markup(in language: Language) -> Markup {
    var parts = [Markup.element(.p, [.class("message-title")], [.element(.strong, [], [title.markup(in: language)])])]
    if lines.count == 1 { parts.append(.element(.p, [], [lines[0].markup(in: language)])) }
    if lines.count > 1 {
      parts.append(.element(.ul, [], lines.map { .element(.li, [], [$0.markup(in: language)]) }))
    }
    let role = tone == .fault ? "alert" : "status"
    return .element(.div, [.class("message " + tone.rawValue), Attribute(.role, role)], parts)
  }
}

/// The steps of a task of several pages.
struct Stepper {
  let steps: [Inline]
  /// 0-based.
  let current: Int
  let done: Set<Int>

  func markup(in language: Language) -> Markup {
    let items = steps.enumerated().map { index, step -> Markup in
      let attributes =
        index == current ? [Attribute(.ariaCurrent, "step")] : [.class(done.contains(index) ? "past" : "")]
      return .element(.li, attributes, [step.markup(in: language)])
    }
    return .element(.ol, [.class("stepper")], items)
  }
}
