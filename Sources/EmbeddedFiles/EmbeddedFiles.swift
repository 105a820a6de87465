import CEmbeddedFiles

/// The files that the program carries, so that it works wherever it is copied.
///
/// They are embedded by C (`#embed`, C23): Swift's own way, an array literal of numbers, takes the compiler more than a
/// minute for what C does in a moment.
public enum EmbeddedFiles {
  /// Where a file's bytes are: in the program, for as long as it runs.
  private struct Place: @unchecked Sendable {
    let bytes: UnsafeBufferPointer<UInt8>
  }

  private static let places: [String: Place] = {
    var places: [String: Place] = [:]
    for index in 0..<embedded_file_count() {
      let file = embedded_file_at(index)
      places[String(cString: file.name)] = Place(bytes: UnsafeBufferPointer(start: file.bytes, count: file.size))
    }
    return places
  }()

  /// Their names: the folder below Sources, or below the repository for `ledger-specs`, then the file.
  public static var names: Set<String> { Set(places.keys) }

  /// A file's bytes; to ask for a file that is not there is a programmer's mistake.
  public static func bytes(_ name: String) -> [UInt8] {
    guard let place = places[name] else { preconditionFailure("the program carries no file \(name)") }
    return Array(place.bytes)
  }

  /// The files `<folder>/<language>.json`, by the tag of their language.
  public static func languages(in folder: String) -> [(tag: String, bytes: [UInt8])] {
    names.filter { $0.hasPrefix("\(folder)/") && $0.hasSuffix(".json") }.sorted().map { name in
      (String(name.dropFirst(folder.count + 1).dropLast(".json".count)), bytes(name))
    }
  }
}
