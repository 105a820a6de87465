import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// People who sign, what waits for a second administrator, and devices that ask to be enrolled.
struct MembersPage {
  let visit: Visit

  func page() throws -> SitePage {
    let governing = try visit.bookkeeper.governing()
    let proposals = governing.proposals.values.filter { $0.change.member != nil }.sorted { $0.position < $1.position }
    let requests = try EnrolmentInbox(visit.bookkeeper).waiting()
    let elsewhere = governing.proposals.values.filter { $0.change.isConfirmedBesideTheLedger }
    return SitePage(
      visit.say("Members"),
      lead: visit.say("Whoever signs has a key on each of their devices. Two administrators enrol a member together."),
      width: .wide,
      elsewhere.sorted { $0.position < $1.position }.map { notice($0) } + [
        .section(visit.say("Devices that ask to be enrolled"), [.table(table(requests))]),
        .section(visit.say("Waiting for a second administrator"), [.table(try table(proposals))]),
        .section(visit.say("Who may sign"), [.table(try table(governing.members.values.sorted { $0.id < $1.id }))]),
        .section(
          visit.say("A new member"),
          [
            .paragraph(
              visit.say(
                "The person opens \(Inline.code(visit.office.origin + "/enrol")) on their own device, makes a key there, and reads you the code that appears."
              ))
          ]),
      ])
  }

  /// What a second administrator confirms where the ledger's files lie, because a file goes with it.
  private func notice(_ proposal: LedgerState.Proposal) -> Block {
    if case .logKey = proposal.change {
      return .message(
        Message(
          .warning, visit.say("A new key of the log waits for a second administrator"),
          [visit.say("It is confirmed where the ledger's files lie, with mastro log-key confirm.")]))
    }
    return .message(
      Message(
        .warning, visit.say("A restored log waits for a second administrator"),
        [visit.say("It is confirmed where the ledger's files lie, with mastro restore --confirm.")]))
  }

  private func table(_ requests: [WaitingEnrolment]) -> Table {
    var table = Table(
      caption: visit.say("Devices that ask to be enrolled"),
      columns: [
        Table.Column(visit.say("Name")), Table.Column(visit.say("Code to compare aloud")),
        Table.Column(visit.say("Asked on")), Table.Column(visit.say("Valid until")),
      ],
      rows: requests.map { request in
        [
          .inline(.link(.name(request.name), to: "/members/requests/\(request.key.keyID.hex)")),
          .inline(.code(request.key.keyID.spokenCode)), .day(request.received.date), .day(request.proof.expires.date),
        ]
      }, empty: visit.say("No device waits."))
    table.showsCaption = false
    return table
  }

  private func table(_ proposals: [LedgerState.Proposal]) throws -> Table {
    let names = try visit.naming()
    var table = Table(
      caption: visit.say("Waiting for a second administrator"),
      columns: [
        Table.Column(visit.say("What")), Table.Column(visit.say("Who")), Table.Column(visit.say("Proposed by")),
      ],
      rows: try proposals.map { proposal in
        let words = ProposalWords(visit: visit, names: names)
        return [
          .inline(.link(words.title(proposal.change), to: "/members/proposals/\(proposal.id)")),
          .inline(try words.subject(proposal.change)),
          .text(names(.member(proposal.proposer)) ?? proposal.proposer.description),
        ]
      }, empty: visit.say("Nothing waits."))
    table.showsCaption = false
    return table
  }

  private func table(_ members: [Member]) throws -> Table {
    let names = try visit.naming()
    var table = Table(
      caption: visit.say("Who may sign"),
      columns: [
        Table.Column(visit.say("Name")), Table.Column(visit.say("Roles")), Table.Column(visit.say("Acts for")),
        Table.Column(visit.say("Devices"), isFigure: true), Table.Column(visit.say("State")),
      ],
      rows: members.map { member in
        let name = names(.member(member.id)) ?? member.id.description
        return [
          .inline(.link(.name(name), to: "/members/\(member.id)")), .inline(visit.words(for: member.roles)),
          .inline(visit.words(forBodiesOf: member.roles, member.bodies, names)),
          .figure(member.keys.values.filter { $0.until == nil }.count, .whole),
          .inline(member.isRevoked ? visit.say("revoked") : visit.say("active")),
        ]
      })
    table.showsCaption = false
    return table
  }
}

extension Visit {
  func words(for roles: [Role]) -> Inline { Inline(roles.map { glossary.role($0) }.joined(separator: ", ")) }

  /// For whom somebody with these roles acts.
  func words(forBodiesOf roles: [Role], _ bodies: [Slug], _ names: Naming) -> Inline {
    guard bodies.isEmpty else { return .name(bodies.map { names(.body($0)) ?? $0.text }.joined(separator: ", ")) }
    return Set(roles).isSubset(of: [.creditor, .host, .household]) ? say("themselves") : say("the fund itself")
  }

  /// All roles, to be checked.
  func rolesField(_ initial: [Role] = []) -> Field {
    choices(
      "roles", "Roles", Role.allCases.map { Field.Option($0.rawValue, Inline(glossary.role($0))) },
      hint: "What the person may sign", initial: initial.map(\.rawValue))
  }

  func bodiesField(_ initial: [Slug] = []) throws -> Field {
    let bodies = try bookkeeper.governing().bodies.values.sorted { $0.body < $1.body }
    return choices(
      "bodies", "Acts for", bodies.map { Field.Option($0.body.text, .name($0.name)) },
      hint: "None for the fund's own people", initial: initial.map(\.text))
  }
}

extension FormReader {
  func roles() -> [Role] {
    let roles = choices("roles", Role.self)
    if roles.isEmpty { fault("roles", "Choose at least one role") }
    return Array(Set(roles)).sorted()
  }
}

extension LedgerState.Change {
  /// Whether files beside the ledger change with it: the log's own key, or a restored log.
  fileprivate var isConfirmedBesideTheLedger: Bool {
    switch self {
    case .logKey, .restored: true
    case .addKey, .enrol, .policy, .removeKey, .roles: false
    }
  }
}
