import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews
import Pages

/// Everything that `report`, `list` and `show` give on the command line, for those who may see it.
enum ViewEndpoints {
  static let routes: [APIRoute] =
    [
      .get("/api/v1/reports", for: .everybody, reports),
      .get(
        "/api/v1/reports/{name}", for: .everybody,
        query: ["as-of", "from", "at", "fund", "household", "tightest", "public"], report),
    ]
    + ListCatalogue.all.map { list in
      .get("/api/v1/\(list.noun)", for: .members, query: ["after", "limit", "state", "household", "all"]) {
        try ViewEndpoints.list(list, $0)
      }
    }
    + CardCatalogue.all.map { card in
      .get("/api/v1/\(card.noun)/{id}", for: .members, query: ["as-of"]) { try ViewEndpoints.card(card, $0) }
    }

  private static func reports(_ call: APICall) throws -> APIReply {
    .json(
      .array(
        ReportCatalogue.all.filter { admits($0, ReportQuery(), call) || $0.takes.contains(.isPublic) }.map { report in
          .object([
            "audience": .string(report.audience.rawValue), "name": .string(report.name),
            "needs": .array(report.needs.map(\.rawValue).sorted().map { .string($0) }),
            "takes": .array(report.takes.map(\.rawValue).sorted().map { .string($0) }),
            "title": .string(report.title.english),
          ])
        }))
  }

  private static func report(_ call: APICall) throws -> APIReply {
    let report = try ReportCatalogue.report(call.parameter("name"))
    var query = ReportQuery()
    query.fund = try call.value("fund", "a short name") { Slug($0) }
    query.household = try call.value("household", "an id") { ULID($0) }
    query.tightest = try call.number("tightest", in: 1...1_000, default: 10)
    query.isPublic = try call.flag("public")
    let size = try call.asked("at").map { _ in try call.number("at", in: 1...JSON.maximumInteger) }
    let scope = ReportScope(
      asOf: try call.value("as-of", "a day") { CivilDate($0) } ?? call.now.date,
      from: try call.value("from", "a day") { CivilDate($0) }, size: size)
    guard admits(report, query, call) else {
      throw call.viewer == nil ? WebRefusals.signInNeeded() : WebRefusals.roleWanting()
    }
    let read = try call.views.report(report, scope, query)
    return try call.telling(["provenance": .string(read.provenance), "report": read.sheet.json] as JSONObject)
  }

  /// Sums of a few are for everybody, accounts for those who work with the fund, single families for the fund's own people.
  private static func admits(_ report: any ReportView.Type, _ query: ReportQuery, _ call: APICall) -> Bool {
    if report.isForEverybody(query) { return true }
    guard let viewer = call.viewer else { return false }
    if viewer.isStaff || viewer.holds(.auditor) { return true }
    switch report.audience {
    case .everybody: return true
    case .members: return viewer.holds(anyOf: [.administrator, .operator, .committee, .treasurer, .educator])
    case .staff: return false
    }
  }

  /// Lists that name nobody but bodies, funds and days.
  private static let open: Set<String> = ["fund", "body", "period"]
  /// Lists of files, of which everybody sees their own.
  private static let files: Set<String> = ["grant", "voucher", "loan", "guarantee", "plan", "service", "household"]

  private static func list(_ list: any ListView.Type, _ call: APICall) throws -> APIReply {
    let viewer = try call.person
    var query = ListQuery(state: try call.value("state", "a state") { StateName.read($0) })
    query.includesAll = try call.flag("all")
    query.household = try call.value("household", "an id") { ULID($0) }
    let after = try call.number("after", in: 0...JSON.maximumInteger, default: 0)
    let limit = try call.number("limit", in: 1...500, default: 100)
    let access = try StreamAccess(viewer, call.office, on: call.now.date)
    if !access.seesAll {
      guard open.contains(list.noun) || files.contains(list.noun) else { throw WebRefusals.roleWanting() }
      if files.contains(list.noun) {
        query.isForHost = access.sides.values.contains(.host)
        // A creditor reads its part on the card alone.
        query.streams = Set(access.sides.filter { $0.value == .whole || $0.value == .host }.keys)
      }
    }
    let report = try call.views.list(list, query)
    let rows = report.rows.dropFirst(after).prefix(limit).map { report.object($0) }
    var object: JSONObject = ["items": .array(Array(rows))]
    if after + rows.count < report.rows.count { object["next"] = .integer(after + rows.count) }
    return try call.telling(object)
  }

  private static func card(_ card: any CardView.Type, _ call: APICall) throws -> APIReply {
    let viewer = try call.person
    let key = call.parameter("id")
    let unknown = WebRefusals.fileUnknown(["noun": card.noun])
    guard let stream = StreamID("\(card.family)/\(key)"),
      try call.bookkeeper.ledger.store.read({ try $0.head(of: stream) }) != nil
    else { throw unknown }
    var query = CardQuery(asOf: try call.value("as-of", "a day") { CivilDate($0) })
    if !open.contains(card.noun) {
      guard let side = try StreamAccess(viewer, call.office, on: call.now.date).side(of: stream) else {
        throw unknown
      }
      switch side {
      case .whole: break
      case .creditor(let creditor): query.creditor = creditor
      case .host: query.isForHost = true
      }
      let household = try call.bookkeeper.ledger.store.read { try $0.household(of: stream) }
      if let household { try call.noteReading(of: household, card.noun) }
    }
    return try call.telling(try call.views.card(card, stream, query).json)
  }
}

extension APICall {
  /// Reports, lists and cards with the names that this caller may read.
  /// Families see their own name and those of their people, and no other.
  var views: LedgerViews.Viewer {
    get throws {
      guard let viewer, !viewer.isStaff else {
        return LedgerViews.Viewer(bookkeeper, viewer == nil ? .pseudonyms : .everything)
      }
      guard let party = viewer.member.party else { return LedgerViews.Viewer(bookkeeper, .pseudonyms) }
      var own: Set<ULID> = [party]
      for household in try bookkeeper.households(of: party) {
        let state: HouseholdState = try bookkeeper.state(StreamID("household", household))
        own.formUnion(state.members)
        own.insert(household)
      }
      return LedgerViews.Viewer(bookkeeper, .only(own))
    }
  }

  /// A value of the query that has a form of its own.
  func value<Value>(_ name: String, _ form: String, _ read: (String) -> Value?) throws(Refusal) -> Value? {
    guard let text = asked(name) else { return nil }
    guard let value = read(text) else { throw WebRefusals.malformed(["reason": "\(name) is not \(form)"]) }
    return value
  }

  func flag(_ name: String) throws(Refusal) -> Bool {
    try value(name, "true or false") { ["true": true, "false": false][$0] } ?? false
  }

  /// Writes into the access log that something about a family was read; nothing where the family reads itself.
  func noteReading(of household: ULID, _ page: String) throws {
    let person = try person
    if let party = person.member.party, try bookkeeper.households(of: party).contains(household) { return }
    try bookkeeper.vault.noteAccess(to: household, by: person.id, page: page, at: now)
  }

  /// An answer, once it is noted which families stand in it.
  func telling(_ json: JSON) throws -> APIReply {
    let reply = APIReply.json(json)
    try office.readings.note(reply.bytes, to: viewer, bookkeeper)
    return reply
  }

  func telling(_ object: JSONObject) throws -> APIReply { try telling(.object(object)) }
}

/// States have names of small letters and hyphens, whatever they are a state of.
private enum StateName {
  static func read(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isName =
      text.utf8.count <= 40
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7a).contains($0) }
      }
    return isName ? text : nil
  }
}
