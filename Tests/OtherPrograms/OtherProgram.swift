import Foundation

/// A program of other people that must read our exports, run on a text in a temporary file.
public struct OtherProgram: Sendable {
  public struct Output {
    public let status: Int32
    public let text: String
    public let errors: String
    public var isSilent: Bool { status == 0 && text.isEmpty && errors.isEmpty }
  }

  let name: String

  public static let hledger = OtherProgram(name: "hledger")
  public static let beanCheck = OtherProgram(name: "bean-check")
  public static let beanQuery = OtherProgram(name: "bean-query")

  public static let hasHledger = hledger.isInstalled
  public static let hasBeancount = beanCheck.isInstalled && beanQuery.isInstalled

  private var isInstalled: Bool {
    let installed = (try? run(["--version"]))?.status == 0
    if !installed { print("\(name) is not installed here: what it says of our exports goes untested") }
    return installed
  }

  /// Runs the program; `@` among the arguments stands for a file that holds `text`.
  public func run(_ arguments: [String], on text: String = "", ending: String = "txt") throws -> Output {
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
public func simpleRows(_ text: String) -> [[String]] {
  text.split(whereSeparator: \.isNewline).dropFirst().map { line in
    line.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"")) }
  }
}
