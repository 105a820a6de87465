public import LedgerCore

/// Requests as browsers and programs write them: {body, kind, role, stream, effective?, id?, onBehalfOf?}.
extension Bookkeeper {
  /// As many requests as one person signs in one go.
  public static let mostRequests = 100

  /// Reads what a member wants to state; without `effective` it takes effect today, without `id` it gets a new one.
  ///
  /// Members that are unknown or of another form are refused by name, and so is a body that is not one of its kind.
  public func request(_ json: JSON, by member: ULID) throws(Refusal) -> EntryRequest {
    var reader = try RequestReader(json)
    let kind: Kind = try reader.text("kind")
    let stream: StreamID = try reader.text("stream")
    let name = try reader.string("role")
    guard let role = Role(rawValue: name) else { throw reader.fault("role", "'\(name)' is not a role") }
    let onBehalfOf: Slug? = try reader.optionalText("onBehalfOf")
    let effective = try reader.optional("effective", "a day as 2026-11-20") { CivilDate($0) }
    let id = try reader.optional("id", "an id of 26 characters") { ULID($0) }
    let body = try reader.object("body")
    try reader.end()
    return try EntryRequest(
      kind: kind, body: .object(body), stream: stream, actor: member, role: role, onBehalfOf: onBehalfOf,
      effective: effective ?? surroundings.now.date, id: id ?? surroundings.newID(), in: ledger.admitter.rulebook)
  }

  /// Reads an array of requests, which one submission will carry.
  public func requests(_ json: JSON, by member: ULID) throws(Refusal) -> [EntryRequest] {
    guard let list = json.array else {
      throw SubmissionRefusals.request(["member": "requests", "reason": "it is not an array"])
    }
    guard (1...Bookkeeper.mostRequests).contains(list.count) else {
      throw SubmissionRefusals.size(["most": Bookkeeper.mostRequests, "count": list.count])
    }
    var requests: [EntryRequest] = []
    for item in list { requests.append(try request(item, by: member)) }
    return requests
  }
}

/// Takes the members of an object one by one, so that none is left unread.
private struct RequestReader {
  private var rest: JSONObject

  init(_ json: JSON) throws(Refusal) {
    guard let object = json.object else {
      throw SubmissionRefusals.request(["member": "requests", "reason": "it is not an object"])
    }
    rest = object
  }

  func fault(_ member: String, _ reason: String) -> Refusal {
    SubmissionRefusals.request(["member": member, "reason": reason])
  }

  private mutating func take(_ member: String) -> JSON? {
    defer { rest[member] = nil }
    return rest[member]
  }

  mutating func optional<Value>(
    _ member: String, _ form: String, _ read: (String) -> Value?
  ) throws(Refusal) -> Value? {
    guard let json = take(member) else { return nil }
    guard let text = json.string, let value = read(text) else { throw fault(member, "it is not \(form)") }
    return value
  }

  mutating func string(_ member: String) throws(Refusal) -> String {
    guard let text = try optional(member, "a text", { $0 }) else { throw fault(member, "it is missing") }
    return text
  }

  mutating func optionalText<Text: GrammarText>(_ member: String) throws(Refusal) -> Text? {
    try optional(member, "a valid \(Text.noun)") { Text($0) }
  }

  mutating func text<Text: GrammarText>(_ member: String) throws(Refusal) -> Text {
    guard let text: Text = try optionalText(member) else { throw fault(member, "it is missing") }
    return text
  }

  mutating func object(_ member: String) throws(Refusal) -> JSONObject {
    guard let json = take(member) else { throw fault(member, "it is missing") }
    guard let object = json.object else { throw fault(member, "it is not an object") }
    return object
  }

  func end() throws(Refusal) {
    if let member = rest.first { throw fault(member.key, "there is no such member") }
  }
}
