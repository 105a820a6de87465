/// The elements that a page may have: a closed list without scripts, frames or images.
///
/// A page to print uses none of those for links and forms; a served page has no others.
enum Tag: String, Sendable {
  case html, head, meta, title, style, body
  case header, main, footer, section, div, p, span, strong, bdi, time, h1, h2, h3, ul, li, dl, dt, dd
  case table, caption, thead, tbody, tfoot, tr, th, td
  case figure, figcaption, details, summary
  case a, form, fieldset, legend, label, input, select, option, textarea, button, ol, code, output
  case svg, desc, defs, pattern, g, rect, line, polyline, path, circle, text

  /// Void in HTML: no content and no end.
  var isVoid: Bool { self == .meta || self == .input }

  /// Elements of SVG, which may close themselves.
  var isDrawn: Bool {
    switch self {
    case .rect, .line, .polyline, .path, .circle: true
    default: false
    }
  }

  /// Elements after which a line ends, so that a person can read the file and compare two of them.
  var endsLine: Bool {
    switch self {
    case .head, .title, .style, .header, .main, .footer, .section, .div, .p, .h1, .h2, .h3, .ul, .li, .dl, .table,
      .caption, .thead, .tbody, .tfoot, .tr, .figure, .figcaption, .details, .summary, .svg, .defs, .g, .html, .body,
      .form,
      .fieldset, .legend, .label, .input, .select, .option, .ol:
      true
    default: false
    }
  }
}
