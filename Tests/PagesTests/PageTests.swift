import LedgerCore
import SeededRandom
import Testing

@testable import Pages

/// What holds for every page, whatever stands in it.
@Suite struct PageTests {
  static let pages: [Page] = Seeds.all.flatMap { seed in
    var charts = RandomDiagrams(random: SeededGenerator(seed: seed))
    return (0..<40).map { _ in charts.page() }
  }

  @Test func `every page is well-formed, whatever its texts try`() {
    for page in Self.pages {
      let parsed = ParsedPage(page.html)
      #expect(parsed.error == nil)
      #expect(parsed.elements.first?.name == "html")
    }
  }

  @Test func `a page has no element and no attribute but those of the module`() {
    let names = Set(
      [
        "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div", "p", "span",
        "strong", "bdi", "time", "h1", "h2", "h3", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody",
        "tfoot", "tr", "th", "td", "figure", "figcaption", "details", "summary", "svg", "desc", "defs", "pattern",
        "line", "rect", "polyline", "path", "circle", "text",
      ])
    let dangerous = ["src", "href", "style", "action", "srcdoc", "data"]
    for page in Self.pages {
      for element in ParsedPage(page.html).elements {
        #expect(names.contains(element.name), "\(element.name)")
        for attribute in element.attributes.keys {
          #expect(!attribute.hasPrefix("on") && !dangerous.contains(attribute), "\(attribute)")
        }
      }
    }
  }

  @Test func `texts come out as they went in`() throws {
    for text in RandomDiagrams.hostile + RandomDiagrams.plain {
      let diagram = Diagram(
        .bars, title: text, summary: text, categories: .names([text]), categoryTitle: text,
        series: [.init(text, [1])], quantity: .whole)
      let page = Page(language: .english, title: text, blocks: [.paragraph("\(text)"), .diagram(diagram)])
      let parsed = ParsedPage(page.html)
      let expected = String(String.UnicodeScalarView(text.unicodeScalars.map { Self.replaced($0) }))
      #expect(parsed.all("h1").map(\.text) == [expected])
      #expect(parsed.all("p").first?.text == expected)
      #expect(parsed.all("svg").first?.text.contains(expected) == true)
      #expect(parsed.all("div").contains { $0.attributes["aria-label"] == expected })
    }
  }

  /// Scalars that no page may hold become the replacement character.
  static func replaced(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let forbidden: [UInt32] = [0, 1, 0xB, 0x7F, 0x85, 0xFFFE, 0x1FFFF]
    return forbidden.contains(scalar.value) ? "\u{FFFD}" : scalar
  }

