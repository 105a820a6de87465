import ArgumentParser
import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerViews
import Sodium

/// The place where one command works: the ledger, the person who signs, and the day it is about.
struct Desk {
  let bookkeeper: Bookkeeper
  let options: WriteOptions
  let member: Member
  private let keyFile: KeyFile
  private let keyPath: String
  let governing: LedgerState

  init(_ options: WriteOptions) throws {
    guard let name = options.signer else { throw ProgramRefusals.signerMissing() }
    self.options = options
    bookkeeper = try options.common.open()
    (keyFile, keyPath) = try KeyRing.file(name, options.common)
    governing = try bookkeeper.governing()
    let key = keyFile.publicKey.keyID
    // Of a removed key or a revoked member the rules say so themselves.
    let former = governing.members.values.first { $0.keys[key] != nil }
    guard let holder = governing.holder(of: key) ?? former else { throw ProgramRefusals.notAMember(["name": name]) }
    member = holder
  }

  var effective: CivilDate { options.date ?? bookkeeper.surroundings.now.date }

  /// The id of the command's main entry, which also names the stream that it begins.
  func newID() -> ULID { options.id ?? bookkeeper.surroundings.newID() }

  func role(for kind: Kind, _ roles: Set<Role>) throws -> Role {
    if let role = options.role { return role }
    guard let role = member.roles.first(where: roles.contains) else {
      throw ProgramRefusals.noRole([
        "name": options.signer ?? "", "held": member.roles.map(\.rawValue).joined(separator: ", "), "kind": kind,
        "roles": roles.sorted().map(\.rawValue).joined(separator: ", "),
      ])
    }
    return role
  }

  /// A request in the signer's name.
  func request<Body: EntryBody>(_ body: Body, stream: StreamID, id: ULID? = nil) throws -> EntryRequest {
    try EntryRequest(
      body, stream: stream, actor: member.id, role: role(for: Body.kind, Body.roles), onBehalfOf: options.onBehalfOf,
      effective: effective, id: id ?? newID())
  }

  /// Begins a stream that is named after its first entry.
  func begin<Body: EntryBody>(_ body: Body, _ family: StaticString, id: ULID? = nil) throws -> EntryRequest {
    let id = id ?? newID()
    let stream = StreamID(family, id)
    if let number = options.fileNumber, !options.dryRun { try bookkeeper.setFileNumber(number, of: stream) }
    return try request(body, stream: stream, id: id)
  }

  /// Seals a document once the rules would admit the entry that carries its commitment: a refusal leaves nothing behind.
  func sealing(
    _ document: [UInt8], of party: ULID, _ request: (Fingerprint) throws -> EntryRequest
  ) throws -> EntryRequest {
    let unsealed = try request(Fingerprint(SHA256.hash(document)))
    guard !options.dryRun else { return unsealed }
    _ = try bookkeeper.preview([unsealed])
    return try request(bookkeeper.seal(document, party: party))
  }

  /// Previews, or signs and records, and says what has happened.
  ///
  /// - Parameter overlaps: other bodies' help of which a person is to be warned; it stops nothing.
  @discardableResult
  func record(_ requests: [EntryRequest], overlaps: [Overlap] = []) throws -> [Recorded] {
    if let id = options.id, let (entry, position) = try recorded(id, as: requests) {
      Receipts.show(entry, at: position, json: options.common.json)
      return []
    }
    guard !options.dryRun else {
      Receipts.showPreview(try bookkeeper.preview(requests), json: options.common.json, overlaps)
      return []
    }
    let recorded = try signed { try bookkeeper.record(requests, keys: $0) }
    Receipts.show(recorded, json: options.common.json, overlaps)
    return recorded
  }

  /// Records with the signer's key, and tells nothing: for batches, whose receipts nobody would read.
  func signed(_ record: ([ULID: SigningKey]) throws -> [Recorded]) throws -> [Recorded] {
    let key = try Session.current.unlock(keyFile, path: keyPath, options: options.common)
    let recorded = try record([member.id: key])
    Session.current.touch(bookkeeper, options.common)
    return recorded
  }

