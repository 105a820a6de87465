import Foundation

/// Published test vectors, which live beside the package and not in it.
enum VectorData {
  /// `../shared/data/vectors`, seen from the package's root; nil when this checkout stands alone.
  static let folder: URL? = {
    let here = URL(fileURLWithPath: #filePath)
    for file in [here, here.resolvingSymlinksInPath()] {
      let root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      let folder = root.deletingLastPathComponent().appendingPathComponent("shared/data/vectors").standardizedFileURL
      if FileManager.default.fileExists(atPath: folder.path) { return folder }
    }
    return nil
  }()

  static let isPresent = folder != nil
  static let reason = "needs the published vectors in ../shared/data/vectors"

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return Array(try Data(contentsOf: folder.appendingPathComponent(path)))
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes(path)))
  }
}
