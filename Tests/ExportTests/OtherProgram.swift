import Foundation

/// A program of other people that must read our exports, run on a text in a temporary file.
struct OtherProgram {
  struct Output {
    let status: Int32
    let text: String
    let errors: String
    var isSilent: Bool { status == 0 && text.isEmpty && errors.isEmpty }
  }

  let name: String

  static let hledger = OtherProgram(name: "hledger")
  static let beanCheck = OtherProgram(name: "bean-check")
  static let beanQuery = OtherProgram(name: "bean-query")

  static let hasHledger = hledger.isInstalled
  static let hasBeancount = beanCheck.isInstalled && beanQuery.isInstalled

  private var isInstalled: Bool {
    let installed = (try? run(["--version"]))?.status == 0
    if !installed { print("\(name) is not installed here: what it says of our exports goes untested") }
    return installed
  }

  /// Runs the program; `@` among the arguments stands for a file that holds `text`.
  func run(_ arguments: [String], on text: String = "", ending: String = "txt") throws -> Output {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mastro-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "books.\(ending)")
    try Data(text.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments.map { $0 == "@" ? file.path : $0 }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = ["PATH": path, "LC_ALL": "C", "HOME": folder.path]
    let (out, errors) = (folder.appending(path: "out"), folder.appending(path: "errors"))
    for url in [out, errors] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Output(
      status: process.terminationStatus, text: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// The rows of simple comma-separated values without their header; quotes and padding around a field are dropped.
func simpleRows(_ text: String) -> [[String]] {
  text.split(whereSeparator: \.isNewline).dropFirst().map { line in
    line.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"")) }
  }
}
