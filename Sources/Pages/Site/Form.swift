/// What a person fills in and sends: fields from top to bottom, and one button that says what it does.
///
/// Works without a script. What was sent is shown again where something was wrong, and each fault stands beside its field.
public struct Form: Sendable {
  public enum Method: String, Sendable {
    case get, post
  }

  public enum Item: Sendable {
    case field(Field)
    /// Fields that belong together, with their heading.
    case group(Inline, [Field])
    case block(Block)
  }

  public let action: WebPath
  public var method: Method
  public var items: [Item]
  public let submit: Inline
  /// Values that nobody sees.
  public var hidden: [(name: String, value: String)]
  /// A way out beside the button.
  public var cancel: Action?
  /// A search form, or another whose fields stand beside each other.
  public var isCompact: Bool
  /// A button for what cannot be taken back, or refuses somebody something.
  public var isGrave: Bool

  public init(
    action: WebPath, method: Method = .post, _ items: [Item], submit: Inline,
    hidden: [(name: String, value: String)] = [], cancel: Action? = nil, isCompact: Bool = false, isGrave: Bool = false
  ) {
    self.action = action
    self.method = method
    self.items = items
    self.submit = submit
    self.hidden = hidden
    self.cancel = cancel
    self.isCompact = isCompact
    self.isGrave = isGrave
  }

  private var fields: [Field] {
    items.flatMap { item -> [Field] in
      switch item {
      case .field(let field): [field]
      case .group(_, let fields): fields
      case .block: []
      }
    }
  }

  func markup(in language: Language) -> Markup {
    var attributes = [
      Attribute(.action, action.text), Attribute(.method, method.rawValue), .class(isCompact ? "compact" : "full"),
    ]
    if fields.contains(where: \.isFile) { attributes.append(Attribute(.enctype, "multipart/form-data")) }
    var parts = hidden.map { name, value in
      Markup.element(
        .input, [Attribute(.type, "hidden"), Attribute(.name, name), Attribute(.value, value)])
    }
    parts += items.map { item in
      switch item {
      case .field(let field): return field.markup(in: language)
      case .group(let legend, let fields):
        let title = Markup.element(.legend, [], [legend.markup(in: language)])
        return .element(.fieldset, [], [title] + fields.map { $0.markup(in: language) })
      case .block(let block):
        var writer = BlockWriter(language: language)
        return .all(writer.write([block], level: 3))
      }
    }
    var buttons = [
      Markup.element(
        .button, [Attribute(.type, "submit"), .class(isGrave ? "button grave" : "button")],
        [submit.markup(in: language)])
    ]
    if let cancel { buttons.append(cancel.markup(in: language)) }
    parts.append(.element(.div, [.class("buttons")], buttons))
    return .element(.form, attributes, parts)
  }
}

/// One question of a form.
public struct Field: Sendable {
  public struct Option: Sendable {
    public let value: String
    public let label: Inline
    public let hint: Inline?

    public init(_ value: String, _ label: Inline, hint: Inline? = nil) {
      self.value = value
      self.label = label
      self.hint = hint
    }
  }

  public enum Control: Sendable {
    case text(most: Int)
    case longText(most: Int)
    /// Euros as people write them: 1.250,00.
    case amount
    case integer(ClosedRange<Int>)
    case date
    case month
    case choice([Option])
    case radios([Option])
    /// Any number of them.
    case checks([Option])
    case checkbox
    /// A file of one of these types, such as ".xml,.csv".
    case file(accept: String)
  }

  public let name: String
  public let label: Inline
  public let control: Control
  public var hint: Inline?
  /// What stands in it: one value, or those that are checked.
  public var values: [String]
  public var fault: Inline?
  public var isRequired: Bool
  /// A token of the HTML standard, such as `name` or `off`.
  public var autocomplete: String?

  public init(
    _ name: String, _ label: Inline, _ control: Control, hint: Inline? = nil, values: [String] = [],
    fault: Inline? = nil, isRequired: Bool = true, autocomplete: String? = nil
  ) {
    self.name = name
    self.label = label
    self.control = control
    self.hint = hint
    self.values = values
    self.fault = fault
    self.isRequired = isRequired
    self.autocomplete = autocomplete
  }

  var isFile: Bool { if case .file = control { true } else { false } }
  var id: String { "f-" + name }
}
