import Foundation
import LedgerCore
import Testing

@testable import Pages

/// What a served page is made of: forms, links, words of a language.
@Suite struct SiteTests {
  private func html(_ block: Block, _ language: Language = .italian) -> String { Block.html([block], in: language) }

  @Test func `an address encodes what is put into it`() {
    let value = "a/b?c=d&e \"<ü>"
    let path: WebPath = "/log?stream=\(value)"
    #expect(path.text == "/log?stream=a%2Fb%3Fc%3Dd%26e%20%22%3C%C3%BC%3E")
  }

  @Test(arguments: [
    "https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "", "home", "/a b", "/\\elsewhere",
    "/a\n",
  ])
  func `an address from outside stays on this site or is none`(text: String) {
    #expect(WebPath(untrusted: text) == nil)
  }

  @Test func `an address from outside may have a query`() {
    #expect(WebPath(untrusted: "/grants/1?x=2")?.text == "/grants/1?x=2")
  }

  @Test func `whatever was typed comes back as text, in fields, options and hidden values`() {
    let bad = "\"><script>alert('x')</script>"
    let form = Form(
      action: "/x",
      [
        .field(Field("a", "\(bad)", .text(most: 9), hint: "\(bad)", values: [bad], fault: "\(bad)")),
        .field(Field("b", "B", .longText(most: 9), values: [bad])),
        .field(Field("c", "C", .choice([.init(bad, "\(bad)")]), values: [bad])),
        .group("\(bad)", [Field("d", "D", .radios([.init(bad, "\(bad)", hint: "\(bad)")]), values: [bad])]),
      ], submit: "\(bad)", hidden: [("csrf", bad)])
    let written = html(.form(form))
    #expect(!written.contains("<script"))
    #expect(written.components(separatedBy: "&lt;script&gt;").count == 14)
    #expect(written.components(separatedBy: "&quot;&gt;&lt;script").count == 5, "in attributes quotation marks, too")
  }

  @Test func `a fault stands beside its field, which names it as its description`() {
    let field = Field("amount", "Importo", .amount, hint: "In euro", values: ["12x"], fault: "Non è un importo")
    let written = html(.form(Form(action: "/x", [.field(field)], submit: "Avanti")))
    #expect(written.contains("aria-describedby=\"f-amount-fault f-amount-hint\""))
    #expect(written.contains("aria-invalid=\"true\""))
    #expect(written.contains("id=\"f-amount-fault\""))
    #expect(written.contains("value=\"12x\""))
    #expect(written.contains("<label for=\"f-amount\">"))
  }

  @Test func `a form with a file is sent in parts`() {
    let form = Form(action: "/x", [.field(Field("s", "Estratto", .file(accept: ".xml")))], submit: "Invia")
    #expect(html(.form(form)).contains("enctype=\"multipart/form-data\""))
    #expect(!html(.form(Form(action: "/x", [], submit: "Invia"))).contains("enctype"))
  }

  @Test func `a phrase is found by its words, and its values keep their own form`() {
    let book = Phrasebook(.italian, texts: ["Paid {1} of {2}": "Su {2}, pagati {1}"])
    let line = book.say("Paid \(Money(cents: 125_050)) of \(Money(cents: 200_000))")
    #expect(line.text(in: .italian) == "Su 2.000,00\u{A0}€, pagati 1.250,50\u{A0}€")
    #expect(book.text("Nobody has said this") == "Nobody has said this")
  }

  @Test func `a translation that names no place or a wrong one breaks nothing`() {
    let book = Phrasebook(.italian, texts: ["Paid {1}": "Pagato {7} e {"])
    #expect(book.text("Paid \(5)") == "Pagato {7} e {")
  }

  @Test func `words that a language lacks are reported`() {
    let missing = Missing()
    let book = Phrasebook(.arabic, texts: ["There": "هناك"]) { missing.keys.append($0) }
    _ = (book.say("There"), book.say("Not there"))
    #expect(missing.keys == ["Not there"])
    _ = Phrasebook(.english) { missing.keys.append($0) }.say("Anything")
    #expect(missing.keys == ["Not there"])
  }

  private final class Missing: @unchecked Sendable {
    var keys: [String] = []
  }

  @Test func `an island's values are one attribute, whatever stands in them`() {
    let written = html(.island("sign", values: ["a": "\"'<>&\n", "b": "ü"], []))
    #expect(
      written.hasPrefix("<div data-island=\"sign\" data-values=\"{&quot;a&quot;:&quot;\\&quot;&#39;&lt;&gt;&amp;\\n"))
  }

  @Test func `a machine's text is never mirrored`() {
    #expect(html(.inline(.code("ab/01")), .arabic).contains("dir=\"ltr\""))
  }
}
