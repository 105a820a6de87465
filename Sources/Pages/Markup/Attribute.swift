/// One attribute with its value, which is escaped when it is written.
///
/// Names are a closed list: nothing here can load a resource, run a script or carry a style of its own; where an address
/// stands, a `WebPath` has made it.
struct Attribute: Sendable, Hashable {
  enum Name: String, Sendable {
    case lang, dir, `class`, id, scope, charset, name, content, role, tabindex, open, datetime
    case httpEquiv = "http-equiv"
    case ariaLabel = "aria-label"
    case ariaLabelledBy = "aria-labelledby"
    case ariaHidden = "aria-hidden"
    case x, y, width, height, x1, y1, x2, y2, cx, cy, r, d, points, fill, viewBox, patternUnits
    case textAnchor = "text-anchor"
    case href, action, method, enctype, type, value, `for`, required, autocomplete, inputmode, maxlength
    case checked, selected, disabled, accept, rows, hidden, rel
    case ariaDescribedBy = "aria-describedby"
    case ariaInvalid = "aria-invalid"
    case ariaCurrent = "aria-current"
    case ariaLive = "aria-live"
    case dataIsland = "data-island"
    case dataValues = "data-values"
  }

  let name: Name
  let value: String

  init(_ name: Name, _ value: String) {
    self.name = name
    self.value = value
  }

  init(_ name: Name, _ value: Int) { self.init(name, String(value)) }

  static func `class`(_ names: String...) -> Attribute {
    Attribute(.class, names.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// A class that names nothing need not be written.
  var isIdle: Bool { name == .class && value.isEmpty }

  var written: String { " " + name.rawValue + "=\"" + Escaping.attribute(value) + "\"" }
}
