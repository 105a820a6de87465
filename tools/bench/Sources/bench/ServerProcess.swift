import Foundation
import LedgerCore
import Sodium

/// A server in a process of its own: `mastro serve`, or the bare one of this program.
final class ServerProcess {
  let port: Int
  private let process = Process()

  private init(_ program: URL, _ arguments: [String], port: Int) throws {
    self.port = port
    process.executableURL = program
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<200 {
      if let socket = try? Socket(port: port) {
        close(socket.descriptor)
        return
      }
      usleep(50_000)
    }
    throw Socket.Fault("\(program.lastPathComponent) does not start")
  }

  private static let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()

  static func bare() throws -> ServerProcess {
    let port = try Socket.freePort()
    return try ServerProcess(own, ["bare", "\(port)"], port: port)
  }

  static func mastro(_ ledger: String) throws -> ServerProcess {
    let port = try Socket.freePort()
    return try ServerProcess(
      own.deletingLastPathComponent().appending(path: "mastro"),
      ["serve", "--ledger", ledger, "--listen", "127.0.0.1:\(port)"], port: port)
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }

  /// Resident memory in megabytes.
  var megabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) / 1024
  }

  /// Signs in as a program does, and gives the token of the session.
  func signIn(_ key: SigningKey) throws -> String {
    let challenge = try ask("/api/v1/challenges", ["publicKey": .string(key.publicKey.base64)])
    let statement = Envelope.preAuthenticationEncoding(
      type: "application/vnd.mastro.signin+json", payload: JSON.object(challenge).canonicalBytes)
    var answer = challenge
    answer["signature"] = .string(key.sign(statement).base64)
    guard let token = try ask("/api/v1/sessions", answer)["token"]?.string else {
      throw Socket.Fault("the session has no token")
    }
    return token
  }

  /// Entries of the log that it serves.
  func logSize() throws -> Int {
    let socket = try Socket(port: port)
    defer { close(socket.descriptor) }
    let answer = try socket.ask(request("GET", "/api/v1/head", port: port))
    guard let size = try JSON.parse(Array(answer.body), form: .relaxed).object?["size"]?.integer else {
      throw Socket.Fault("/api/v1/head: \(String(decoding: answer.bytes, as: UTF8.self))\n")
    }
    return size
  }

  private func ask(_ path: String, _ body: JSONObject) throws -> JSONObject {
    let socket = try Socket(port: port)
    defer { close(socket.descriptor) }
    let answer = try socket.ask(request("POST", path, port: port, json: JSON.object(body).canonicalBytes))
    guard answer.status == 201, let object = try JSON.parse(Array(answer.body), form: .relaxed).object else {
      throw Socket.Fault("\(path): \(String(decoding: answer.bytes, as: UTF8.self))\n")
    }
    return object
  }
}
