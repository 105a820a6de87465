import Bookkeeping
import Foundation
import Funds
import LedgerCore
import Testing

@testable import MastroWeb

/// Two families with a plan each, and people of every role who have to do with them or not.
///
/// Rosa (4) is of the first family, and lets Caritas see its help. Elsa (5) is an educator of Caritas, Lara (6) a creditor
/// of the first family's plan, Ugo (7) an auditor, Hugo (8) a host of Comune. The operator (3) is of the fund itself.
struct ServedFamilies {
  let bruni: ULID
  let verdi: ULID
  let brunisPlan: ULID
  let verdisPlan: ULID
  private let served: ServedLedger

  init(_ served: ServedLedger) throws {
    self.served = served
    func newID() -> ULID { served.bookkeeper.surroundings.newID() }
    try ServedFamilies.adopt(served)
    for body in ["caritas", "comune"] as [Slug] {
      try served.state(BodyRegistered(body: body, form: .association, name: body.text), by: 1, id: newID())
    }
    func party(_ name: String, _ sort: PartyRegistered.Sort) throws -> ULID {
      let id = newID()
      let sealed = try served.bookkeeper.seal(["name": .string(name)], party: id)
      try served.record(
        PartyRegistered(record: sealed, sort: sort), StreamID("party", id), by: 3, as: .operator, id: id)
      return id
    }
    func family(_ name: String, _ person: ULID) throws -> ULID {
      let id = newID()
      let sealed = try served.bookkeeper.seal(["name": .string("Famiglia \(name)")], party: id)
      try served.record(
        HouseholdRegistered(
          members: [HouseholdMember(party: person, relation: .reference)], municipality: nil, record: sealed),
        StreamID("household", id), by: 3, as: .operator, id: id)
      return id
    }
    func plan(_ family: ULID, _ creditor: ULID) throws -> ULID {
      let id = newID()
      let debt = PlanDebt(amount: Money(cents: 90_000), creditor: creditor, nature: .rent)
      try served.record(
        PlanOpened(debts: [debt], household: family), StreamID("plan", id), by: 3, as: .operator, id: id)
      return id
    }
    let rosa = try party("Rosa Bruni", .person)
    let lara = try party("Lara Blu", .person)
    bruni = try family("Bruni", rosa)
    verdi = try family("Verdi", party("Gina Verdi", .person))
    brunisPlan = try plan(bruni, lara)
    verdisPlan = try plan(verdi, party("Immobiliare Nera", .company))
    try served.enrol(4, as: .household, party: rosa)
    try served.enrol(5, as: .educator, bodies: ["caritas"])
    try served.enrol(6, as: .creditor, party: lara)
    try served.enrol(7, as: .auditor)
    try served.enrol(8, as: .host, bodies: ["comune"])
    try served.record(
      ConsentGiven(
        bodies: ["caritas"], scopes: [.instruments], until: served.bookkeeper.surroundings.now.date.adding(days: 30),
        attestation: nil), StreamID("household", bruni), by: 4, as: .household, id: newID())
    try served.server.office.watch.look()
  }

  private static func adopt(_ served: ServedLedger) throws {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let bytes = Array(try Data(contentsOf: root.appending(path: "ledger-specs/policies/solidarity-fund.json")))
    let policy = try JSONDecoding.decodeExactly(Policy.self, from: JSON.parse(bytes, form: .relaxed))
    let adopted = served.bookkeeper.surroundings.newID()
    try served.state(PolicyAdopted(policy: policy), by: 1, id: adopted)
    try served.state(PolicyConfirmed(confirms: adopted), by: 2, id: served.bookkeeper.surroundings.newID())
  }
}
