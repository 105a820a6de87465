/// The one stylesheet of every page.
///
/// It stands in an element whose content is escaped like any other text, so it does without the characters that escaping
/// changes. Lengths along a line are logical, and follow the language's direction by themselves.
public enum Stylesheet {
  /// What served pages share with printed ones: colours, text, tables and charts.
  public static var shared: String { [colours, screen, tables, charts].joined(separator: "\n") }

  static func text(for orientation: Page.Orientation) -> String {
    [colours, screen, tables, charts, paper(orientation)].joined(separator: "\n")
  }

  /// The series' colours are those of Okabe and Ito, which colour-blind people tell apart; the dark ones are lighter.
  private static let colours = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1a1f26; --quiet: #55606d; --rule: #d5dae1; --shade: #f3f5f8; --accent: #0b5d7a;
      --s1: #0072b2; --s2: #e69f00; --s3: #009e73; --s4: #cc79a7; --s5: #56b4e9; --s6: #d55e00; --s7: #f0e442;
      --s8: #8a939e;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #14181d; --ink: #e8ebef; --quiet: #a3adb9; --rule: #39424d; --shade: #1e242b; --accent: #6cc5e6;
        --s1: #4aa8e0; --s2: #f2b632; --s3: #2fc79b; --s4: #e39cc4; --s5: #8ccdf3; --s6: #f0803c; --s7: #f5ec7a;
        --s8: #a9b1bb;
      }
    }
    """

  private static let screen = """
    * { box-sizing: border-box; }
    html { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Noto Sans", sans-serif; }
    body { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
    h1, h2, h3 { line-height: 1.2; margin: 0; text-wrap: balance; }
    h1 { font-size: 1.75rem; }
    h2 { font-size: 1.25rem; margin-block: 2.25rem 0.75rem; padding-block-start: 0.75rem;
      border-block-start: 1px solid var(--rule); }
    h3 { font-size: 1.05rem; margin-block: 1.5rem 0.5rem; }
    header { border-block-start: 4px solid var(--accent); padding-block-start: 0.9rem; margin-block-end: 1.5rem; }
    .subtitle { margin: 0.3rem 0 0; }
    .subtitle, .quiet, footer { color: var(--quiet); }
    p { max-width: 44rem; margin-block: 0.6rem; }
    ul { padding-inline-start: 1.25rem; }
    .remark { background: var(--shade); border-inline-start: 4px solid var(--accent); padding: 0.6rem 0.9rem;
      max-width: none; }
    .figure { white-space: nowrap; font-variant-numeric: tabular-nums; }
    time { unicode-bidi: isolate; }
    .below .below { font-size: 1em; }
    .below, .beside { color: var(--quiet); font-size: 0.8125em; font-weight: 400; line-height: 1.3; }
    .below { display: block; }
    .beside { margin-inline-start: 0.35em; }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem;
      margin: 1rem 0; }
    .card { border: 1px solid var(--rule); border-radius: 6px; padding: 0.7rem 0.9rem; }
    .card dt { color: var(--quiet); font-size: 0.875rem; }
    .card dd { margin: 0; }
    .card .value { font-size: 1.45rem; font-weight: 650; line-height: 1.3; overflow-wrap: anywhere; }
    .card .note { color: var(--quiet); font-size: 0.8125rem; }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem 1.5rem; }
    .columns h2, .columns h3 { margin-block-start: 0; }
    .columns h2, .trio h2 { border: 0; padding: 0; }
    .columns, .trio { margin-block-start: 1.5rem; }
    .trio { display: grid; gap: 1.25rem 2rem; }
    .trio h2 { margin-block: 0; }
    @media print, screen and (min-width: 46rem) {
      .trio { grid-template: auto 1fr / 1fr 1fr; }
      .trio .tall { grid-column: 2; grid-row: 1 / span 2; }
    }
    footer { border-block-start: 1px solid var(--rule); margin-block-start: 2.5rem; padding-block-start: 0.6rem;
      font-size: 0.8125rem; overflow-wrap: anywhere; }
    footer p { margin-block: 0.2rem; max-width: none; }
    """

  private static let tables = """
    .scroll { overflow-x: auto; margin-block: 1rem; }
    .empty { margin-block: 1rem; }
    .empty p { margin-block: 0.2rem; color: var(--quiet); }
    table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
    caption, .empty .caption { text-align: start; font-weight: 650; color: var(--ink); padding-block-end: 0.4rem; }
    th, td { text-align: start; vertical-align: baseline; padding: 0.32rem 0.6rem; }
    th:first-child, td:first-child { padding-inline-start: 0; }
    th:last-child, td:last-child { padding-inline-end: 0; }
    th.number, td.number { text-align: right; }
    td.number { white-space: nowrap; }
    thead th { color: var(--quiet); font-weight: 600; font-size: 0.8125rem; vertical-align: bottom;
      border-block-end: 1.5px solid var(--ink); }
    tbody th { font-weight: 500; }
    tbody tr { border-block-end: 1px solid var(--rule); }
    tfoot th, tfoot td { font-weight: 650; border-block-start: 1.5px solid var(--ink); }
    .many { font-size: 0.8125rem; }
    .many th, .many td { padding-inline: 0.35rem; }
    """

  private static let charts = """
    figure { margin: 1.25rem 0; }
    figcaption { font-weight: 650; }
    figure p { margin-block: 0.1rem 0.5rem; color: var(--quiet); font-size: 0.9375rem; }
    .drawing { overflow-x: auto; }
    svg { display: block; width: 100%; min-width: 34rem; max-width: 780px; height: auto; direction: ltr;
      font: 13px system-ui, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; }
    svg.half { min-width: 20rem; max-width: 460px; }
    svg text { fill: var(--ink); unicode-bidi: plaintext; }
    svg .small { fill: var(--quiet); font-size: 12px; }
    svg .strong { font-weight: 650; }
    svg .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
    .grid { stroke: var(--rule); stroke-width: 1; }
    .zero { stroke: var(--ink); stroke-width: 1.5; }
    .bridge { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 2 3; }
    .bar { stroke: var(--ink); stroke-width: 1; }
    .path { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
    .mark { stroke: var(--paper); stroke-width: 1.5; }
    .ring { fill: none; stroke: var(--ink); stroke-width: 2; }
    .hatch { stroke: var(--paper); stroke-width: 2; fill: none; }
    .dot { fill: var(--paper); }
    .f1 { fill: var(--s1); } .f2 { fill: var(--s2); } .f3 { fill: var(--s3); } .f4 { fill: var(--s4); }
    .f5 { fill: var(--s5); } .f6 { fill: var(--s6); } .f7 { fill: var(--s7); } .f8 { fill: var(--s8); }
    .l1 { stroke: var(--s1); } .l2 { stroke: var(--s2); stroke-dasharray: 8 5; }
    .l3 { stroke: var(--s3); stroke-dasharray: 2 5; } .l4 { stroke: var(--s4); stroke-dasharray: 10 4 2 4; }
    .l5 { stroke: var(--s5); stroke-dasharray: 14 4; } .l6 { stroke: var(--s6); stroke-dasharray: 5 3; }
    .l7 { stroke: var(--s7); stroke-dasharray: 3 3; } .l8 { stroke: var(--s8); stroke-dasharray: 12 3 3 3; }
    summary { color: var(--quiet); font-size: 0.875rem; cursor: pointer; padding-block: 0.25rem; }
    details table { font-size: 0.875rem; }
    .named caption, .paired caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .paired summary { display: none; }
    .paired .scroll { margin-block: 0; }
    @media print, screen and (min-width: 46rem) {
      .paired { display: grid; grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); column-gap: 1.5rem;
        align-items: start; }
      .paired figcaption, .paired p { grid-column: 1 / -1; }
    }
    """

  /// On paper a page is light, and a diagram, a card or a row stays whole. Tables that are folded on the screen stay so.
  private static func paper(_ orientation: Page.Orientation) -> String {
    """
    @page { size: A4 \(orientation.rawValue); margin: 13mm 14mm 14mm;
      @bottom-center { direction: ltr; content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; } }
    @media print {
      html { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { max-width: none; padding: 0; }
      h1, h2, h3, caption, figcaption { break-after: avoid; }
      h2 { margin-block-start: 1.5rem; }
      tr, figure, .card, .remark, .short { break-inside: avoid; }
      thead { display: table-header-group; break-after: avoid; }
      tbody tr:first-child { break-before: avoid; }
      tfoot { display: table-row-group; }
      .scroll, .drawing { overflow: visible; }
      .cards { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
      .columns { grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); }
      .card .value { font-size: 1.25rem; }
      svg { min-width: 0; }
      details:not([open]), summary { display: none; }
      p { max-width: none; }
      figure p { margin-block: 0 0.25rem; line-height: 1.35; }
      footer { margin-block-start: 0.5rem; padding-block-start: 0.25rem; line-height: 1.35; }
      .sheet { break-before: page; }
      .sheet h2 { border: 0; padding: 0; margin-block: 0 0.5rem; }
      .trio, .columns { margin-block-start: 1rem; gap: 0.75rem 1.5rem; }
      .trio .scroll, .columns .scroll { margin-block: 0.25rem 0; }
      .trio table, .columns table, .paired table { line-height: 1.3; }
      .trio th, .trio td, .columns th, .columns td { padding-block: 0.22rem; }
      .paired { margin-block: 0.4rem; column-gap: 1.25rem; grid-template-columns: minmax(0, 9fr) minmax(0, 11fr); }
      .paired table { font-size: 0.8125rem; }
      .paired th, .paired td { padding-block: 0.09rem; }
    }
    """
  }
}
