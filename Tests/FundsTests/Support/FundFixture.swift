import Bookkeeping
import Funds
import LedgerCore
import Sodium
import TransparencyLog

/// A policy as a test changes it; becomes a `Policy` through its canonical JSON, the way people write one.
struct PolicyText {
  var version = "2026-1"
  var kinds = Registry.kinds.filter { $0.family != "ledger" }.map { $0.kind.text }.sorted()
  var bankAccounts = ["main", "till"]
  var purposes = ["arrears", "emergency", "food", "rent-deposit"]
  /// Upper limit in cents and number of persons.
  var approvals = [(upTo: 100_000, persons: 1), (upTo: 500_000, persons: 2)]
  var approvalValidDays = 30
  var reserves: [(restriction: String, amount: Int)] = []
  var urgentUpTo: Int? = 30_000
  var ratifyWithinDays = 5
  var voucherApprovalAbove = 10_000
  var attestable = [
    "consent.given", "consent.withdrawn", "eviction.freeze-ended", "eviction.frozen", "grant.evidenced",
    "grant.requested",
    "guarantee.claimed", "guarantee.released", "guarantee.requested", "guarantee.tenant-paid",
    "guarantee.tenant-replied", "loan.accepted", "loan.applied", "plan.accepted", "plan.refused", "plan.waived",
    "plan.withdrawn", "voucher.redeemed",
  ]
  /// The parts of the policy that belong to one instrument each, by their member's name.
  var sections: JSONObject = [
    "guarantees": Books.guaranteeSection(),
    "households": ["assessmentValidDays": 180, "overridePersons": 2, "retentionDays": 3_653],
    "loans": LoanPolicyText.section,
    "plans": [
      "breach": ["cureDays": 30, "graceDays": 10, "missedInstalments": 2, "missedRents": 2], "freezeDays": 180,
      "minimumShare": 500, "mostInstalments": 120, "source": "board of the fund, 2 March 2026",
    ],
    "service": [
      "confirmWithinDays": 14, "hourlyRate": 700, "monthlyCap": 14_000, "mostMinutesPerDay": 720,
      "regulations": [
        [
          "hourlyRate": 750, "monthlyCap": 15_000, "name": "lodi-2026", "source": "Lodi, council act 12 of 2026",
          "totalCap": 100_000,
        ]
      ], "source": "board of the fund, 2 March 2026", "totalCap": 150_000,
    ],
  ]

  func policy() throws -> Policy {
    func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    var object: JSONObject = [
      "version": .string(version), "kinds": strings(kinds), "bankAccounts": strings(bankAccounts),
      "purposes": strings(purposes), "approvalValidDays": .integer(approvalValidDays),
      "voucherApprovalAbove": .integer(voucherApprovalAbove), "attestable": strings(attestable),
      "approvals": .array(
        approvals.map { .object(["persons": .integer($0.persons), "upTo": .integer($0.upTo)]) }),
      "minimumReserves": .array(
        reserves.map {
          .object(["fund": .string("casa"), "restriction": .string($0.restriction), "amount": .integer($0.amount)])
        }),
    ]
    if let urgentUpTo {
      object["urgency"] = .object([
        "ratifyWithinDays": .integer(ratifyWithinDays), "upTo": .integer(urgentUpTo),
      ])
    }
    for name in sections.keys { object[name] = sections[name] }
    return try JSONDecoding.decodeExactly(Policy.self, from: .object(object))
  }
}

extension Restriction {
  static let free = Restriction(fund: "casa", name: "free")
  /// Pays for arrears and rent deposits.
  static let rent = Restriction(fund: "casa", name: "rent")
  /// Pays for food.
  static let food = Restriction(fund: "casa", name: "food")
}

extension Books {
  static func vkey(_ number: UInt8 = 200) throws -> String {
    guard let name = KeyName(origin) else { preconditionFailure("the origin is a key name") }
    let key = try SigningKey(seed: [UInt8](repeating: number, count: 32))
    return try VerifierKey(name: name, kind: .ed25519, publicKey: key.publicKey).text
  }

  static func opening(
    _ administrators: [Person] = [.anna, .bruno], currency: Commodity = .euro, logKey: String? = nil,
    expires: Instant = start.adding(seconds: 86_400)
  ) throws -> LedgerOpened {
    LedgerOpened(
      administrators: try administrators.map {
        .init(try $0.proof(ledger: nil, expires: expires), record: nil)
      }, currency: currency, logKey: try logKey ?? vkey(), origin: origin)
  }

  /// A ledger with its people and policy and the fund `casa`, which has no money yet.
  static func fixture(rulebook: Rulebook = Rulebook.mastro) throws -> Books {
    let books = Books(rulebook: rulebook)
    try books.record(try opening(), .ledger, by: .anna)
    try books.registerBody("comune", .municipality)
    try books.registerBody("emporio", .association)
    try books.registerBody("banca", .bank)
    for person in [Person.olga, .omar, .carla, .carlo, .teo, .tina] { try books.enrol(person) }
    try books.enrol(.hugo, bodies: ["emporio"])
    try books.adopt(PolicyText())
    for party in Party.registered {
      try books.record(
        PartyRegistered(record: fingerprint(1), sort: .person), StreamID("party", party), by: .olga)
    }
    try books.enrol(.pia, party: Party.pia)
    try books.record(
      FundOpened(
        title: "Fondo casa",
        restrictions: [
          RestrictionTerms(name: "food", purposes: ["food"]),
          RestrictionTerms(name: "rent", purposes: ["arrears", "rent-deposit"]),
        ], openings: []), "fund/casa", by: .anna)
    return books
  }

  func registerBody(_ body: Slug, _ form: BodyRegistered.Form) throws {
    try record(BodyRegistered(body: body, form: form, name: "\(body)"), .ledger, by: .anna)
  }

  func enrol(_ person: Person, bodies: [Slug] = [], party: ULID? = nil) throws {
    let proof = try person.proof(ledger: try ledgerID(), expires: clock.adding(seconds: 3_600))
    let proposal = try record(
      MemberEnrolled(proof, roles: person.roles, bodies: bodies, party: party, record: nil), .ledger, by: .anna)
    try record(MemberConfirmed(confirms: proposal.id), .ledger, by: .bruno)
  }

  func adopt(_ text: PolicyText) throws {
    let proposal = try record(PolicyAdopted(policy: try text.policy()), .ledger, by: .anna)
    try record(PolicyConfirmed(confirms: proposal.id), .ledger, by: .bruno)
  }
}
