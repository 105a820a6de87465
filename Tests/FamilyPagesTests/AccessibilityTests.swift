import FamilyPages
import Foundation
import LedgerCore
import Pages
import Testing

/// Pages as a browser reads them to people who do not see them, and as paper shows them.
@Suite(.serialized, .enabled(if: Accessibility.isThere, "chromium or axe-playwright-python is not installed"))
struct AccessibilityTests {
  @Test func `no page breaks a rule of accessibility, and each fits on one leaf`() throws {
    var pages = ["everything": Self.everything.html]
    for tag in ["it", "ar", "uk"] { pages["rich-\(tag)"] = try FamilySheetTests.html(ExamplePages.rich, tag) }
    pages["none-ar"] = try FamilySheetTests.html(ExamplePages.nothingToPromise, "ar")
    for tag in ["ar", "ro"] {
      pages["bilingual-\(tag)"] = try FamilySheetTests.html(ExamplePages.ordinary, tag, bilingual: true)
    }
    let seen = try Accessibility.look(at: pages, ["--sheets", "2"])
    #expect(seen.status == 0, "\(seen.text)")
    #expect(seen.text.contains("no violation on \(pages.count) pages"))
  }

  /// What reports are made of.
  static var everything: Page {
    let diagram = Diagram(
      .stackedColumns, title: "Stock", summary: "Rising.", categories: .names(["a", "b"]), categoryTitle: "c",
      series: [.init("one", [100, 200]), .init("two", [50, nil])], quantity: .euro)
    let table = Table(
      caption: "Rows", columns: [.init("a"), .init("b", isFigure: true)],
      rows: [[.text("x"), .money(Money(cents: 5))], [.text("y"), .notDefined]], totals: [.text("sum"), .none])
    return Page(
      language: .english, title: "Everything", subtitle: "as of \(ExamplePages.day)",
      blocks: [
        .figures([Figure("One", "\(7)", note: "why"), Figure("Two", nil)]), .note("\(strong: "look") here"),
        .section("Part", [.list(["a", "b"]), .table(table), .section("Deeper", [.diagram(diagram)])]),
      ], footer: ["where it comes from"])
  }

  @Test func `the look itself finds what is wrong`() throws {
    let page = try FamilySheetTests.html(ExamplePages.nothingToPromise)
    let pale = page.replacing("--quiet: #55606d", with: "--quiet: #b5b9bf")
    let speechless = page.replacing("<html lang=\"it\"", with: "<html")
    #expect(pale != page && speechless != page)
    let seen = try Accessibility.look(at: ["pale": pale, "speechless": speechless], ["--sheets", "1"])
    #expect(seen.status == 1)
    for fault in [
      "pale.html: light: color-contrast", "pale.html: print: color-contrast", "speechless.html: light: html-has-lang",
      "pale.html: print: 2 sheets of paper instead of 1",
    ] { #expect(seen.text.contains(fault), "\(fault): \(seen.text)") }
  }
}

/// The program of the repository that looks at pages with a browser.
enum Accessibility {
  static let program = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "tools/accessibility")

  static let isThere: Bool = {
    let seen = try? look(at: [:], ["--check"])
    if seen?.status != 0 { print(seen?.text ?? "\(program.path) cannot be run") }
    return seen?.status == 0
  }()

  static func look(at pages: [String: String], _ options: [String] = []) throws -> (status: Int32, text: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mastro-pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try pages.sorted { $0.key < $1.key }.map { name, html in
      let file = folder.appending(path: name + ".html")
      try Data(html.utf8).write(to: file)
      return file.path
    }
    let output = folder.appending(path: "seen.txt")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    let process = Process()
    process.executableURL = program
    // With this, somebody who changes how pages look gets pictures of them: MASTRO_PICTURES=folder swift test …
    let pictures = ProcessInfo.processInfo.environment["MASTRO_PICTURES"].map { ["--pictures", $0] } ?? []
    process.arguments = options + pictures + files
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: output), as: UTF8.self))
  }
}
