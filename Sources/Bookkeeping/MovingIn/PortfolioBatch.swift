public import Funds
public import LedgerCore
import LedgerSQLite
public import Sodium

/// A file's loans as one batch of entries: the proposal, a party for each new borrower, an opening balance for each loan.
public struct PortfolioBatch: Sendable {
  /// Somebody who borrows and is not in the ledger yet.
  public struct Newcomer: Sendable {
    public let party: ULID
    /// The office's number.
    public let number: String
    public let name: String
    let request: @Sendable (Fingerprint) throws -> EntryRequest
  }

  public let id: ULID
  public let proposal: PortfolioProposed
  public let newcomers: [Newcomer]
  let openings: [EntryRequest]
  let opening: EntryRequest
  let numbers: [(number: String, stream: StreamID)]

  public var count: Int { openings.count + newcomers.count + 1 }

  /// The entries, under commitments that are already in the vault or only stand for them.
  func requests(_ records: [Fingerprint]) throws -> [EntryRequest] {
    try [opening] + zip(newcomers, records).map { try $0.request($1) } + openings
  }
}

/// Who signs a batch, in which role, and for which day.
public struct BatchSigner: Sendable {
  public let member: ULID
  public let role: Role
  public let onBehalfOf: Slug?
  public let asOf: CivilDate

  public init(member: ULID, role: Role, onBehalfOf: Slug?, asOf: CivilDate) {
    self.member = member
    self.role = role
    self.onBehalfOf = onBehalfOf
    self.asOf = asOf
  }

  func request<Body: EntryBody>(_ body: Body, _ stream: StreamID, id: ULID) throws -> EntryRequest {
    try EntryRequest(
      body, stream: stream, actor: member, role: role, onBehalfOf: onBehalfOf, effective: asOf, id: id)
  }
}

extension Bookkeeper {
  static let batchTooLarge = RefusalCode(
    "import.too-large", "{count} entries are more than one batch holds, {most}",
    hint: "split the file, and confirm each batch by itself")

  /// Rows whose number is the office's number of another thing already.
  public func taken(_ loans: [MovingLoan]) throws -> [BadRow] {
    let known = try knownNumbers()
    return loans.compactMap { loan in
      known[loan.number].map { BadRow(line: loan.line, reason: "the number \(loan.number) belongs to \($0) already") }
    }
  }

  private func knownNumbers() throws -> [String: StreamID] {
    let numbers = try vault.fileNumbers()
    return try ledger.store.read { log in
      Dictionary(
        try numbers.compactMap { stream, number in
          try hasBegun(stream, in: log) ? (number, stream) : nil
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The batch that brings a file's loans in; nothing is written yet.
  public func batch(
    _ loans: [MovingLoan], into purse: Restriction, purpose: Slug, file: [UInt8], id: ULID, by signer: BatchSigner
  ) throws -> PortfolioBatch {
    let known = try knownNumbers()
    var parties: [String: ULID] = [:]
    var newcomers: [PortfolioBatch.Newcomer] = []
    var numbers: [(String, StreamID)] = []
    for loan in loans where parties[loan.borrower] == nil {
      if let stream = known[loan.borrower], stream.family == PartyState.family, let party = stream.ulid {
        parties[loan.borrower] = party
        continue
      }
      let party = surroundings.newID()
      parties[loan.borrower] = party
      numbers.append((loan.borrower, StreamID("party", party)))
      newcomers.append(
        PortfolioBatch.Newcomer(party: party, number: loan.borrower, name: loan.name ?? loan.borrower) { record in
          try signer.request(
            PartyRegistered(record: record, sort: .person), StreamID("party", party), id: party)
        })
    }
    var openings: [EntryRequest] = []
    for (index, loan) in loans.enumerated() {
      guard let borrower = parties[loan.borrower] else { continue }
      let loanID = surroundings.newID()
      let body = LoanOpeningBalance(
        plan: loan.plan, schedule: loan.schedule, outstanding: loan.outstanding, accrued: loan.accrued,
        arrears: loan.arrears, of: purse, purpose: purpose, borrower: .party(borrower), portfolio: id,
        number: index + 1)
      openings.append(try signer.request(body, StreamID("loan", loanID), id: loanID))
      numbers.append((loan.number, StreamID("loan", loanID)))
    }
    let proposal = PortfolioProposed(
      count: openings.count, total: loans.reduce(.zero) { $0 + $1.outstanding + $1.accrued },
      digest: PortfolioProposed.digest(of: openings.map(\.body)), file: Fingerprint(SHA256.hash(file)))
    let batch = PortfolioBatch(
      id: id, proposal: proposal, newcomers: newcomers, openings: openings,
      opening: try signer.request(proposal, StreamID("portfolio", id), id: id), numbers: numbers)
    guard batch.count <= Ledger.largestSubmission else {
      throw Self.batchTooLarge(["count": batch.count, "most": Ledger.largestSubmission])
    }
    return batch
  }

  /// What the rules say to a batch, before anything is sealed or signed.
  public func preview(_ batch: PortfolioBatch) throws {
    _ = try preview(batch.requests(batch.newcomers.map { Fingerprint(SHA256.hash(Array($0.number.utf8))) }))
  }

  /// Seals the borrowers' names, and records the batch whole.
  public func record(_ batch: PortfolioBatch, keys: [ULID: SigningKey]) throws -> [Recorded] {
    try preview(batch)
    let records = try batch.newcomers.map { newcomer in
      try seal(["name": .string(newcomer.name)], party: newcomer.party)
    }
    for (number, stream) in batch.numbers { try setFileNumber(number, of: stream) }
    return try record(batch.requests(records), keys: keys)
  }
}

extension Bookkeeper {
  /// The opening balances of a batch that stand, and whether their reversal has still to be proposed.
  public func openings(of batch: StreamID, count: Int) throws -> (entries: [LoggedEntry], proposing: Bool) {
    guard let id = batch.ulid else { return ([], true) }
    return try ledger.store.read { log in
      var entries: [LoggedEntry] = []
      var isProposed = true
      for number in 0..<count {
        guard let position = try log.holder(of: LoanOpeningBalance.claim(number + 1, of: id)) else { continue }
        let entry = try log.stored(at: position).logged()
        entries.append(entry)
        guard entry.entry.postings.movesMoney, let head = try log.head(of: entry.entry.stream) else { continue }
        if try log.stored(at: head.position).logged().entry.kind != Reversal.proposed { isProposed = false }
      }
      return (entries, !isProposed)
    }
  }
}
