import Foundation
import FoundationXML

/// Reads `camt.053` and `camt.052`, versions 02 to 13.
///
/// It goes entry by entry: only one entry's elements are kept at a time.
enum CamtReader {
  static func read(_ bytes: [UInt8]) throws(StatementError) -> [BankStatement] {
    let xml = try XMLText(bytes)
    // From a stream, for XMLParser(data:) fails at the end of a sound file of more than ten megabytes.
    let parser = XMLParser(stream: InputStream(data: Data(xml.text.utf8)))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    let document = CamtDocument()
    parser.delegate = document
    let finished = parser.parse()
    if let failure = document.failure { throw failure }
    guard finished, parser.parserError == nil, document.isComplete else {
      throw StatementError(
        .malformed, at: .line(document.faultLine ?? max(1, parser.lineNumber)),
        "this is not well-formed XML, or it ends too early",
        remedy: "the file is damaged or cut off: download it again")
    }
    return try document.result()
  }
}

/// Follows the parser's events; the first failure stops it.
private final class CamtDocument: NSObject, XMLParserDelegate {
  private(set) var failure: StatementError?
  private(set) var isComplete = false
  /// Where the parser first stumbled; its own line number runs on after an error.
  private(set) var faultLine: Int?
  private var statements: [BankStatement] = []
  private var stack: [CamtElement] = []
  private var counts: [[String: Int]] = [[:]]
  private var namespace = ""
  private var foreignDepth = 0
  private var elementsKept = 0
  private var elementsKeptBeforeEntry = 0
  private var current: CamtStatement?
  private var numbering = LineNumbering()
  private var lineCount = 0
  private var ids: Set<[String]> = []

