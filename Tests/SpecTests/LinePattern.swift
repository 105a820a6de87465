/// One expected line: `…` stands for anything, `<name>` for a value that is captured the first time and must come again.
struct LinePattern {
  let text: String

  /// True where the line stands for any number of lines.
  var isEllipsis: Bool { text == "…" }

  /// The values captured so far and those that the line adds, or nil where the line is another.
  func match(_ line: String, _ known: [String: String]) -> [String: String]? {
    let pattern = LinePattern.substitute(text, known)
    var names: [Substring] = []
    var expression = "^"
    var rest = pattern[...]
    while !rest.isEmpty {
      if rest.hasPrefix("…") {
        expression += "(?:.*?)"
        rest = rest.dropFirst()
      } else if let name = LinePattern.variable(at: rest) {
        if let earlier = names.firstIndex(of: name) {
          expression += "\\\(earlier + 1)"
        } else {
          names.append(name)
          expression += "([A-Za-z0-9+/=:._-]+)"
        }
        rest = rest.dropFirst(name.count + 2)
      } else {
        expression += LinePattern.escaped(rest.removeFirst())
      }
    }
    guard let regex = try? Regex(expression + "$"), let found = line.wholeMatch(of: regex) else { return nil }
    var values = known
    for (index, name) in names.enumerated() {
      values[String(name)] = found.output[index + 1].substring.map(String.init)
    }
    return values
  }

  /// The text with every captured value in the place of its name.
  static func substitute(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while !rest.isEmpty {
      if let name = variable(at: rest), let value = values[String(name)] {
        result += value
        rest = rest.dropFirst(name.count + 2)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }

  /// The name in `<name>`, where the text begins with one.
  private static func variable(at text: Substring) -> Substring? {
    guard text.first == "<", let end = text.firstIndex(of: ">") else { return nil }
    let name = text[text.index(after: text.startIndex)..<end]
    guard let first = name.first, first.isASCII, first.isLowercase else { return nil }
    return name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") } ? name : nil
  }

  private static func escaped(_ character: Character) -> String {
    character.isASCII && character != " " && !character.isLetter && !character.isNumber
      ? "\\\(character)" : String(character)
  }

  /// Matches whole outputs line by line; what was captured, or nil.
  static func match(_ expected: ArraySlice<String>, _ actual: ArraySlice<String>, _ known: [String: String])
    -> [String: String]?
  {
    guard let first = expected.first else { return actual.isEmpty ? known : nil }
    let pattern = LinePattern(text: first)
    if pattern.isEllipsis {
      for skipped in 0...actual.count {
        if let values = match(expected.dropFirst(), actual.dropFirst(skipped), known) { return values }
      }
      return nil
    }
    guard let line = actual.first, let values = pattern.match(line, known) else { return nil }
    return match(expected.dropFirst(), actual.dropFirst(), values)
  }
}
