import Foundation

/// A TCP connection to a server on this machine.
struct Socket {
  let descriptor: Int32

  struct Fault: Error, CustomStringConvertible {
    let description: String
    init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
  }

  /// A port that nobody listens at.
  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = Socket.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard status else { throw Fault("no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Socket.address(port: port)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard connected else {
      let fault = Fault("port \(port) does not answer")
      close(descriptor)
      throw fault
    }
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Fault("the server does not listen") }
      rest = rest.dropFirst(count)
    }
  }

  /// Adds what has come to an answer; false where the server has closed.
  func receive(into answer: inout Answer) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return false }
    answer.add(buffer[..<count])
    return true
  }

  /// Asks once and waits for the answer.
  func ask(_ request: [UInt8]) throws -> Answer {
    try send(request)
    var answer = Answer()
    while !answer.isComplete {
      guard receive(into: &answer) else { throw Fault("the server hung up") }
    }
    return answer
  }
}

/// An HTTP/1.1 answer on its way: only as much of it is understood as tells where it ends.
struct Answer {
  private(set) var bytes: [UInt8] = []
  private var bodyStart: Int?
  private var bodyLength: Int?

  mutating func add(_ part: ArraySlice<UInt8>) {
    bytes += part
    if bodyStart == nil { bytes.withUnsafeBytes { (bodyStart, bodyLength) = Answer.readHead($0) } }
  }

  /// Where the head ends and how long the body is, as soon as the head is there: in one pass, for this runs beside the
  /// server on the same machine.
  private static func readHead(_ bytes: UnsafeRawBufferPointer) -> (start: Int?, length: Int?) {
    let name: StaticString = "content-length:"
    var length: Int?
    var line = 0
    while line < bytes.count, let end = bytes[line...].firstIndex(of: 10) {
      if end - line < 2 { return (end + 1, length) }
      let isLength =
        end - line > name.utf8CodeUnitCount
        && (0..<name.utf8CodeUnitCount).allSatisfy { bytes[line + $0] | 0x20 == name.utf8Start[$0] | 0x20 }
      if isLength {
        length = bytes[(line + name.utf8CodeUnitCount)..<end].reduce(0) { sum, byte in
          byte &- 0x30 < 10 ? 10 * sum + Int(byte - 0x30) : sum
        }
      }
      line = end + 1
    }
    return (nil, nil)
  }

  var status: Int { Int(String(decoding: bytes.dropFirst(9).prefix(3), as: UTF8.self)) ?? 0 }

  var isComplete: Bool {
    guard let bodyStart else { return false }
    if let bodyLength { return bytes.count >= bodyStart + bodyLength }
    return status == 204 || bytes.suffix(5).elementsEqual([48, 13, 10, 13, 10])
  }

  /// Of answers that name their length.
  var body: ArraySlice<UInt8> { bytes[(bodyStart ?? bytes.count)...] }
}

/// The bytes of a request.
func request(_ method: String, _ path: String, port: Int, token: String? = nil, json: [UInt8]? = nil) -> [UInt8] {
  var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: application/json\r\n"
  if let token { head += "Authorization: Bearer \(token)\r\n" }
  if let json { head += "Content-Type: application/json\r\nContent-Length: \(json.count)\r\n" }
  return Array((head + "\r\n").utf8) + (json ?? [])
}
