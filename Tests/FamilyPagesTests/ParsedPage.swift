import Foundation
import FoundationXML

/// A page as a strict parser reads it, with what stands around each piece of text.
final class ParsedPage: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  struct Words {
    var text: String
    /// The elements around it, from the outermost.
    let inside: [Element]

    func isInside(_ name: String) -> Bool { inside.contains { $0.name == name } }
    /// The nearest language and direction.
    var language: String? { inside.last { $0.attributes["lang"] != nil }?.attributes["lang"] }
    var direction: String? { inside.last { $0.attributes["dir"] != nil }?.attributes["dir"] }
  }

  private(set) var elements: [Element] = []
  private(set) var words: [Words] = []
  private(set) var error: String?
  private var open: [Int] = []
  private var isContinued = false

  init(_ html: String) {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    if !parser.parse() { error = "line \(parser.lineNumber): \(String(describing: parser.parserError))" }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// What a person reads, without the stylesheet.
  var text: String { words.filter { !$0.isInside("style") }.map(\.text).joined() }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    isContinued = false
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for index in open { elements[index].text += text }
    if isContinued {
      words[words.count - 1].text += text
    } else {
      words.append(Words(text: text, inside: open.map { elements[$0] }))
      isContinued = true
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    isContinued = false
    open.removeLast()
  }
}
