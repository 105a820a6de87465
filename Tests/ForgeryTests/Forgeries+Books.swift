import Funds
import LedgerCore
import Sodium
import TransparencyLog

extension Forgery {
  /// Postings that balance, and make money appear or vanish all the same.
  static let books: [Forgery] = [
    .equation("a contribution that no bank account has received") { log in
      try log.contribute(postings: [
        Posting(Chart.available(HonestLedger.free), .euro, -100), Posting(Chart.donations("casa"), .euro, -100),
        Posting(Chart.result("casa"), .euro, 200),
      ])
    },
    .equation("a contribution that is put into the wrong purse") { log in
      try log.contribute(postings: [
        Posting("assets:bank:main", .euro, 100), Posting("equity:fund:casa:free:pledged", .euro, -100),
      ])
    },
    .equation("a grant that takes money from no account") { log in
      let stream = HonestLedger.grantStream("third")
      let (family, shop) = (HonestLedger.ulid("party family"), HonestLedger.ulid("party shop"))
      let amount = Money(cents: 10_000)
      try log.request(stream, cents: 10_000)
      try log.add(
        GrantApproved(amount: amount, payee: shop), stream, by: .dario,
        postings: ForgedLog.commitment(10_000, stream))
      let id = stream.ulid ?? family
      try log.add(
        GrantPaid(amount: amount, payee: shop, account: "main"), stream, by: .elena,
        postings: [
          Posting(Chart.available(HonestLedger.free), .euro, 10_000), Posting(Chart.result("casa"), .euro, -20_000),
          Posting("expenses:grants:rent:casa", .euro, 10_000),
          Posting(Chart.commitment(HonestLedger.free, id), .euro, -10_000),
          Posting(Chart.commitments(HonestLedger.free), .euro, 10_000),
        ].sorted { $0.key < $1.key })
    },
    .equation("a loan that nothing was lent for") { log in
      try log.contribute(postings: [
        Posting("assets:bank:main", .euro, -100), Posting("assets:loans:casa:free:x", .euro, 100),
      ])
    },
    .equation("capital that nobody is owed") { log in
      try log.contribute(postings: [
        Posting(Chart.available(HonestLedger.free), .euro, -100),
        Posting("equity:fund:casa:free:repayable", .euro, 100),
      ])
    },
    .rule(
      "a kind that nobody knows, with postings that break an equation", "kind.unknown",
      python: Verdict(7, "books.equation")
    ) {
      _ in
    } then: { log in
      let postings = [Posting("assets:bank:main", .euro, 100), Posting(Chart.donations("casa"), .euro, -100)]
      let entry = try log.entry("wish.made", "wish/star", by: .elena, body: Array("{}".utf8), postings: postings)
      log.sign(entry, with: try HonestLedger.Person.elena.key)
    },
    .bytes("an entry recorded in two days", "recorded.future", exit: 7) { log in
      try log.contribute { $0.recorded = $0.recorded.adding(seconds: 2 * 86_400 + 3_600) }
      try log.contribute { $0.recorded = $0.recorded.adding(seconds: 2 * 86_400 + 3_600) }
    },
    .rule("a reversal that was proposed long before", "reversal.not-proposed", python: Verdict(7, "approval.missing")) {
      _ in
    } then: { log in
      let (stream, target) = try log.reversalProposed()
      let again = StreamID("contribution", HonestLedger.ulid("unused"))
      _ = again
      let body = try JSONEncoding.encode(ForgedLog.contribution(100)).canonicalBytes
      let between = try log.entry(
        ContributionReceived.kind, stream, by: .elena, body: body, postings: ForgedLog.contributionPostings(100))
      try log.sign(between, with: HonestLedger.Person.elena.key)
      try log.reverse(between.id, stream, by: .elena, postings: ForgedLog.mirror(ForgedLog.contributionPostings(100)))
      try log.reverse(target, stream, by: .gino, postings: ForgedLog.mirror(ForgedLog.contributionPostings(50_000)))
    },
  ]

  /// Both verifiers see it from the postings alone.
  static func equation(
    _ name: String, then lie: @escaping @Sendable (inout ForgedLog) throws -> Void
  ) -> Forgery { bytes(name, "books.equation", exit: 7, lie) }
}

extension ForgedLog {
  static func mirror(_ postings: [Posting]) -> [Posting] {
    postings.map { Posting($0.account, $0.commodity, -$0.amount) }
  }
}
