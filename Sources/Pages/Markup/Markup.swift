/// A piece of a page that is escaped already; it is made of elements and text, never of a string of markup.
///
/// The initializer is private to this file, so no other code can forget to escape.
struct Markup: Sendable, Hashable {
  private let written: String

  private init(written: String) { self.written = written }

  static let none = Markup(written: "")

  /// What people read; every character stands for itself.
  static func text(_ text: String) -> Markup { Markup(written: Escaping.text(text)) }

  static func element(_ tag: Tag, _ attributes: [Attribute] = [], _ content: [Markup] = []) -> Markup {
    let opening = "<" + tag.rawValue + attributes.filter { !$0.isIdle }.map(\.written).joined()
    let inside = content.map(\.written).joined()
    if tag.isVoid || (tag.isDrawn && inside.isEmpty) {
      precondition(inside.isEmpty, "the element \(tag.rawValue) holds nothing")
      return Markup(written: opening + "/>")
    }
    return Markup(written: opening + ">" + inside + "</" + tag.rawValue + ">" + (tag.endsLine ? "\n" : ""))
  }

  static func element(_ tag: Tag, _ attributes: [Attribute] = [], _ text: String) -> Markup {
    element(tag, attributes, [.text(text)])
  }

  /// Several pieces one after the other.
  static func all(_ pieces: [Markup]) -> Markup { Markup(written: pieces.map(\.written).joined()) }

  var isEmpty: Bool { written.isEmpty }

  /// A part of a page that somebody else's template surrounds.
  var fragment: String { written }

  /// The bytes of a whole page whose root element this is.
  var document: String { "<!DOCTYPE html>\n" + written }
}
