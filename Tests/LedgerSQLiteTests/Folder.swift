import Foundation

/// A folder that is gone after the test.
struct Folder {
  let path: String
  func file(_ name: String) -> String { path + "/" + name }

  /// Every file in the folder as one run of bytes.
  func allBytes() throws -> [UInt8] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted().flatMap { name in
      try [UInt8](Data(contentsOf: URL(fileURLWithPath: file(name))))
    }
  }
}

func withFolder<Result>(_ body: (Folder) throws -> Result) throws -> Result {
  let path = NSTemporaryDirectory() + "/mastro-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(Folder(path: path))
}

extension Folder {
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  /// Who may read and write a file.
  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }
}