  /// What the same command has recorded under its `--id` before, so that it can be repeated when nobody knows how it
  /// ended; another entry under that id is a refusal.
  private func recorded(_ id: ULID, as requests: [EntryRequest]) throws -> (Entry, position: Int)? {
    guard let request = requests.first(where: { $0.id == id }) else { return nil }
    return try bookkeeper.ledger.store.read { log in
      guard let position = try log.position(of: id) else { return nil }
      let entry = try log.stored(at: position).logged().entry
      guard entry.kind == request.kind, entry.stream == request.stream, entry.body == request.body,
        entry.header.actor == request.actor, options.date == nil || entry.header.effective == request.effective
      else { throw CoreRefusals.idReused(["id": id, "position": position]) }
      return (entry, position)
    }
  }

  @discardableResult
  func record<Body: EntryBody>(_ body: Body, stream: StreamID) throws -> [Recorded] {
    try record([request(body, stream: stream)])
  }
}

/// How receipts and previews are told.
enum Receipts {
  /// The receipt of an entry that was recorded before.
  static func show(_ entry: Entry, at position: Int, json: Bool) {
    if json { return Console.data(JSON.array([card(entry, position: position).json]).prettyText) }
    Console.data("recorded \(entry.kind) \(entry.id) at position \(position)")
    Console.note("it was there already; nothing new is recorded")
  }

  static func show(_ recorded: [Recorded], json: Bool, _ overlaps: [Overlap] = []) {
    warn(overlaps)
    if json {
      let cards = recorded.map { card($0.entry, position: $0.receipt.position) }
      Console.data(JSON.array(cards.enumerated().map { add(overlaps, to: $1, at: $0) }).prettyText)
      return
    }
    for item in recorded {
      Console.data("recorded \(item.entry.kind) \(item.entry.id) at position \(item.receipt.position)")
    }
  }

  /// The first receipt of a submission tells programs of the overlaps.
  private static func add(_ overlaps: [Overlap], to card: Card, at index: Int) -> JSON {
    guard index == 0, !overlaps.isEmpty, var object = card.json.object else { return card.json }
    object["overlaps"] = .array(overlaps.map(\.json))
    return .object(object)
  }

  private static func warn(_ overlaps: [Overlap]) {
    for overlap in overlaps { Console.note("warning: \(overlap.sentence)") }
  }

  static func showPreview(_ entries: [Entry], json: Bool, _ overlaps: [Overlap] = []) {
    warn(overlaps)
    if json {
      let cards = entries.map { card($0, position: nil) }
      return Console.data(JSON.array(cards.enumerated().map { add(overlaps, to: $1, at: $0) }).prettyText)
    }
    for entry in entries {
      Console.data("would record \(entry.kind) in \(entry.stream), effective \(entry.header.effective)")
      for posting in entry.postings.lines {
        let amount = posting.commodity.format(posting.amount)
        Console.data("  \(posting.account)  \(amount) \(posting.commodity)")
      }
    }
  }

  static func card(_ entry: Entry, position: Int?) -> Card {
    var card = Card()
    card.add("Entry", "id", .text(entry.id))
    card.add("Kind", "kind", .text(entry.kind))
    card.add("Stream", "stream", .text(entry.stream))
    card.add("Effective", "effective", .text(entry.header.effective))
    if let position { card.add("Position", "position", .number(position)) }
    let postings = entry.postings.lines.map { posting -> JSON in
      .object([
        "account": .string(posting.account.text), "commodity": .string(posting.commodity.text),
        "amount": .integer(posting.amount),
      ])
    }
    card.add("Postings", "postings", Report.Cell(json: .array(postings), text: ""))
    return card
  }
}

/// The key files of one person.
enum KeyRing {
  static func path(_ name: String, _ options: LedgerOptions) throws -> String {
    guard let slug = Slug(name) else { throw ProgramRefusals.keyNameInvalid(["name": name]) }
    return Session.current.keyFolder(options.keys) + "/\(slug).key"
  }

  static func file(_ name: String, _ options: LedgerOptions) throws -> (KeyFile, String) {
    let path = try path(name, options)
    guard Files.exists(path) else {
      throw ProgramRefusals.keyMissing(["name": name, "folder": Session.current.keyFolder(options.keys)])
    }
    return (try KeyFile(parsing: Files.read(path)), path)
  }

  static func all(_ options: LedgerOptions) throws -> [KeyFile] {
    let folder = Session.current.keyFolder(options.keys)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.filter { $0.hasSuffix(".key") }.sorted().map {
      try KeyFile(parsing: Files.read(folder + "/" + $0))
    }
  }
}