  func result() throws(StatementError) -> [BankStatement] {
    guard !statements.isEmpty else {
      throw StatementError(
        .missing, at: .file, "the message contains no statement (no Stmt or Rpt element)",
        remedy: "export the statement again, for a period in which the account existed")
    }
    return statements
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    guard failure == nil else { return }
    do {
      try open(name, namespace: namespaceURI ?? "", attributes: attributes, line: parser.lineNumber)
    } catch {
      stop(parser, error)
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { append(text, parser) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) { append(String(decoding: block, as: UTF8.self), parser) }

  private func append(_ text: String, _ parser: XMLParser) {
    guard failure == nil, foreignDepth == 0, let last = stack.indices.last else { return }
    stack[last].text += text
    if stack[last].text.utf8.count > StatementLimits.textBytes {
      stop(parser, tooMany("bytes of text in \(stack[last].name)", StatementLimits.textBytes, line: stack[last].line))
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard failure == nil else { return }
    do {
      try close()
    } catch {
      stop(parser, error)
    }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    faultLine = faultLine ?? max(1, parser.lineNumber)
  }

  private func stop(_ parser: XMLParser, _ error: StatementError) {
    failure = error
    parser.abortParsing()
  }

  private func open(
    _ name: String, namespace uri: String, attributes: [String: String], line: Int
  ) throws(StatementError) {
    if stack.isEmpty {
      try CamtMessage.check(root: name, namespace: uri, line: line)
      namespace = uri
    }
    guard stack.count + foreignDepth < StatementLimits.elementDepth else {
      throw tooMany("levels of elements", StatementLimits.elementDepth, line: line)
    }
    guard foreignDepth == 0, uri == namespace else {
      foreignDepth += 1
      return
    }
    try keep(name, line: line)
    forgetTextBesideElements()
    let number = counts[counts.count - 1][name, default: 0] + 1
    counts[counts.count - 1][name] = number
    let step = CamtMessage.repeated.contains(name) ? "\(name)[\(number)]" : name
    let path = stack.last.map { "\($0.path)/\(step)" } ?? step
    stack.append(CamtElement(name: name, path: path, line: line, attributes: attributes))
    counts.append([:])
    guard let kind = CamtMessage.statementKind(name, depth: stack.count) else { return }
    guard statements.count < StatementLimits.statementsPerFile else {
      throw tooMany("statements", StatementLimits.statementsPerFile, line: line)
    }
    current = CamtStatement(kind: kind)
  }

  /// White space around elements would add up to megabytes in a long statement.
  private func forgetTextBesideElements() {
    if let last = stack.indices.last { stack[last].text = "" }
  }

  /// Counts what is held in memory; what belongs to an entry is let go at the entry's end.
  private func keep(_ name: String, line: Int) throws(StatementError) {
    if name == "Ntry" { elementsKeptBeforeEntry = elementsKept }
    elementsKept += 1
    guard elementsKept <= StatementLimits.elementsKept else {
      throw tooMany("elements in one place", StatementLimits.elementsKept, line: line)
    }
  }

  private func close() throws(StatementError) {
    guard foreignDepth == 0 else {
      foreignDepth -= 1
      return
    }
    guard let element = stack.popLast() else { return }
    counts.removeLast()
    if stack.isEmpty {
      isComplete = true
    } else if element.name == "Ntry", stack.count == 3, current != nil {
      try current?.add(element, head: stack[2])
      elementsKept = elementsKeptBeforeEntry
      guard lineCount + (current?.lineCount ?? 0) <= StatementLimits.linesPerFile else {
        throw tooMany("movements", StatementLimits.linesPerFile, line: element.line)
      }
    } else if stack.count == 2, let finished = current {
      try finish(finished, element)
    } else if stack.count > 2 {
      stack[stack.count - 1].children.append(element)
    }
  }

  private func finish(_ statement: CamtStatement, _ element: CamtElement) throws(StatementError) {
    current = nil
    elementsKept = 0
    lineCount += statement.lineCount
    let read = try statement.finish(element, numbering: &numbering)
    let key = [read.id, read.account?.description ?? "", read.page.map { String($0.number) } ?? ""]
    guard ids.insert(key).inserted else {
      throw StatementError(
        .duplicateStatement, at: element.place, "the statement '\(read.id)' is in this file twice",
        remedy: "ask the bank for a correct file, or remove one of the two if they are equal")
    }
    statements.append(read)
  }

  private func tooMany(_ what: String, _ limit: Int, line: Int) -> StatementError {
    StatementError(
      .tooLarge, at: .line(line), "more than \(limit) \(what)",
      remedy: "export a shorter period; if that does not help, the bank's file is wrong")
  }
}

/// The messages of the CAMT family and where their statements stand.
private enum CamtMessage {
  /// Elements that the path in an error numbers.
  static let repeated: Set<String> = ["Stmt", "Rpt", "Bal", "Ntry", "NtryDtls", "TxDtls"]

  static func statementKind(_ name: String, depth: Int) -> StatementKind? {
    guard depth == 3 else { return nil }
    switch name {
    case "Stmt": return .statement
    case "Rpt": return .report
    default: return nil
    }
  }

  static func check(root: String, namespace: String, line: Int) throws(StatementError) {
    let prefix = "urn:iso:std:iso:20022:tech:xsd:"
    guard root == "Document", namespace.hasPrefix(prefix) else {
      throw StatementError(
        .notRecognised, at: .element(path: root, line: line), "this XML file is not an ISO 20022 message",
        remedy: "export the statement as CAMT.053 or CSV")
    }
    let message = namespace.dropFirst(prefix.count)
    let parts = message.split(separator: ".", omittingEmptySubsequences: false)
    let isKnown =
      parts.count == 4 && parts[0] == "camt" && (parts[1] == "053" || parts[1] == "052") && parts[2] == "001"
    guard isKnown, let version = Int(parts[3]), (2...13).contains(version) else {
      throw StatementError(
        .unsupportedFormat, at: .element(path: root, line: line), "the message \(message) is not read",
        remedy: "export camt.053.001.02, .04, .08 or a later version of it")
    }
  }
}
