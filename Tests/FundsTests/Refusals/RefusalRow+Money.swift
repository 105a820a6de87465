import Funds
import LedgerCore

extension Restriction {
  static let nowhere = Restriction(fund: "nowhere", name: "free")
}

extension RefusalRow {
  /// The rules of money that many kinds share, each provoked once.
  static let spending: [RefusalRow] = [
    RefusalRow("contribution.received", "amount.not-positive") { try $0.receive(0) },
    RefusalRow("grant.requested", "amount.not-positive") { try $0.request(-1) },
    RefusalRow("contribution.received", "fund.unknown") { try $0.receive(1, .nowhere) },
    RefusalRow("contribution.received", "restriction.unknown") {
      try $0.receive(1, Restriction(fund: "casa", name: "roof"))
    },
    RefusalRow("grant.requested", "purpose.unknown") { try $0.request(1, .free, purpose: "holiday") },
    RefusalRow("grant.requested", "restriction.purpose-not-allowed") { try $0.request(1, .rent, purpose: "food") },
    RefusalRow("grant.requested", "party.unknown") { try $0.request(1, for: Party.unknown) },
    RefusalRow("grant.requested", "party.unknown") { try $0.request(1, payee: Party.unknown) },
    RefusalRow("grant.paid", "bank.unknown-account") {
      try $0.receive(10_000)
      let grant = try $0.request(10_000)
      try $0.approve(grant, 10_000)
      try $0.pay(grant, 10_000, account: "pocket")
    },
    RefusalRow("grant.approved", "fund.insufficient") {
      try $0.receive(9_999)
      try $0.approve(try $0.request(10_000), 10_000)
    },
    RefusalRow("grant.approved", "fund.uncovered") {
      $0.mayBeBelowZero = true
      try $0.receive(10_000)
      try $0.cost(1)
      try $0.approve(try $0.request(1), 1)
    },
    RefusalRow("grant.paid", "account.overdrawn") {
      try $0.receive(10_000)
      let grant = try $0.request(10_000)
      try $0.approve(grant, 10_000)
      try $0.pay(grant, 10_000, account: "till")
    },
    RefusalRow("fund.opened", "fund.already-open") {
      try $0.record(FundOpened(title: "Again", restrictions: [], openings: []), "fund/casa", by: .anna)
    },
    RefusalRow("fund.opened", "fund.title-invalid") {
      try $0.record(FundOpened(title: "", restrictions: [], openings: []), "fund/lavoro", by: .anna)
    },
    RefusalRow("fund.opened", "restriction.already-there") {
      let twice = RestrictionTerms(name: "start", purposes: ["food"])
      try $0.record(FundOpened(title: "Lavoro", restrictions: [twice, twice], openings: []), "fund/lavoro", by: .anna)
    },
    RefusalRow("fund.opened", "restriction.no-purpose") {
      let none = RestrictionTerms(name: "start", purposes: [])
      try $0.record(FundOpened(title: "Lavoro", restrictions: [none], openings: []), "fund/lavoro", by: .anna)
    },
    RefusalRow("fund.opened", "restriction.unknown") {
      try $0.record(
        FundOpened(
          title: "Lavoro", restrictions: [],
          openings: [.init(account: "main", amount: .eur(1), restriction: "start")]), "fund/lavoro", by: .anna)
    },
    RefusalRow("fund.restriction-added", "restriction.already-there") {
      try $0.record(RestrictionAdded(RestrictionTerms(name: "rent", purposes: ["food"])), "fund/casa", by: .anna)
    },
    RefusalRow("fund.restriction-added", "restriction.no-purpose") {
      try $0.record(
        RestrictionAdded(RestrictionTerms(name: "roof", purposes: ["food", "food"])), "fund/casa", by: .anna)
    },
    RefusalRow("fund.restriction-added", "fund.unknown") {
      try $0.record(RestrictionAdded(RestrictionTerms(name: "roof", purposes: ["food"])), "fund/nowhere", by: .anna)
    },
    RefusalRow("reserve.set", "reserve.negative") {
      try $0.record(ReserveSet(amount: .eur(-1), restriction: "rent"), "fund/casa", by: .anna)
    },
    RefusalRow("reserve.set", "fund.insufficient") {
      try $0.receive(9_999)
      try $0.record(ReserveSet(amount: .eur(100), restriction: "rent"), "fund/casa", by: .anna)
    },
  ]

