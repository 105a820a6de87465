import Foundation
import LedgerCore

/// Whole files, read and written so that a reader never sees half of one.
enum Files {
  static let mostBytes = 64 << 20

  static func read(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ProgramRefusals.fileMissing(["file": path])
    }
    guard data.count <= mostBytes else { throw ProgramRefusals.fileTooLarge(["file": path]) }
    return Array(data)
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func makeFolder(_ path: String, mode: Int = 0o700) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    } catch {
      throw StoreError.readOnly(path)
    }
  }

  /// Writes a new file; refuses to touch one that is there.
  static func create(_ path: String, with bytes: [UInt8], mode: Int32) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, mode_t(mode))
    guard descriptor >= 0 else { throw errno == EEXIST ? StoreError.alreadyThere(path) : StoreError.readOnly(path) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
  }

  /// Writes a new file piece by piece, so that it need not fit into memory.
  static func stream(to path: String, mode: Int32, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
    try create(path, with: [], mode: mode)
    let descriptor = open(path, O_WRONLY | O_APPEND)
    guard descriptor >= 0 else { throw StoreError.readOnly(path) }
    defer { close(descriptor) }
    var pending: [UInt8] = []
    try body { piece in
      pending.append(contentsOf: piece)
      if pending.count >= 1 << 20 {
        try write(pending, to: descriptor, path)
        pending.removeAll(keepingCapacity: true)
      }
    }
    try write(pending, to: descriptor, path)
  }

  /// Replaces a file whole: written beside it, synced, renamed.
  static func replace(_ path: String, with bytes: [UInt8], mode: Int32) throws {
    let temporary = "\(path).\(getpid()).new"
    unlink(temporary)
    try create(temporary, with: bytes, mode: mode)
    guard rename(temporary, path) == 0 else { throw StoreError.readOnly(path) }
  }

  /// Runs `body` while no other process does the same with this file; where it cannot be made, without waiting.
  static func locking<Result>(_ path: String, _ body: () throws -> Result) rethrows -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 { while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {} }
    return try body()
  }

  static func move(_ path: String, over other: String) throws {
    guard rename(path, other) == 0 else { throw StoreError.readOnly(other) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw errno == ENOSPC ? StoreError.diskFull : StoreError.failed("cannot write \(path)") }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw StoreError.failed("cannot sync \(path)") }
  }
}
