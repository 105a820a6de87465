/// A page that is one file: printable on A4, readable on a telephone, without anything to load and without a script.
///
/// A content security policy forbids what the elements already cannot express, so a page stays harmless even where
/// somebody edits it later.
public struct Page: Sendable {
  public enum Orientation: String, Sendable {
    case portrait, landscape
  }

  public let language: Language
  public let title: String
  /// The heading where it is more than the title: with the same words in another language.
  public var heading: Inline?
  /// Below the title: of which day, of which fund.
  public var subtitle: Inline?
  public var orientation: Orientation
  public var blocks: [Block]
  /// At the end: where the figures come from.
  public var footer: [Inline]

  public init(
    language: Language, title: String, subtitle: Inline? = nil, orientation: Orientation = .portrait,
    blocks: [Block] = [], footer: [Inline] = []
  ) {
    self.language = language
    self.title = title
    self.subtitle = subtitle
    self.orientation = orientation
    self.blocks = blocks
    self.footer = footer
  }

  static let contentSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

  /// The whole file, as HTML that is also well-formed XML.
  public var html: String {
    let root = [Attribute(.lang, language.tag), Attribute(.dir, language.direction.rawValue)]
    return Markup.element(.html, root, [head, body]).document
  }

  private var head: Markup {
    .element(
      .head, [],
      [
        .element(.meta, [Attribute(.charset, "utf-8")]),
        .element(
          .meta, [Attribute(.httpEquiv, "Content-Security-Policy"), Attribute(.content, Page.contentSecurityPolicy)]),
        .element(
          .meta, [Attribute(.name, "viewport"), Attribute(.content, "width=device-width, initial-scale=1")]),
        .element(.meta, [Attribute(.name, "robots"), Attribute(.content, "noindex")]),
        .element(.meta, [Attribute(.name, "color-scheme"), Attribute(.content, "light dark")]),
        .element(.title, [], title),
        .element(.style, [], Stylesheet.text(for: orientation)),
      ])
  }

  private var body: Markup {
    var writer = BlockWriter(language: language)
    var top = [Markup.element(.h1, [], [heading?.markup(in: language) ?? .text(title)])]
    if let subtitle { top.append(.element(.p, [.class("subtitle")], [subtitle.markup(in: language)])) }
    var parts = [Markup.element(.header, [], top), .element(.main, [], writer.write(blocks))]
    if !footer.isEmpty {
      parts.append(.element(.footer, [], footer.map { .element(.p, [], [$0.markup(in: language)]) }))
    }
    return .element(.body, [], parts)
  }
}
