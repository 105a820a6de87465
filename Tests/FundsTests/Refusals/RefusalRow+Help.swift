import Funds
import LedgerCore

extension RefusalRow {
  /// A grant that waits for its payment.
  private static func approved(_ books: Books, _ amount: Int = 10_000, approver: Person = .carla) throws -> StreamID {
    try books.receive(amount)
    let grant = try books.request(amount)
    try books.approve(grant, amount, by: approver)
    return grant
  }

  private static func paid(_ books: Books, urgent: Bool = false) throws -> StreamID {
    let grant = try approved(books)
    try books.pay(grant, 10_000, urgent: urgent)
    return grant
  }

  private static func evidence(_ books: Books, _ grant: StreamID, by person: Person, for party: ULID? = nil) throws {
    try books.record(
      GrantEvidenced(document: Books.fingerprint(3), attestation: party.map(books.paper)), grant, by: person,
      as: .operator)
  }

  static let help: [RefusalRow] = [
    RefusalRow("grant.requested", "grant.wrong-state") { try $0.request(1, in: try $0.request(1)) },
    RefusalRow("grant.approved", "grant.wrong-state") { try $0.approve($0.stream("grant"), 1) },
    RefusalRow("grant.approved", "grant.wrong-state") { try $0.approve(try approved($0), 10_000, by: .carlo) },
    RefusalRow("grant.approved", "chain.amount-differs") { try $0.approve(try $0.request(1), 2) },
    RefusalRow("grant.approved", "chain.payee-differs") { try $0.approve(try $0.request(1), 1, payee: Party.family) },
    RefusalRow("grant.approved", "approval.same-person") { try $0.approve(try $0.request(1, by: .pia), 1, by: .pia) },
    RefusalRow("grant.approved", "approval.above-policy") {
      try $0.receive(600_000)
      try $0.approve(try $0.request(500_001), 500_001)
    },
    RefusalRow("grant.refused", "grant.wrong-state") {
      try $0.record(GrantRefused(reason: .noMoney), try approved($0), by: .carlo)
    },
    RefusalRow("grant.refused", "approval.same-person") {
      try $0.record(GrantRefused(reason: .noMoney), try $0.request(1, by: .pia), by: .pia)
    },
    RefusalRow("grant.withdrawn", "grant.wrong-state") { try $0.record(GrantWithdrawn(), try paid($0), by: .olga) },
    RefusalRow("grant.approval-lapsed", "grant.wrong-state") {
      try $0.record(GrantApprovalLapsed(), try $0.request(1), by: .olga)
    },
    RefusalRow("grant.approval-lapsed", "grant.approval-valid") {
      let grant = try approved($0)
      $0.pass(days: 30)
      try $0.record(GrantApprovalLapsed(), grant, by: .olga)
    },
    RefusalRow("grant.paid", "grant.wrong-state") { try $0.pay(try $0.request(1), 1) },
    RefusalRow("grant.paid", "grant.wrong-state") { try $0.pay(try paid($0), 10_000) },
    RefusalRow("grant.paid", "chain.amount-differs") { try $0.pay(try approved($0), 9_999) },
    RefusalRow("grant.paid", "chain.payee-differs") { try $0.pay(try approved($0), 10_000, payee: Party.family) },
    RefusalRow("grant.paid", "grant.approval-expired") {
      let grant = try approved($0)
      $0.pass(days: 31)
      try $0.pay(grant, 10_000)
    },
    RefusalRow("grant.paid", "grant.not-urgent") { try $0.pay(try approved($0, 30_001), 30_001, urgent: true) },
    RefusalRow("grant.paid", "grant.not-urgent") {
      try $0.adopt(PolicyText(urgentUpTo: nil))
      try $0.pay(try approved($0), 10_000, urgent: true)
    },
    RefusalRow("grant.paid", "approval.same-person") {
      try $0.pay(try approved($0, approver: .pia), 10_000, by: .pia)
    },
    RefusalRow("grant.ratified", "grant.nothing-to-ratify") {
      try $0.record(GrantRatified(), try paid($0), by: .carlo)
    },
    RefusalRow("grant.ratified", "approval.same-person") {
      try $0.record(GrantRatified(), try paid($0, urgent: true), by: .carla)
    },
    RefusalRow("grant.evidenced", "grant.wrong-state") { try evidence($0, try approved($0), by: .olga) },
    RefusalRow("grant.evidenced", "attestation.both-sides") {
      try $0.receive(10_000)
      let grant = try $0.request(10_000, attestation: $0.paper(Party.family))
      try $0.approve(grant, 10_000)
      try $0.pay(grant, 10_000)
      try evidence($0, grant, by: .olga, for: Party.landlord)
    },
    RefusalRow("grant.evidenced", "attestation.both-sides") {
      let grant = try approved($0, approver: .pia)
      try $0.pay(grant, 10_000)
      try evidence($0, grant, by: .pia, for: Party.landlord)
    },
    RefusalRow("grant.returned", "grant.wrong-state") {
      try $0.record(GrantReturned(amount: .eur(1), account: "main"), try approved($0), by: .teo)
    },
    RefusalRow("grant.returned", "grant.exceeds-paid") {
      let grant = try paid($0)
      try $0.record(GrantReturned(amount: .eur(60), account: "main"), grant, by: .teo)
      try $0.record(GrantReturned(amount: .eur(41), account: "main"), grant, by: .teo)
    },
  ]
}

