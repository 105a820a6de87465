import ArgumentParser
import Bookkeeping
import Foundation
import Funds
import LedgerCore
import Sodium
import TransparencyLog

/// Opens a new ledger in the name of two administrators.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create a ledger, opened by two administrators.",
    discussion: "mastro init --ledger ./ledger --name mastro.example/fondo-lodi --admin anna --admin bruno")

  @OptionGroup var common: LedgerOptions
  @Option(help: "Name of the log, for instance mastro.example/fondo-lodi.") var name: String
  @Option(name: .customLong("admin"), help: "Name of an administrator's key; give two.") var administrators: [String] =
    []
  @Option(help: "Policy file that both administrators adopt at once.") var policy: String?

  func run() throws {
    guard let origin = KeyName(name) else {
      throw ValidationError("'\(name)' is not a name for a log: no spaces, no '+'")
    }
    guard administrators.count == 2, administrators[0] != administrators[1] else {
      throw ValidationError("a ledger is opened by two administrators: give --admin twice")
    }
    let policy = try policy.map { try PolicyFile.read($0) }
    let session = Session.current
    let signers = try administrators.map { name in
      let (file, path) = try KeyRing.file(name, common)
      return try session.unlock(file, path: path, options: common)
    }
    let folder = try session.ledgerFolder(common.ledger)
    try requireEmpty(folder.path)
    try Files.makeFolder(folder.path)
    do {
      let logKey = try SigningKey(seed: session.surroundings.random.bytes(SigningKey.seedByteCount))
      try Files.create(folder.logKey, with: KeyFile(open: logKey, name: name).bytes, mode: 0o600)
      let bookkeeper = try folder.create(session.surroundings)
      let recorded = try open(bookkeeper, NoteSigner(name: origin, key: logKey), signers, policy)
      session.adopt(bookkeeper, at: folder)
      session.touch(bookkeeper, common)
      try tell(bookkeeper, recorded)
    } catch {
      for file in [folder.logKey, folder.database, folder.vault].flatMap({ [$0, $0 + "-wal", $0 + "-shm"] }) {
        unlink(file)
      }
      throw error
    }
  }

  private func requireEmpty(_ path: String) throws {
    let there = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard there.isEmpty else { throw ProgramRefusals.folderNotEmpty(["folder": path]) }
  }

  private func open(
    _ bookkeeper: Bookkeeper, _ log: NoteSigner, _ signers: [SigningKey], _ policy: Policy?
  ) throws -> [Recorded] {
    let surroundings = bookkeeper.surroundings
    let members = signers.map { _ in surroundings.newID() }.sorted()
    let expires = surroundings.now.adding(seconds: 3_600)
    let people = try zip(members, zip(signers, administrators)).map { member, person in
      let proof = EnrolmentProof(
        signing: person.0, member: member, ledger: nil, origin: name, nonce: surroundings.random.bytes(16),
        expires: expires)
      let record = try bookkeeper.seal(["name": .string(person.1)], party: member)
      return LedgerOpened.Administrator(proof, record: record)
    }
    let today = surroundings.now.date
    let opened = LedgerOpened(
      administrators: people, currency: .euro, logKey: log.verifierKey.text, origin: name)
    var requests = [
      try EntryRequest(
        opened, stream: .ledger, actor: members[0], role: .administrator, effective: today, id: surroundings.newID())
    ]
    if let policy {
      let adopted = surroundings.newID()
      requests.append(
        try EntryRequest(
          PolicyAdopted(policy: policy), stream: .ledger, actor: members[0], role: .administrator, effective: today,
          id: adopted))
      requests.append(
        try EntryRequest(
          PolicyConfirmed(confirms: adopted), stream: .ledger, actor: members[1], role: .administrator,
          effective: today, id: surroundings.newID()))
    }
    return try bookkeeper.record(requests, keys: Dictionary(uniqueKeysWithValues: zip(members, signers)))
  }

  private func tell(_ bookkeeper: Bookkeeper, _ recorded: [Recorded]) throws {
    let ledgerID = try bookkeeper.ledgerID().hex
    if common.json {
      Console.data(
        JSON.object(["ledger": .string(ledgerID), "origin": .string(name), "size": .integer(recorded.count)]).prettyText
      )
    } else {
      Console.data("opened \(name)")
      Console.data("ledger id \(ledgerID)")
      Console.note("Give this id to your auditors by another way: with it they can tell your ledger from a copy.")
    }
  }
}
