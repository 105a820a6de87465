import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

struct MemberCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member", abstract: "People who sign.",
    subcommands: [Enrol.self, Confirm.self, Roles.self, AddKey.self, RemoveKey.self, Revoke.self, List.self])

  struct Enrol: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a new member; a second administrator confirms.",
      discussion: "mastro member enrol --request carla.json --name \"Carla Neri\" --roles treasurer --as anna")
    @OptionGroup var write: WriteOptions
    @Option(help: "File with the person's signed request.") var request: String?
    @Option(help: "Name of a key on this machine instead of a request.") var key: String?
    @Option(help: "The person's name, which is sealed in the vault.") var name: String?
    @Option(help: "Roles, with commas between them.") var roles: RoleList
    @Option(help: "Bodies for which the person acts, with commas between them.") var bodies: SlugList?
    @Option(help: "The person's own party record.") var party: String?

    func run() throws {
      let desk = try Desk(write)
      let proof = try EnrolmentRequest.obtain(
        file: request, key: key, member: nil, bookkeeper: desk.bookkeeper, options: write.common)
      let party = try party.map { try desk.bookkeeper.party($0) }
      let id = desk.newID()
      func enrolment(_ record: Fingerprint?) throws -> EntryRequest {
        try desk.request(
          MemberEnrolled(proof, roles: roles.items, bodies: bodies?.items ?? [], party: party, record: record),
          stream: .ledger, id: id)
      }
      if let name = name ?? key {
        let record = JSON.object(["name": .string(name)]).canonicalBytes
        try desk.record([desk.sealing(record, of: proof.member, enrolment)])
      } else {
        try desk.record([enrolment(nil)])
      }
    }
  }

  struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Confirm what another administrator proposed.",
      discussion: "Without an id, confirms the one proposal about members that waits.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Id of the proposing entry, or of the member.") var proposal: String?

    func run() throws {
      let desk = try Desk(write)
      let id = try Proposals.find(proposal, in: desk) { $0.member }
      try desk.record(MemberConfirmed(confirms: id), stream: .ledger)
    }
  }

  struct Roles: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose other roles for a member; a second administrator confirms.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The member.") var member: String
    @Option(help: "All roles from now on, with commas between them.") var roles: RoleList
    @Option(help: "All bodies from now on, with commas between them.") var bodies: SlugList?

    func run() throws {
      let desk = try Desk(write)
      let id = try desk.bookkeeper.member(member)
      let kept = desk.governing.members[id]?.bodies ?? []
      try desk.record(
        MemberRolesChanged(member: id, roles: roles.items, bodies: bodies?.items ?? kept), stream: .ledger)
    }
  }

  struct AddKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-key", abstract: "Add a device: at once for yourself, with a confirmation for others.")
    @OptionGroup var write: WriteOptions
    @Option(help: "File with the signed request.") var request: String?
    @Option(help: "Name of the new key on this machine.") var key: String?
    @Option(help: "The member; yourself otherwise.") var member: String?

    func run() throws {
      let desk = try Desk(write)
      let id = try member.map { try desk.bookkeeper.member($0) } ?? desk.member.id
      let proof = try EnrolmentRequest.obtain(
        file: request, key: key, member: id, bookkeeper: desk.bookkeeper, options: write.common)
      try desk.record(MemberKeyAdded(proof), stream: .ledger)
    }
  }

  struct RemoveKey: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove-key", abstract: "Give up a device: at once for yourself, with a confirmation for others.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Beginning of the key's id.") var key: String
    @Option(help: "The member; yourself otherwise.") var member: String?

    func run() throws {
      let desk = try Desk(write)
      let id = try member.map { try desk.bookkeeper.member($0) } ?? desk.member.id
      let held = desk.governing.members[id]?.keys.keys.filter { $0.hex.hasPrefix(key.lowercased()) } ?? []
      guard let found = held.first, held.count == 1, key.count >= 4 else {
        throw ProgramRefusals.idUnknown(["text": key])
      }
      try desk.record(MemberKeyRemoved(member: id, key: found), stream: .ledger)
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A member signs no more, at once.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The member.") var member: String
    @Option(help: "Log position from which on somebody else may have signed.") var compromisedSince: Int?

    func run() throws {
      let desk = try Desk(write)
      let id = try desk.bookkeeper.member(member)
      try desk.record(MemberRevoked(member: id, compromisedSince: compromisedSince), stream: .ledger)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Members, their roles and keys, and what waits.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      let members = try Viewer(common.open()).list(MemberListing.self)
      for remark in members.remarks { Console.note(remark.english) }
      members.show(json: common.json)
    }
  }
}

/// Finds the proposal that a confirming command means.
enum Proposals {
  /// - Parameter subject: the member whom a change concerns; nil where the command does not confirm such changes.
  static func find(
    _ text: String?, in desk: Desk, subject: (LedgerState.Change) -> ULID?
  ) throws -> ULID {
    let waiting = desk.governing.proposals.values.filter { subject($0.change) != nil }.sorted {
      $0.position < $1.position
    }
    guard let text else {
      guard waiting.count == 1, let only = waiting.first else {
        throw waiting.isEmpty
          ? ProgramRefusals.nothingWaits() : ProgramRefusals.proposalNotNamed(["count": waiting.count])
      }
      return only.id
    }
    let ending = text.uppercased()
    let found = waiting.filter { proposal in
      proposal.id.description.hasSuffix(ending) || subject(proposal.change)?.description.hasSuffix(ending) ?? false
    }
    guard ending.utf8.count >= 4, let first = found.first else { throw ProgramRefusals.idUnknown(["text": text]) }
    guard found.count == 1 else {
      throw ProgramRefusals.idAmbiguous([
        "text": text, "ids": found.map(\.id.description).joined(separator: ", "),
      ])
    }
    return first.id
  }
}
