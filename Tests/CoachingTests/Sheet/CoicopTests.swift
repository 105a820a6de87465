import Coaching
import Foundation
import Testing

@Suite struct CoicopTests {
  /// `../shared/data/coicop2018_divisions_groups.csv`, seen from the package's root; nil where it is missing.
  private static let file: URL? = {
    let here = URL(fileURLWithPath: #filePath)
    for file in [here, here.resolvingSymlinksInPath()] {
      let root = (0..<4).reduce(file) { url, _ in url.deletingLastPathComponent() }
      let list = root.appendingPathComponent("../shared/data/coicop2018_divisions_groups.csv").standardizedFileURL
      if FileManager.default.fileExists(atPath: list.path) { return list }
    }
    return nil
  }()

  @Test(.enabled(if: file != nil, "needs ../shared/data/coicop2018_divisions_groups.csv"))
  func `every division and group of the United Nations' list is a code, and nothing else is`() throws {
    let file = try #require(CoicopTests.file)
    let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    let listed = Set(rows.map { String($0.prefix { $0 != "," }) })
    #expect(listed.count > 60)
    for code in listed { #expect(CoicopCode(code)?.description == code) }
    let others = (0...99).flatMap { division in
      let text = division < 10 ? "0\(division)" : "\(division)"
      return [text] + (0...9).map { "\(text).\($0)" }
    }
    for code in others where !listed.contains(code) { #expect(CoicopCode(code) == nil, "\(code)") }
  }

  @Test(arguments: ["", "4", "04.", "04.11", ".1", "04.1.1", "+4", "04 .1", "٠٤", "04.١", "-4"])
  func `what is no code is refused`(text: String) {
    #expect(CoicopCode(text) == nil)
  }
}
