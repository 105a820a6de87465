import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Private keys on this machine.", subcommands: [New.self, List.self, Export.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a key, sealed with a passphrase.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "A short name for the key, for instance anna.") var name: String
    @Flag(help: "Without a passphrase, for services and tests: whoever reads the file can sign.") var automation = false

    func run() throws {
      let session = Session.current
      let path = try KeyRing.path(name, common)
      guard !Files.exists(path) else { throw StoreError.alreadyThere("the key \(name)") }
      let random = session.surroundings.random
      let key = try SigningKey(seed: random.bytes(SigningKey.seedByteCount))
      let file: KeyFile
      if automation {
        file = KeyFile(open: key, name: name)
        Console.note("warning: the key \(name) has no passphrase; whoever can read \(path) can sign with it")
      } else {
        let passphrase = try session.passphrase(for: name, confirming: true, noInput: common.noInput)
        file = try KeyFile(sealing: key, name: name, passphrase: passphrase, random: random)
      }
      try Files.makeFolder(session.keyFolder(common.keys))
      try Files.create(path, with: file.bytes, mode: 0o600)
      var card = Card()
      card.add("Key", "name", .text(name))
      card.add("Public key", "publicKey", .text(key.publicKey.base64))
      card.add("Key id", "keyId", .text(key.publicKey.keyID.hex))
      card.show(json: common.json)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The keys on this machine.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      var report = Report(columns: [.init("Name"), .init("Public key", "publicKey"), .init("Sealed")])
      report.rows = try KeyRing.all(common).map {
        [.text($0.name), .text($0.publicKey.base64), .flag(!$0.isOpen, "sealed")]
      }
      report.empty = "no keys yet: `mastro key new NAME` makes one"
      report.show(json: common.json)
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The public half of a key, or a signed request to be enrolled with it.",
      discussion: "With --request the output is a file for an administrator: `mastro member enrol --request FILE`.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "Name of the key.") var name: String
    @Flag(help: "Sign a request to be enrolled in the ledger.") var request = false
    @Option(help: "An existing member whose further device this is.") var member: String?
    @Option(help: "Days for which the request is valid.") var days = 7
    @Option(help: "The ledger's id, where its folder is not on this machine.") var ledgerID: String?
    @Option(help: "The log's name, where its folder is not on this machine.") var origin: String?

    func run() throws {
      let (file, path) = try KeyRing.file(name, common)
      guard request else {
        var card = Card()
        card.add("Key", "name", .text(name))
        card.add("Public key", "publicKey", .text(file.publicKey.base64))
        card.add("Key id", "keyId", .text(file.publicKey.keyID.hex))
        return card.show(json: common.json)
      }
      let key = try Session.current.unlock(file, path: path, options: common)
      let enrolment: EnrolmentProof
      if let ledgerID, let origin {
        guard let ledger = Digest(hex: ledgerID) else { throw ValidationError("a ledger id is 64 hexadecimal digits") }
        let id = try member.map { try elsewhere($0) }
        enrolment = try EnrolmentRequest.make(
          key: key, member: id, days: days, ledger: ledger, origin: origin, Session.current.surroundings)
      } else {
        let bookkeeper = try common.open()
        enrolment = try EnrolmentRequest.make(
          key: key, member: try member.map { try bookkeeper.member($0) }, days: days, bookkeeper: bookkeeper)
      }
      Console.data(try JSONEncoding.encode(enrolment).prettyText)
    }

    private func elsewhere(_ text: String) throws -> ULID {
      guard let id = ULID(text) else { throw ValidationError("without the ledger, give the member's whole id") }
      return id
    }
  }
}

/// A signed request to be enrolled, as it travels from a person to an administrator.
enum EnrolmentRequest {
  static func make(key: SigningKey, member: ULID?, days: Int, bookkeeper: Bookkeeper) throws -> EnrolmentProof {
    try make(
      key: key, member: member, days: days, ledger: bookkeeper.ledgerID(), origin: bookkeeper.governing().origin,
      bookkeeper.surroundings)
  }

  static func make(
    key: SigningKey, member: ULID?, days: Int, ledger: Digest, origin: String, _ surroundings: Surroundings
  ) throws -> EnrolmentProof {
    guard (1...90).contains(days) else { throw ValidationError("a request is valid for 1 to 90 days") }
    return EnrolmentProof(
      signing: key, member: member ?? surroundings.newID(), ledger: ledger, origin: origin,
      nonce: surroundings.random.bytes(16), expires: surroundings.now.adding(seconds: days * 86_400))
  }

  /// Reads a request from a file, or makes one where the key is on this machine.
  static func obtain(
    file: String?, key: String?, member: ULID?, bookkeeper: Bookkeeper, options: LedgerOptions
  ) throws -> EnrolmentProof {
    switch (file, key) {
    case (let file?, nil):
      return try JSONDecoding.decodeExactly(EnrolmentProof.self, from: JSON.parse(Files.read(file), form: .relaxed))
    case (nil, let name?):
      let (keyFile, path) = try KeyRing.file(name, options)
      let key = try Session.current.unlock(keyFile, path: path, options: options)
      return try make(key: key, member: member, days: 1, bookkeeper: bookkeeper)
    default:
      throw ValidationError("give either --request FILE or --key NAME")
    }
  }
}
