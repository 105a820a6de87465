import Bookkeeping
import CommandLineTesting
import Foundation
import FoundationNetworking
import Funds
import LedgerCore
import Sodium

/// `mastro serve` over a sandbox's ledger, and a program that signs in with carla's key and submits.
struct ServedLedger {
  let process: Command.Running
  private let port: Int
  private let session: URLSession
  private let token: String

  /// Starts the server and signs in as the treasurer.
  init(_ sandbox: Sandbox, signedInWith key: SigningKey) async throws {
    port = try ServedLedger.freePort()
    process = try sandbox.command(["serve", "--listen", "127.0.0.1:\(port)"]).start()
    let settings = URLSessionConfiguration.ephemeral
    settings.httpMaximumConnectionsPerHost = 32
    settings.timeoutIntervalForRequest = 20
    session = URLSession(configuration: settings)
    do {
      token = try await ServedLedger.signIn(port, session, key)
    } catch {
      process.send(SIGKILL)
      throw Command.Failure("\(error); the server said: \(try process.wait().errors)")
    }
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw Command.Failure("no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func request(_ port: Int, _ path: String, _ body: [UInt8]? = nil) throws -> URLRequest {
    guard let address = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw Command.Failure("no address") }
    var request = URLRequest(url: address)
    if let body {
      request.httpMethod = "POST"
      request.httpBody = Data(body)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    return request
  }

  private static func ask(_ request: URLRequest, _ session: URLSession) async throws -> JSONObject {
    let (data, response) = try await session.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard (200...201).contains(status), let object = try JSON.parse(Array(data), form: .relaxed).object else {
      throw Command.Failure("\(status): \(String(decoding: data, as: UTF8.self))")
    }
    return object
  }

  private static func signIn(_ port: Int, _ session: URLSession, _ key: SigningKey) async throws -> String {
    var tries = 0
    while true {
      do {
        _ = try await ask(request(port, "/api/v1/head"), session)
        break
      } catch let error as URLError {
        tries += 1
        guard tries < 400 else { throw error }
        try await Task.sleep(for: .milliseconds(25))
      }
    }
    let wish: JSON = ["publicKey": .string(key.publicKey.base64)]
    var statement = try await ask(request(port, "/api/v1/challenges", wish.canonicalBytes), session)
    let signed = Envelope.preAuthenticationEncoding(
      type: "application/vnd.mastro.signin+json", payload: JSON.object(statement).canonicalBytes)
    statement["signature"] = .string(key.sign(signed).base64)
    let answer = try await ask(request(port, "/api/v1/sessions", JSON.object(statement).canonicalBytes), session)
    guard let token = answer["token"]?.string else { throw Command.Failure("the session has no token") }
    return token
  }

  /// Submits, and gives the receipts; throws where no answer came, or another one.
  func submit(_ entries: [SignedEntry]) async throws -> [Receipt] {
    let envelopes = entries.map { $0.envelope.bytes }.joined(separator: Array(",".utf8))
    var request = try ServedLedger.request(
      port, "/api/v1/submissions", Array("{\"envelopes\":[".utf8) + envelopes + Array("]}".utf8))
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    let answer = try await ServedLedger.ask(request, session)
    let receipts = (answer["receipts"]?.array ?? []).compactMap { receipt -> Receipt? in
      guard let id = receipt["id"]?.string.flatMap({ ULID($0) }), let position = receipt["position"]?.integer else {
        return nil
      }
      return Receipt(id: id, position: position)
    }
    guard receipts.map(\.id) == entries.map(\.entry.id) else { throw Command.Failure("other receipts: \(answer)") }
    return receipts
  }

  /// Ends it without warning.
  func kill() throws {
    process.send(SIGKILL)
    _ = try process.wait()
  }
}

extension Sandbox {
  func key(of name: String) throws -> SigningKey {
    try KeyFile(parsing: Array(Data(contentsOf: URL(filePath: file("keys/\(name).key"))))).unlock {
      throw Command.Failure("the key of \(name) has a passphrase")
    }
  }

  /// Submissions of two gifts of one euro each, drafted and signed away from any server. The ledger's files are closed
  /// afterwards, so that nobody but the server has them open.
  func gifts(_ count: Int, signedWith key: SigningKey) throws -> [[SignedEntry]] {
    let surroundings = Surroundings(
      milliseconds: { Int(Date().timeIntervalSince1970 * 1_000) }, random: SystemRandomSource())
    let bookkeeper = try LedgerFolder(path: file("ledger")).open(surroundings)
    guard let member = try bookkeeper.governing().holder(of: key.publicKey.keyID) else {
      throw Command.Failure("nobody has this key")
    }
    return try (0..<count).map { _ in
      let requests = try (0..<2).map { _ in
        let id = surroundings.newID()
        return try EntryRequest(
          ContributionReceived(
            amount: Money(cents: 100), to: Restriction(fund: "casa", name: "free"), account: "main", donor: nil),
          stream: StreamID("contribution", id), actor: member.id, role: .treasurer,
          effective: surroundings.now.date, id: id)
      }
      return try bookkeeper.ledger.prepare(requests, recorded: surroundings.now) { SignedEntry($0.entry, with: key) }
    }
  }
}
