import LedgerCore

/// A form with files, as RFC 7578 describes it.
enum MultipartForm {
  private static let mostParts = 200
  private static let lineEnd: [UInt8] = [13, 10]

  static func parse(_ bytes: [UInt8], boundary: String) throws(Refusal) -> Submitted {
    let delimiter = Array("--\(boundary)".utf8)
    var submitted = Submitted()
    var rest = bytes[...]
    guard rest.starts(with: delimiter) else { throw malformed }
    rest = rest.dropFirst(delimiter.count)
    var parts = 0
    while !rest.starts(with: Array("--".utf8)) {
      parts += 1
      guard parts <= mostParts, rest.starts(with: lineEnd) else { throw malformed }
      rest = rest.dropFirst(2)
      guard let headEnd = find(lineEnd + lineEnd, in: rest),
        let end = find(lineEnd + delimiter, in: rest[(headEnd + 2)...])
      else { throw malformed }
      try add(head: rest[..<headEnd], body: rest[min(headEnd + 4, end)..<end], to: &submitted)
      rest = rest[(end + 2 + delimiter.count)...]
    }
    return submitted
  }

  private static var malformed: Refusal {
    WebRefusals.malformed(["reason": "the parts of the form cannot be told apart"])
  }

  private static func add(
    head: ArraySlice<UInt8>, body: ArraySlice<UInt8>, to submitted: inout Submitted
  ) throws(Refusal) {
    guard let text = String(validating: head, as: UTF8.self) else { throw malformed }
    let disposition = text.split(whereSeparator: \.isNewline).first {
      $0.lowercased().hasPrefix("content-disposition:")
    }
    guard let disposition, let name = value(of: "name", in: disposition) else { throw malformed }
    if let fileName = value(of: "filename", in: disposition) {
      submitted.files[name] = Submitted.File(name: fileName, bytes: Array(body))
    } else {
      guard let value = String(validating: body, as: UTF8.self) else {
        throw WebRefusals.malformed(["reason": "a field is not UTF-8"])
      }
      submitted.values[name, default: []].append(value)
    }
  }

  /// A parameter of a header between double quotes, as every browser writes it.
  private static func value(of parameter: String, in line: some StringProtocol) -> String? {
    for part in line.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmingSpaces.lowercased() == parameter else { continue }
      let value = pair[1].trimmingSpaces
      guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return nil }
      return String(value.dropFirst().dropLast())
    }
    return nil
  }

  /// Where `pattern` begins in `bytes`.
  private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
    var index = bytes.startIndex
    let last = bytes.endIndex - pattern.count
    while index <= last {
      guard let next = bytes[index...last].firstIndex(of: first) else { return nil }
      if bytes[next..<next + pattern.count].elementsEqual(pattern) { return next }
      index = next + 1
    }
    return nil
  }
}