  @Test func `a page loads nothing and runs nothing`() {
    for orientation in [Page.Orientation.portrait, .landscape] {
      var charts = RandomDiagrams(random: SeededGenerator(seed: 7))
      var page = charts.page()
      page.orientation = orientation
      let html = page.html
      let parsed = ParsedPage(html)
      let styles = parsed.all("style")
      #expect(styles.map(\.text) == [Stylesheet.text(for: orientation)])
      #expect(
        html.contains(Stylesheet.text(for: orientation)), "the parser of HTML reads a stylesheet as it is written")
      for word in ["http:", "https:", "//", "@import", "url(", "expression("] {
        #expect(!Stylesheet.text(for: orientation).contains(word), "\(word)")
      }
      let policy = parsed.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
      #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none';") == true)
      #expect(html.contains("size: A4 \(orientation.rawValue)"))
    }
  }

  @Test func `patterns are the only references, and each stays inside the page`() {
    for page in Self.pages {
      let parsed = ParsedPage(page.html)
      let ids = parsed.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count, "an id stands once")
      for fill in parsed.elements.compactMap({ $0.attributes["fill"] }) {
        #expect(fill.hasPrefix("url(#") && ids.contains(String(fill.dropFirst(5).dropLast())), "\(fill)")
      }
      for labels in parsed.elements.compactMap({ $0.attributes["aria-labelledby"] }) {
        for label in labels.split(separator: " ") { #expect(ids.contains(String(label))) }
      }
    }
  }

  @Test func `every picture has a name, and the table of its figures beside it`() {
    for page in Self.pages {
      let parsed = ParsedPage(page.html)
      for picture in parsed.all("svg") {
        #expect(picture.attributes["role"] == "img")
        #expect(picture.attributes["aria-labelledby"] != nil)
      }
      #expect(parsed.all("svg").count == parsed.all("details").count)
      for cell in parsed.all("th") { #expect(["col", "row"].contains(cell.attributes["scope"])) }
      #expect(parsed.all("table").count == parsed.all("caption").count)
    }
  }

  @Test(arguments: Language.all) func `a page names its language and its direction`(language: Language) {
    let root = ParsedPage(Page(language: language, title: "x").html).elements[0]
    #expect(root.attributes["lang"] == language.tag)
    #expect(root.attributes["dir"] == (language.tag == "ar" ? "rtl" : "ltr"))
  }

  @Test func `a second language beside the first has its own tag, direction and numbers`() {
    let line: Inline =
      "يدخل \(Money(cents: 125_000)) · \(Inline("entra \(Money(cents: 125_000))").written(in: .italian))"
    let parsed = ParsedPage(Page(language: .arabic, title: "x", blocks: [.paragraph(line)]).html)
    let span = parsed.all("span")[0]
    #expect(span.attributes["lang"] == "it" && span.attributes["dir"] == "ltr")
    #expect(parsed.all("bdi").map(\.text) == ["1,250.00\u{A0}€", "1.250,00\u{A0}€"])
  }

  @Test func `an empty table and an empty chart say so in the page's language`() {
    let diagram = Diagram(
      .lines, title: "t", summary: "", categories: .names(["a"]), categoryTitle: "c", series: [.init("s", [nil])],
      quantity: .euro)
    let table = Table(caption: "t", columns: [.init("a")], rows: [])
    let parsed = ParsedPage(Page(language: .italian, title: "x", blocks: [.diagram(diagram), .table(table)]).html)
    #expect(parsed.all("p").filter { $0.text == "Ancora niente da mostrare." }.count == 2)
    #expect(parsed.all("svg").isEmpty && parsed.all("table").isEmpty)
  }

  @Test func `a ratio without a denominator is called not defined`() {
    let parsed = ParsedPage(Page(language: .english, title: "x", blocks: [.figures([Figure("PAR", nil)])]).html)
    #expect(parsed.all("dd").map(\.text) == ["not defined"])
  }

  @Test func `the words below a line name their language, and are not read out as its name`() {
    let caption = Inline("Entrate").over("Income", in: .english)
    let column = Inline("Voce").beside("Item", in: .english)
    let table = Table(caption: caption, columns: [.init(column)], rows: [[.inline(Inline("a").over(Inline("b")))]])
    let parsed = ParsedPage(Page(language: .arabic, title: "x", blocks: [.sheet([.table(table)])]).html)
    #expect(parsed.all("span").map { $0.attributes["class"] } == ["below", "beside", "below"])
    #expect(parsed.all("bdi").map { $0.attributes["lang"] ?? "" } == ["en", "en"])
    #expect(parsed.all("bdi").map { $0.attributes["dir"] ?? "" } == ["ltr", "ltr"])
    #expect(parsed.all("div").contains { $0.attributes["aria-label"] == "Entrate" })
    #expect(parsed.all("div").contains { $0.attributes["class"] == "sheet" })
  }

  @Test func `names of others are written in the direction of their own first letter`() {
    let parsed = ParsedPage(Page(language: .italian, title: "x", blocks: [.paragraph("\("ليلى")")]).html)
    #expect(parsed.all("bdi").map { $0.attributes["dir"] } == ["auto"])
  }

  @Test func `a chart may have a table of its own beside it`() {
    var diagram = Diagram(
      .bars, title: "t", summary: "s", categories: .names(["a"]), categoryTitle: "c", series: [.init("s", [1])],
      quantity: .euro, showsTable: true)
    diagram.table = Table(caption: "own", columns: [.init("x")], rows: [[.text("y")]])
    diagram.caption = "other"
    diagram.remark = "more"
    diagram.hasTableBeside = true
    let parsed = ParsedPage(Page(language: .italian, title: "x", blocks: [.diagram(diagram)]).html)
    #expect(parsed.all("figcaption").map(\.text) == ["other"] && parsed.all("p").map(\.text) == ["more"])
    #expect(parsed.all("caption").map(\.text) == ["own"] && parsed.all("td").isEmpty)
    #expect(parsed.all("figure").map { $0.attributes["class"] } == ["paired"])
  }
}
