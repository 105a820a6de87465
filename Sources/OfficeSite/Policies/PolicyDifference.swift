import Funds
import LedgerCore

/// What one policy says otherwise than another, value by value.
struct PolicyDifference {
  struct Change: Equatable {
    /// The names of the members down to the value.
    let path: [String]
    /// Nil where only the other policy says something.
    let before: JSON?
    let after: JSON?
    /// Of a list of codes, those that come and those that go.
    let added: [JSON]
    let removed: [JSON]
  }

  let changes: [Change]

  init(from before: Policy?, to after: Policy) throws {
    let (old, new) = (try PolicyDifference.values(of: before), try PolicyDifference.values(of: after))
    let gone = old.elements.subtracting(new.elements)
    let come = new.elements.subtracting(old.elements)
    let whole = gone.union(come)
    let paths = Set(old.values.keys).union(new.values.keys).filter { path in !whole.contains { path.starts(with: $0) } }
    let changed = paths.compactMap { path -> Change? in
      let (was, will) = (old.values[path], new.values[path])
      guard was != will else { return nil }
      let (former, later) = (was?.array ?? [], will?.array ?? [])
      return Change(
        path: path, before: was, after: will, added: later.filter { !former.contains($0) },
        removed: former.filter { !later.contains($0) })
    }
    // An element that only one of them has is told as one change, whatever it says.
    let elements = whole.map { path in
      let isGone = gone.contains(path)
      return Change(path: path, before: .bool(isGone), after: .bool(!isGone), added: [], removed: [])
    }
    changes = (changed + elements).sorted { $0.path.joined(separator: ".") < $1.path.joined(separator: ".") }
  }

  /// The values of a policy by their paths, and the paths of the named elements of its lists.
  private struct Values {
    var values: [[String]: JSON] = [:]
    var elements: Set<[String]> = []
  }

  private static func values(of policy: Policy?) throws -> Values {
    guard let policy else { return Values() }
    var values = Values()
    collect(try JSONEncoding.encode(policy), at: [], into: &values)
    return values
  }

  /// Objects are gone through by their members; elements of a list of objects go by their name, else by their number.
  private static func collect(_ json: JSON, at path: [String], into found: inout Values) {
    switch json {
    case .object(let object): for member in object { collect(member.value, at: path + [member.key], into: &found) }
    case .array(let elements) where elements.contains(where: { $0.object != nil }):
      for (index, element) in elements.enumerated() {
        let name = element["name"]?.string ?? element["nature"]?.string
        let inner = path + [name ?? String(index + 1)]
        if name != nil { found.elements.insert(inner) }
        collect(element, at: inner, into: &found)
      }
    case .array, .null, .bool, .integer, .string: found.values[path] = json
    }
  }
}
