/// Turns JSON trees into `Decodable` values, refusing whatever the value's type does not account for.
///
/// A document that says more than was understood must not be admitted: a member that nobody asked for, an element beyond
/// the last one read and a null in place of an absent member are all refused.
public enum JSONDecoding {
  /// The value of a tree; errors of the value's own `init(from:)` become `invalidValue` with the path where they arose.
  public static func decode<T: Decodable>(_ type: T.Type, from json: JSON) throws(JSONError) -> T {
    try TreeDecoder.decode(type, from: json, at: .root)
  }

  /// As `decode`, and the value encoded again must be the very document: what is stored is then what was understood.
  ///
  /// Throws `unknownMember` for what the value left out, `missingMember` for what it added (a default) and `notExact` for
  /// what it spells otherwise, naming one such place.
  public static func decodeExactly<T: Codable>(_ type: T.Type, from json: JSON) throws(JSONError) -> T {
    let value = try decode(type, from: json)
    let again = try JSONEncoding.encode(value)
    if let difference = JSONDifference.first(given: json, written: again, at: .root) { throw JSONError(difference) }
    return value
  }
}

/// Finds where two trees part.
enum JSONDifference {
  static func first(given: JSON, written: JSON, at path: JSONPath) -> JSONError.Reason? {
    switch (given, written) {
    case (.object(let given), .object(let written)): first(given: given, written: written, at: path)
    case (.array(let given), .array(let written)): first(given: given, written: written, at: path)
    default: given == written ? nil : .notExact(path: path.description)
    }
  }

  private static func first(given: JSONObject, written: JSONObject, at path: JSONPath) -> JSONError.Reason? {
    for member in given {
      let place = JSONPath.member(member.key, of: path)
      guard let again = written[member.key] else { return .unknownMember(path: place.description) }
      if let difference = first(given: member.value, written: again, at: place) { return difference }
    }
    for member in written where given[member.key] == nil {
      return .missingMember(path: JSONPath.member(member.key, of: path).description)
    }
    return nil
  }

  private static func first(given: [JSON], written: [JSON], at path: JSONPath) -> JSONError.Reason? {
    for (index, (left, right)) in zip(given, written).enumerated() {
      if let difference = first(given: left, written: right, at: .element(index, of: path)) { return difference }
    }
    if given.count == written.count { return nil }
    let place = JSONPath.element(min(given.count, written.count), of: path).description
    return given.count > written.count ? .unknownMember(path: place) : .missingMember(path: place)
  }
}