  private static func propose(
    _ books: Books, _ from: Restriction = .free, _ to: Restriction = .food, consent: Bool = false,
    by person: Person = .teo,
    in stream: StreamID? = nil
  ) throws -> StreamID {
    try books.record(
      TransferProposed(
        amount: .eur(10), from: from, to: to, donorConsent: consent ? Books.fingerprint(5) : nil),
      stream ?? books.stream("transfer"), by: person
    ).entry.stream
  }

  private static func cancel(_ books: Books, _ pledge: StreamID, _ amount: Int) throws {
    try books.record(PledgeCancelled(amount: .eur(amount), reason: .uncollectable), pledge, by: .olga)
  }

  static let money: [RefusalRow] = [
    RefusalRow("transfer.proposed", "transfer.wrong-state") {
      let stream = try propose($0)
      _ = try propose($0, in: stream)
    },
    RefusalRow("transfer.proposed", "transfer.same-restriction") { _ = try propose($0, .free, .free) },
    RefusalRow("transfer.proposed", "restriction.donor-consent-required") { _ = try propose($0, .rent, .free) },
    RefusalRow("transfer.made", "transfer.wrong-state") {
      try $0.record(TransferMade(amount: .eur(10)), $0.stream("transfer"), by: .tina)
    },
    RefusalRow("transfer.made", "transfer.wrong-state") {
      try $0.receive(10_000, .free)
      let stream = try propose($0)
      try $0.record(TransferMade(amount: .eur(10)), stream, by: .tina)
      try $0.record(TransferMade(amount: .eur(10)), stream, by: .tina)
    },
    RefusalRow("transfer.made", "chain.amount-differs") {
      try $0.record(TransferMade(amount: .eur(9)), try propose($0), by: .tina)
    },
    RefusalRow("transfer.made", "approval.same-person") {
      try $0.receive(10_000, .free)
      try $0.record(TransferMade(amount: .eur(10)), try propose($0), by: .teo)
    },
    RefusalRow("transfer.made", "fund.insufficient") {
      try $0.record(TransferMade(amount: .eur(10)), try propose($0), by: .tina)
    },
    RefusalRow("contribution.pledged", "contribution.wrong-state") {
      let stream = try $0.receive(1).entry.stream
      try $0.record(
        ContributionPledged(amount: .eur(1), to: .rent, donor: nil, conditional: false, attestation: nil), stream,
        by: .olga)
    },
    RefusalRow("contribution.pledged", "attestation.not-allowed") {
      try $0.record(
        ContributionPledged(
          amount: .eur(1), to: .rent, donor: nil, conditional: false, attestation: $0.paper(Party.donor)),
        $0.stream("contribution"), by: .olga)
    },
    RefusalRow("contribution.received", "contribution.other-restriction") {
      try $0.receive(1, .food, in: try $0.receive(1).entry.stream)
    },
    RefusalRow("contribution.received", "contribution.exceeds-pledge") {
      try $0.receive(101, in: try $0.pledge(100).entry.stream)
    },
    RefusalRow("contribution.pledge-cancelled", "contribution.wrong-state") {
      try cancel($0, try $0.receive(100).entry.stream, 1)
    },
    RefusalRow("contribution.pledge-cancelled", "chain.amount-differs") {
      try cancel($0, try $0.pledge(200).entry.stream, 1)
    },
    RefusalRow("contribution.refund-approved", "contribution.wrong-state") {
      try $0.record(RefundApproved(amount: .eur(1)), $0.stream("contribution"), by: .carla)
    },
    RefusalRow("contribution.refund-approved", "contribution.wrong-state") {
      let stream = try $0.receive(200).entry.stream
      try $0.record(RefundApproved(amount: .eur(1)), stream, by: .carla)
      try $0.record(RefundApproved(amount: .eur(1)), stream, by: .carlo)
    },
    RefusalRow("contribution.refund-approved", "contribution.exceeds-received") {
      try $0.receive(100)
      try $0.record(RefundApproved(amount: .eur(2)), try $0.receive(100).entry.stream, by: .carla)
    },
    RefusalRow("contribution.refund-approved", "attestation.both-sides") {
      try $0.adopt(PolicyText(attestable: ["contribution.pledged"]))
      let stream = $0.stream("contribution")
      try $0.record(
        ContributionPledged(
          amount: .eur(1), to: .rent, donor: nil, conditional: false, attestation: $0.paper(Party.donor)),
        stream, by: .pia)
      try $0.receive(100, in: stream)
      try $0.record(RefundApproved(amount: .eur(1)), stream, by: .pia)
    },
    RefusalRow("contribution.refunded", "contribution.wrong-state") {
      try $0.record(ContributionRefunded(amount: .eur(1), account: "main"), try $0.receive(100).entry.stream, by: .teo)
    },
    RefusalRow("contribution.refunded", "chain.amount-differs") {
      let stream = try $0.receive(200).entry.stream
      try $0.record(RefundApproved(amount: .eur(2)), stream, by: .carla)
      try $0.record(ContributionRefunded(amount: .eur(1), account: "main"), stream, by: .teo)
    },
    RefusalRow("contribution.refunded", "contribution.exceeds-received") {
      try $0.receive(200)
      let gift = try $0.receive(200)
      try $0.record(RefundApproved(amount: .eur(2)), gift.entry.stream, by: .carla)
      try $0.bounce(gift)
      try $0.record(ContributionRefunded(amount: .eur(2), account: "main"), gift.entry.stream, by: .teo)
    },
    RefusalRow("contribution.refunded", "approval.same-person") {
      let stream = try $0.receive(200).entry.stream
      try $0.record(RefundApproved(amount: .eur(2)), stream, by: .pia)
      try $0.record(ContributionRefunded(amount: .eur(2), account: "main"), stream, by: .pia)
    },
    RefusalRow("capital.received", "capital.other-terms") {
      let stream = try $0.capital(100).entry.stream
      try $0.record(
        CapitalReceived(amount: .eur(1), to: .rent, account: "main", funder: "comune", due: nil), stream, by: .teo)
    },
    RefusalRow("capital.received", "body.unknown") {
      try $0.record(
        CapitalReceived(amount: .eur(1), to: .rent, account: "main", funder: "nobody", due: nil),
        $0.stream("capital"), by: .teo)
    },
    RefusalRow("capital.return-approved", "capital.wrong-state") {
      try $0.record(CapitalReturnApproved(amount: .eur(1)), $0.stream("capital"), by: .carla)
    },
    RefusalRow("capital.return-approved", "capital.exceeds-owed") {
      try $0.record(CapitalReturnApproved(amount: .eur(2)), try $0.capital(100).entry.stream, by: .carla)
    },
    RefusalRow("capital.returned", "capital.wrong-state") {
      try $0.record(CapitalReturned(amount: .eur(1), account: "main"), try $0.capital(100).entry.stream, by: .teo)
    },
    RefusalRow("capital.returned", "chain.amount-differs") {
      let stream = try $0.capital(200).entry.stream
      try $0.record(CapitalReturnApproved(amount: .eur(2)), stream, by: .carla)
      try $0.record(CapitalReturned(amount: .eur(1), account: "main"), stream, by: .teo)
    },
    RefusalRow("capital.returned", "capital.exceeds-owed") {
      try $0.capital(200)
      let capital = try $0.capital(200)
      try $0.record(CapitalReturnApproved(amount: .eur(2)), capital.entry.stream, by: .carla)
      try $0.bounce(capital)
      try $0.record(CapitalReturned(amount: .eur(2), account: "main"), capital.entry.stream, by: .teo)
    },
    RefusalRow("capital.returned", "approval.same-person") {
      let stream = try $0.capital(200).entry.stream
      try $0.record(CapitalReturnApproved(amount: .eur(2)), stream, by: .pia)
      try $0.record(CapitalReturned(amount: .eur(2), account: "main"), stream, by: .pia)
    },
  ]
}
