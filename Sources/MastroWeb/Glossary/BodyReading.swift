import LedgerCore
import Pages

/// Reads a body member by member into rows and tables.
struct BodyReading {
  let kind: Kind
  let values: ValueWords
  private(set) var important: [Term] = []
  private(set) var content: [Term] = []
  private(set) var tables: [Table] = []
  /// How many of the important rows are amounts; these come first.
  private var amounts = 0
  /// What the amounts of a list come to: the months of a claim, the debts of a plan.
  private var sums: [Term] = []
  var hasAmount: Bool { amounts > 0 }

  init(of body: JSONObject, kind: Kind, values: ValueWords) {
    self.kind = kind
    self.values = values
    read(body, at: [], under: [])
    if !hasAmount { important.insert(contentsOf: sums, at: 0) }
    amounts += sums.count
  }

  private var glossary: Glossary { values.glossary }

  private mutating func read(_ object: JSONObject, at path: [String], under labels: [Inline]) {
    for member in object.sorted(by: { BodyReading.rank($0.key) < BodyReading.rank($1.key) }) {
      let inner = path + [member.key]
      let isSilent = BodyReading.silent.contains(member.key) && member.value.object != nil
      read(member.value, at: inner, labels: isSilent ? labels : labels + [glossary.inlineMember(inner, of: kind)])
    }
  }

  /// Objects that only hold together what their members say by themselves.
  private static let silent: Set<String> = ["borrower", "conditions", "plan", "policy", "terms", "way", "work"]

  /// What begins comes before what ends, and who has signed on paper last.
  private static func rank(_ member: String) -> Int {
    switch member {
    case "date", "from", "start": 0
    case "attestation": 2
    default: 1
    }
  }

  private mutating func read(_ value: JSON, at path: [String], labels: [Inline]) {
    switch value {
    case .object(let object) where !object.isEmpty: read(object, at: path, under: labels)
    case .array(let elements) where elements.contains(where: { !$0.isScalar }):
      readList(elements, at: path, labels: labels)
    case .object: add("", at: path, labels: labels, shown: glossary.say("nothing"))
    case .null, .bool, .integer, .string, .array:
      add(value, at: path, labels: labels, shown: values.inline(value, at: path))
    }
  }

  private mutating func add(_ value: JSON, at path: [String], labels: [Inline], shown: Inline) {
    let term = Term(BodyReading.label(labels), shown)
    guard Weight(of: path, in: kind) == .important else { return content.append(term) }
    let strong = Term(term.label, "\(strong: term.value)")
    guard MemberMeaning(path) == .money else { return important.append(strong) }
    important.insert(strong, at: amounts)
    amounts += 1
  }

  /// A list of objects becomes a table; one with wide or nested elements is written row by row.
  private mutating func readList(_ elements: [JSON], at path: [String], labels: [Inline]) {
    let objects = elements.compactMap(\.object)
    let names = BodyReading.columns(of: objects)
    let isFlat = objects.allSatisfy { $0.allSatisfy { $0.value.isScalar || $0.value.isListOfScalars } }
    if objects.count == elements.count, isFlat, names.count <= 7 {
      let caption = BodyReading.label(labels)
      tables.append(table(of: objects, columns: names, at: path, caption: caption))
      if BodyReading.summed.contains(path.last ?? ""), let sum = BodyReading.sum(of: objects) {
        sums.append(Term(caption, "\(strong: "\(sum)")"))
      }
      return
    }
    for (index, element) in elements.enumerated() {
      let numbered: Inline = "\(labels.last ?? "") \(index + 1)"
      read(element, at: path, labels: labels.dropLast() + [numbered])
    }
  }

  private func table(of objects: [JSONObject], columns: [String], at path: [String], caption: Inline) -> Table {
    // Other members name an element by its number: the debt to which a share belongs.
    let titles = [Table.Column(glossary.inlineMember(["number"], of: nil), isFigure: true)]
    return Table(
      caption: caption,
      columns: titles
        + columns.map { name in
          Table.Column(
            glossary.inlineMember(path + [name], of: kind),
            isFigure: objects.allSatisfy { $0[name] == nil || $0[name]?.integer != nil })
        },
      rows: objects.enumerated().map { index, object in
        [.figure(index + 1, .whole)]
          + columns.map { name in object[name].map { .inline(values.inline($0, at: path + [name])) } ?? .none }
      })
  }

  private static let summed: Set<String> = ["debts", "instalments", "months"]

  /// Nil where an element has no amount, or they come to more than can be told.
  private static func sum(of objects: [JSONObject]) -> Money? {
    var sum = 0
    for object in objects {
      guard let amount = object["amount"]?.integer else { return nil }
      let (more, overflow) = sum.addingReportingOverflow(amount)
      guard !overflow else { return nil }
      sum = more
    }
    return Money(cents: sum)
  }

  private static let leading = ["name", "party", "member", "creditor", "month", "due", "date"]

  private static func columns(of objects: [JSONObject]) -> [String] {
    let names = Set(objects.flatMap(\.keys))
    return leading.filter(names.contains) + names.subtracting(leading).sorted()
  }

  static func label(_ labels: [Inline]) -> Inline {
    guard let first = labels.first else { return "" }
    return labels.dropFirst().reduce(first) { "\($0): \($1)" }
  }
}

/// Whether a member belongs to what is read first.
private enum Weight {
  case important, ordinary

  private static let names: Set<String> = [
    "admitted", "allowance", "amount", "beneficiary", "bodies", "cap", "capacity", "change", "compromisedSince",
    "creditor", "donor", "funder", "household", "into", "landlord", "member", "minutes", "monthly", "outstanding",
    "party", "payable", "payee", "principal", "promised", "roles", "scopes", "shop", "through", "total", "totalCap",
    "until", "worker",
  ]

  /// Where an amount among others is not what the entry is about.
  private static let within: Set<String> = [
    "attestation", "allocation", "conditions", "pack", "parameters", "policy", "usury",
  ]

  init(of path: [String], in kind: Kind) {
    let isNear = path.count <= 3 && within(path)
    self = isNear && Weight.names.contains(path.last ?? "") ? .important : .ordinary
    func within(_ path: [String]) -> Bool { path.dropLast().allSatisfy { !Weight.within.contains($0) } }
  }
}

extension JSON {
  var isScalar: Bool {
    switch self {
    case .null, .bool, .integer, .string: true
    case .array, .object: false
    }
  }

  var isListOfScalars: Bool { array?.allSatisfy(\.isScalar) ?? false }

  var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }
}
