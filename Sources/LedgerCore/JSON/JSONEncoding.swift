/// Turns `Encodable` values into JSON trees.
///
/// Members that are nil are omitted, so that a value has one spelling; floating-point numbers are refused, and so are
/// integers that another reader could not hold. A type that encodes nothing becomes an object without members.
public enum JSONEncoding {
  /// The tree of a value; errors of the value's own `encode(to:)` become `invalidValue` with the path where they arose.
  ///
  /// Beware of `Set`, whose order changes from run to run: encode a sorted array.
  public static func encode(_ value: some Encodable) throws(JSONError) -> JSON {
    let node = EncodingNode()
    do {
      try value.encode(to: TreeEncoder(node: node, path: .root))
    } catch {
      throw JSONError(wrapping: error, at: .root)
    }
    return try node.json(at: .root, depth: 0)
  }
}

/// A tree under construction: containers are handed out before their content is known, so nodes are references.
final class EncodingNode {
  private enum Content {
    case nothing
    case value(JSON)
    case array([EncodingNode])
    case object([(key: String, node: EncodingNode)])
  }

  private var content = Content.nothing
  private var isInconsistent = false

  init() {}

  init(_ json: JSON) {
    content = .value(json)
  }

  var count: Int {
    if case .array(let elements) = content { elements.count } else { 0 }
  }

  func set(_ json: JSON) {
    if case .nothing = content { content = .value(json) } else { isInconsistent = true }
  }

  func becomeArray() {
    switch content {
    case .nothing: content = .array([])
    case .array: break
    case .value, .object: isInconsistent = true
    }
  }

  func becomeObject() {
    switch content {
    case .nothing: content = .object([])
    case .object: break
    case .value, .array: isInconsistent = true
    }
  }

  func append(_ node: EncodingNode) {
    guard case .array(var elements) = content else { return isInconsistent = true }
    content = .nothing
    elements.append(node)
    content = .array(elements)
  }

  func append(_ node: EncodingNode, forKey key: String) {
    guard case .object(var members) = content else { return isInconsistent = true }
    content = .nothing
    members.append((key, node))
    content = .object(members)
  }

  func json(at path: JSONPath, depth: Int) throws(JSONError) -> JSON {
    guard !isInconsistent else {
      throw JSONError(.invalidValue(path: path.description, why: "it was encoded in two different ways"))
    }
    let isTooDeep = depth >= JSON.maximumDepth
    switch content {
    case .value(let json): return json
    case .nothing where isTooDeep, .array where isTooDeep, .object where isTooDeep:
      throw JSONError(.tooDeep(path: path.description))
    case .nothing: return .object([:])
    case .array(let elements):
      var array: [JSON] = []
      array.reserveCapacity(elements.count)
      for (index, element) in elements.enumerated() {
        array.append(try element.json(at: .element(index, of: path), depth: depth + 1))
      }
      return .array(array)
    case .object(let members):
      var pairs: [(String, JSON)] = []
      pairs.reserveCapacity(members.count)
      for (key, node) in members { pairs.append((key, try node.json(at: .member(key, of: path), depth: depth + 1))) }
      return .object(try JSONObject(pairs, at: path))
    }
  }
}

extension JSONObject {
  /// As `init(_:)`, with the path of the object in the refusal.
  fileprivate init(_ pairs: [(String, JSON)], at path: JSONPath) throws(JSONError) {
    do {
      try self.init(pairs)
    } catch {
      guard case .duplicateKey(let key) = error.reason else { throw error }
      throw JSONError(.duplicateKeyAt(path: JSONPath.member(key, of: path).description))
    }
  }
}

extension JSONError {
  /// What a value's own coding method threw, with the place where it did; a `JSONError` passes as it is.
  init(wrapping error: any Error, at path: JSONPath) {
    switch error {
    case let error as JSONError: self = error
    case EncodingError.invalidValue(_, let context): self.init(context, at: path)
    case DecodingError.dataCorrupted(let context), DecodingError.keyNotFound(_, let context),
      DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      self.init(context.codingPath, context.debugDescription, at: path)
    default: self.init(.invalidValue(path: path.description, why: "\(error)"))
    }
  }

  private init(_ context: EncodingError.Context, at path: JSONPath) {
    self.init(context.codingPath, context.debugDescription, at: path)
  }

  private init(_ codingPath: [any CodingKey], _ why: String, at path: JSONPath) {
    let place = codingPath.isEmpty ? path : JSONPath(codingPath)
    self.init(.invalidValue(path: place.description, why: why))
  }
}
