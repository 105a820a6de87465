import Testing

/// A convention exists only if a test breaks without it.
@Suite struct ConventionTests {
  /// Files outside the composition root which may reach time, chance or the environment, with the reason.
  static let exceptions: [String: String] = [
    "Sources/MastroWeb/Server/Frontdoor.swift": "a stopwatch for the server's log, whose time no entry ever sees"
  ]

  @Test func `time, chance and environment enter at the composition root alone`() {
    let words = [
      "Date()", "Date.now", "UUID()", ".random(", ".randomElement()", ".shuffled()", "ProcessInfo", "FileManager",
      "SystemRandomSource()", "SystemRandomNumberGenerator", "ContinuousClock", "getenv", " time(nil)", " time(&",
      "clock_gettime",
      "SigningKey.generate()",
    ]
    let places = Repository.sources.filter { $0.target != "mastro" && Self.exceptions[$0.path] == nil }
      .flatMap { $0.places(of: words) }
    #expect(places == [])
    let used = Repository.sources(of: "mastro").flatMap { $0.places(of: words) }
    #expect(!used.isEmpty, "the search itself finds what it looks for")
    for path in Self.exceptions.keys { #expect(Repository.sources.contains { $0.path == path }, "\(path) is gone") }
  }

  /// Codable demands these methods; all they do is to throw.
  static let floatRefusals: Set<String> = [
    "Sources/LedgerCore/JSON/TreeDecoder.swift", "Sources/LedgerCore/JSON/TreeEncoder.swift",
  ]

  @Test func `there is no floating point near money`() {
    let words = ["Double", "Float", "CGFloat", "Float16", "Float80", "Decimal", "NSDecimalNumber", "pow(", "round("]
    let places = Repository.sources(
      of: "LedgerCore", "Coaching", "Funds", "Bookkeeping", "BankStatements", "LedgerSQLite"
    )
    .filter { !Self.floatRefusals.contains($0.path) }.flatMap { $0.places(of: words) }
    #expect(places == [])
    let lines = Repository.sources.filter { Self.floatRefusals.contains($0.path) }.map(\.code).joined()
      .filter { $0.contains("Double") || $0.contains("Float") }
    #expect(lines.count == 6)
    #expect(lines.allSatisfy { $0.contains("throw JSONError") || $0.contains("decodeIfPresent") })
  }

  @Test func `nothing crashes on purpose but a programmer's mistake, and that says why`() {
    let words = ["try!", "as!", "fatalError(", "abort()", "assert(", "assertionFailure("]
    #expect(Repository.sources.flatMap { $0.places(of: words) } == [])
    let silent = ["preconditionFailure()", "preconditionFailure(\"\")"]
    for file in Repository.sources {
      #expect(!file.lines.contains { line in silent.contains { line.contains($0) } }, "\(file)")
    }
  }

  @Test func `nothing is left to be done`() {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
    let folders = ["Sources", "Tests", "tools"].flatMap { Repository.files(under: $0) }
    let code = folders.filter { ["swift", "py"].contains($0.name.split(separator: ".").last.map { String($0) } ?? "") }
    #expect(code.count > 300)
    let places = code.flatMap { file in
      zip(1..., file.lines).filter { line in
        let words = line.1.split { !$0.isLetter }
        return marks.contains { mark in words.contains { $0 == mark } }
      }.map { "\(file):\($0.0)" }
    }
    #expect(places == [])
  }

  @Test func `rules name every case of our own enums`() {
    // A default value of a dictionary (`[key, default: 0]`) is none of a switch.
    let rules =
      Repository.sources(of: "Funds")
      + Repository.sources(of: "Coaching").filter { $0.path.contains("/Budget/") || $0.path.contains("/Labs/") }
    let places = rules.flatMap { file in
      file.code.enumerated().filter { _, line in
        let words = line.drop { $0 == " " }
        return words.hasPrefix("default:") || words.hasPrefix("@unknown")
      }.map { "\(file):\($0.offset + 1)" }
    }
    #expect(places == [])
  }

  @Test func `money is neither multiplied nor divided by an operator of its own`() {
    let operators = ["func * (", "func / (", "func % ("]
    #expect(Repository.sources.flatMap { $0.places(of: operators) } == [])
  }

  @Test func `files are short and named after what is in them`() {
    for file in Repository.sources {
      #expect(file.lines.count <= 450, "\(file) has \(file.lines.count) lines")
      let vague = ["Util", "Helper", "Manager", "Misc", "Common"].filter { file.name.contains($0) }
      #expect(vague == [], "\(file)")
    }
  }

  /// In Coaching and Funds the members of a body speak for themselves; its outermost types do not.
  @Test(arguments: ["LedgerCore", "Coaching", "Funds", "TransparencyLog", "Sodium"])
  func `a public type says what it is for`(target: String) {
    var types = 0
    for file in Repository.sources(of: target) {
      for (index, line) in file.code.enumerated() where Self.declaresPublicType(line) {
        types += 1
        let above = file.lines[..<index].reversed().map { $0.drop { $0 == " " } }.first { !$0.hasPrefix("@") }
        guard !["Coaching", "Funds"].contains(target) || !line.hasPrefix(" ") else { continue }
        #expect(above?.hasPrefix("///") == true, "\(file):\(index + 1): \(line)")
      }
    }
    #expect(types > 8)
  }

  private static func declaresPublicType(_ line: String) -> Bool {
    var words = line.split(separator: " ").drop { $0.hasPrefix("@") }
    guard words.popFirst() == "public" else { return false }
    while let word = words.first, ["final", "indirect"].contains(word) { words.removeFirst() }
    return words.first.map { ["struct", "class", "enum", "protocol", "actor", "typealias"].contains($0) } ?? false
  }

  @Test func `nothing names a developer's machine`() {
    let paths = ["/" + "work/", "/" + "work/main", "/tmp" + "/mastro", "/home" + "/", "/Users" + "/"]
    let files = Repository.files(under: "")
    #expect(files.count > 400)
    let places = files.flatMap { file in
      zip(1..., file.lines).filter { line in
        paths.contains { path in
          line.1.ranges(of: path).contains {
            $0.lowerBound == line.1.startIndex || !Self.continuesPath(line.1, $0.lowerBound)
          }
        }
      }.map { "\(file):\($0.0): \($0.1.prefix(120))" }
    }
    #expect(places == [])
  }

  /// `../homework/` is no absolute path.
  private static func continuesPath(_ line: Substring, _ index: Substring.Index) -> Bool {
    let before = line[line.index(before: index)]
    return before.isLetter || before.isNumber || before == "." || before == "}" || before == "_"
  }
}
