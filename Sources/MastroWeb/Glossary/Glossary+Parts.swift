public import LedgerCore
public import Pages

extension Glossary {
  /// A part of a body in words, such as a section of a policy: labels with what belongs to them, then its lists.
  ///
  /// - Parameter kind: whose body it is a part of.
  public func blocks(
    of part: JSONObject, in kind: Kind, names: @escaping Naming = { _ in nil }
  ) -> [Block] {
    let reading = BodyReading(of: part, kind: kind, values: ValueWords(glossary: self, names: names))
    let terms = reading.important + reading.content
    return (terms.isEmpty ? [] : [.facts(terms)]) + reading.tables.map { .table($0) }
  }

  /// A value of a body in words.
  ///
  /// - Parameter path: the names of the members down to it.
  public func value(_ value: JSON, at path: [String], names: @escaping Naming = { _ in nil }) -> Inline {
    ValueWords(glossary: self, names: names).inline(value, at: path)
  }
}
