import Bookkeeping
import Foundation
import LedgerCore
import Sodium
import TransparencyLog

/// What a verifier answers: its exit code, and the code of the first thing that is wrong.
struct Verdict: Equatable, CustomStringConvertible {
  var exit: Int32
  var code: String?

  init(_ exit: Int32, _ code: String? = nil) {
    self.exit = exit
    self.code = code
  }

  var description: String { "\(exit) \(code ?? "nothing wrong")" }

  init(_ report: VerificationReport) {
    exit = report.exitCode
    code =
      report.integrityFailure?.code.rawValue ?? report.ruleFailures.first?.code
      ?? report.findings.first?.code.rawValue
  }
}

/// A folder that is gone after the test.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = NSTemporaryDirectory() + "/mastro-forgery-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

extension ForgedLog {
  /// Writes the bundle's files; `ending` is what the last line ends with.
  func write(to folder: String, ending: String = "\n") throws {
    var bytes: [UInt8] = []
    for (index, line) in lines.enumerated() {
      bytes += line + Array((index == lines.count - 1 ? ending : "\n").utf8)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(Bundle.envelopesFile)"))
    try Data(checkpoint()).write(to: URL(fileURLWithPath: "\(folder)/\(Bundle.checkpointFile)"))
    try Data(Bundle.logKeyLine(signer.verifierKey)).write(to: URL(fileURLWithPath: "\(folder)/\(Bundle.logKeyFile)"))
    if let kept { try Data(kept).write(to: URL(fileURLWithPath: "\(folder)/kept")) }
  }

  func swiftReport(_ folder: String, workers: Int = 2, depth: VerificationDepth = .full) throws -> VerificationReport {
    try LedgerVerifier(workers: workers).verify(
      try BundleReader(folder: folder), depth: depth,
      anchors: VerificationAnchors(ledgerID: ledgerID, against: kept, now: verified))
  }
}

/// `tools/verify.py`, which shares no line with the verifier under test.
enum PythonVerifier {
  private static let interpreter = "/usr/bin/python3"
  private static let program = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("../../tools/verify.py").standardizedFileURL.path

  static let isUsable: Bool = {
    let usable =
      FileManager.default.fileExists(atPath: program)
      && (try? run(["-c", "import cryptography"]).exit) == 0
    if !usable { print("skipped: tools/verify.py needs python3 and python3-cryptography") }
    return usable
  }()

  struct Answer: Decodable {
    struct Fault: Decodable { let code: String }
    let errors: [Fault]
    let exitCode: Int32
    let root: String
    let balances: [[Cell]]?
  }

  /// One value of a row `[account, commodity, amount]`.
  enum Cell: Decodable, Equatable {
    case text(String)
    case number(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let number = try? container.decode(Int.self)
      self = try number.map(Cell.number) ?? .text(try container.decode(String.self))
    }
  }

  static func answer(_ log: ForgedLog, _ folder: String) throws -> Answer {
    var arguments = [program, folder, "--ledger-id", log.ledgerID.hex, "--json", "--balances"]
    arguments += ["--now", log.verified.description]
    if log.kept != nil { arguments += ["--against", "\(folder)/kept"] }
    return try JSONDecoder().decode(Answer.self, from: run(arguments).output)
  }

  static func verdict(_ log: ForgedLog, _ folder: String) throws -> Verdict {
    let answer = try answer(log, folder)
    // A fault that stops the verification comes last, behind the findings before it.
    return Verdict(answer.exitCode, answer.exitCode == 6 ? answer.errors.last?.code : answer.errors.first?.code)
  }

  /// The exit code alone, where there is no verdict.
  static func exit(_ log: ForgedLog, _ folder: String) throws -> Int32 {
    try run([program, folder, "--ledger-id", log.ledgerID.hex, "--now", log.verified.description]).exit
  }

  private static func run(_ arguments: [String]) throws -> (exit: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: interpreter)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
