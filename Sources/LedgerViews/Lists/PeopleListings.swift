import Bookkeeping
import Funds
import LedgerCore
import Sodium

/// People and firms without a key.
public enum PartyListing: ListView {
  public static let noun = "party"
  public static let title: Wording = "Parties"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    var report = Report(columns: [.init("Party", "id"), .init("Sort"), .init("Name")])
    report.rows = try viewer.bookkeeper.parties().compactMap { party in
      let stream = StreamID("party", party.id)
      guard query.keeps(stream) else { return nil }
      return [
        .id(of: stream), .code(party.sort.rawValue), .optional(viewer.sight.shows(party.id) ? party.name : nil),
      ]
    }
    report.empty = "no parties yet: `mastro party register --name NAME` adds one"
    return report
  }
}

/// Members, their roles and keys, and what waits.
public enum MemberListing: ListView {
  public static let noun = "member"
  public static let title: Wording = "Members"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let governing = try viewer.bookkeeper.governing()
    var report = Report(columns: [
      .init("Member", "id"), .init("Name"), .init("Roles"), .init("Bodies"), .init("Keys"), .init("State"),
    ])
    for member in governing.members.values.sorted(by: { $0.id < $1.id }) {
      report.rows.append(try row(member, viewer, state: .code(member.isRevoked ? "revoked" : "active", of: "member")))
    }
    for proposal in governing.proposals.values.sorted(by: { $0.position < $1.position }) {
      switch proposal.change {
      case .enrol(let member):
        report.rows.append(try row(member, viewer, state: .words("waits for confirmation of \(proposal.id)")))
      case .roles(let member, _, _), .addKey(let member, _), .removeKey(let member, _):
        report.remarks.append(
          "a change for \(member) waits for a second administrator: mastro member confirm \(proposal.id)")
      case .policy, .logKey, .restored: break
      }
    }
    return report
  }

  private static func row(_ member: Member, _ viewer: Viewer, state: Report.Cell) throws -> [Report.Cell] {
    let keys = member.keys.filter { $0.value.until == nil }.keys.map { String($0.hex.prefix(16)) }.sorted()
    let name = viewer.sight.shows(member.id) ? try viewer.bookkeeper.sealedName(member.record) : nil
    return [
      .text(member.id).about(.member(member.id)), .optional(name), .codes(member.roles.map(\.rawValue)),
      .list(member.bodies), .list(keys), state,
    ]
  }
}

/// The bodies that members act for.
public enum BodyListing: ListView {
  public static let noun = "body"
  public static let title: Wording = "Bodies"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    var report = Report(columns: [.init("Body"), .init("Form"), .init("Name")])
    report.rows = try viewer.bookkeeper.governing().bodies.values.sorted { $0.body < $1.body }
      .map { [.text($0.body), .code($0.form.rawValue), .text($0.name)] }
    return report
  }
}