extension RefusalRow {
  private static func issued(_ books: Books, by person: Person = .olga, validDays: Int = 30) throws -> StreamID {
    try books.receive(50_000, .food)
    return try books.issue(5_000, by: person, validDays: validDays)
  }

  private static func approvedVoucher(_ books: Books, _ amount: Int = 20_000, by person: Person = .carla) throws
    -> StreamID
  {
    try books.receive(500_000, .food)
    return try books.record(
      VoucherApproved(books.terms(amount)), books.stream("voucher"), by: person, as: .committee
    ).entry.stream
  }

  static let vouchers: [RefusalRow] = [
    RefusalRow("voucher.approved", "voucher.wrong-state") {
      try $0.record(VoucherApproved($0.terms(5_000)), try issued($0), by: .carla)
    },
    RefusalRow("voucher.approved", "voucher.terms-differ") {
      let voucher = try approvedVoucher($0, 200_000)
      try $0.record(VoucherApproved($0.terms(200_001)), voucher, by: .carlo)
    },
    RefusalRow("voucher.approved", "approval.same-person") {
      let voucher = try approvedVoucher($0, 200_000)
      try $0.record(VoucherApproved($0.terms(200_000)), voucher, by: .carla)
    },
    RefusalRow("voucher.approved", "approval.above-policy") { _ = try approvedVoucher($0, 500_001) },
    RefusalRow("voucher.issued", "voucher.wrong-state") { try $0.issue(5_000, in: try issued($0)) },
    RefusalRow("voucher.issued", "voucher.terms-differ") { try $0.issue(20_001, in: try approvedVoucher($0)) },
    RefusalRow("voucher.issued", "voucher.needs-approval") {
      _ = try issued($0)
      try $0.issue(5_001)
    },
    RefusalRow("voucher.issued", "voucher.needs-approval") {
      try $0.issue(200_000, in: try approvedVoucher($0, 200_000))
    },
    RefusalRow("voucher.issued", "voucher.expired") { _ = try issued($0, validDays: -1) },
    RefusalRow("voucher.issued", "approval.same-person") {
      try $0.issue(20_000, in: try approvedVoucher($0, by: .pia), by: .pia)
    },
    RefusalRow("voucher.redeemed", "voucher.wrong-state") {
      let voucher = try issued($0)
      try $0.redeem(voucher)
      try $0.redeem(voucher, by: .omar)
    },
    RefusalRow("voucher.redeemed", "voucher.expired") {
      let voucher = try issued($0)
      $0.pass(days: 31)
      try $0.redeem(voucher)
    },
    RefusalRow("voucher.redeemed", "body.unknown") {
      try $0.record(VoucherRedeemed(shop: "nowhere", attestation: nil), try issued($0), by: .hugo)
    },
    RefusalRow("voucher.redeemed", "body.not-represented") {
      try $0.record(VoucherRedeemed(shop: "comune", attestation: nil), try issued($0), by: .hugo)
    },
    RefusalRow("voucher.redeemed", "approval.same-person") { try $0.redeem(try issued($0), by: .olga) },
    RefusalRow("voucher.settled", "voucher.wrong-state") { try $0.settle(try issued($0), 5_000) },
    RefusalRow("voucher.settled", "chain.amount-differs") {
      let voucher = try issued($0)
      try $0.redeem(voucher)
      try $0.settle(voucher, 4_999)
    },
    RefusalRow("voucher.settled", "approval.same-person") {
      let voucher = try issued($0, by: .pia)
      try $0.redeem(voucher)
      try $0.settle(voucher, 5_000, by: .pia)
    },
    RefusalRow("voucher.expired", "voucher.wrong-state") {
      let voucher = try issued($0)
      try $0.redeem(voucher)
      try $0.record(VoucherExpired(), voucher, by: .olga)
    },
    RefusalRow("voucher.expired", "voucher.not-expired") {
      let voucher = try issued($0)
      $0.pass(days: 30)
      try $0.record(VoucherExpired(), voucher, by: .olga)
    },
  ]
}
