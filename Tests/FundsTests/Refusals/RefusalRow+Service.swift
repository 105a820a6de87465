import Funds
import LedgerCore

extension RefusalRow {
  private static func agreed(_ books: Books) throws -> StreamID {
    try books.openService()
    return try books.agree()
  }

  private static func withTerms(_ books: Books, _ terms: ServiceTerms? = nil) throws -> StreamID {
    let agreement = try agreed(books)
    try books.set(terms ?? books.terms(), agreement)
    return agreement
  }

  private static func serving(_ books: Books, _ terms: ServiceTerms? = nil) throws -> StreamID {
    try books.openService()
    return try books.serve(terms)
  }

  private static func worked(_ books: Books, _ terms: ServiceTerms? = nil) throws -> LoggedEntry {
    try books.perform(try serving(books, terms))
  }

  private static func confirmed(_ books: Books, _ terms: ServiceTerms? = nil) throws -> StreamID {
    let session = try worked(books, terms)
    try books.confirmHours(session)
    return session.entry.stream
  }

  private static let both = Person(62, "both", .committee, .host, .operator, .treasurer)

  private static func withBoth(_ books: Books, _ story: (Books) throws -> StreamID) throws -> StreamID {
    let agreement = try story(books)
    try books.enrol(both, bodies: ["emporio"])
    return agreement
  }

  static let service: [RefusalRow] = agreements + hours + answers + credits

  private static let agreements: [RefusalRow] = [
    RefusalRow("service.agreed", "service.wrong-state") { try $0.agree(in: try agreed($0)) },
    RefusalRow("service.agreed", "service.dates-invalid") {
      try $0.openService()
      try $0.agree(try $0.work(days: 0...3_654))
    },
    RefusalRow("service.agreed", "service.tasks-invalid") {
      try $0.openService()
      try $0.agree(try $0.work(tasks: [.greenCare, .commonParts]))
    },
    RefusalRow("service.agreed", "service.tasks-invalid") {
      try $0.openService()
      try $0.agree(try $0.work(tasks: []))
    },
    RefusalRow("service.agreed", "household.not-a-member") {
      try $0.openService()
      try $0.agree(try $0.work(worker: Party.landlord))
    },
    RefusalRow("service.agreed", "policy.section-missing") {
      var policy = PolicyText.service
      policy.sections["service"] = nil
      try $0.openService(policy)
      try $0.agree()
    },
    RefusalRow("service.agreed", "service.host-missing") {
      try $0.openService()
      try $0.agree(try $0.work(host: nil, tutor: nil))
    },
    RefusalRow("service.agreed", "body.unknown") {
      try $0.openService()
      try $0.agree(try $0.work(host: "nowhere"))
    },
    RefusalRow("service.agreed", "service.family-on-both-sides") {
      try $0.openService()
      try $0.agree(try $0.work(tutor: Party.otherFamily))
    },
    RefusalRow("service.accepted", "service.wrong-state") { try $0.accept(.household, try agreed($0)) },
    RefusalRow("service.accepted", "service.wrong-state") { try $0.accept(.creditor, try withTerms($0)) },
    RefusalRow("service.accepted", "service.already-accepted") {
      let agreement = try withTerms($0)
      try $0.accept(.household, agreement)
      try $0.accept(.household, agreement)
    },
    RefusalRow("service.accepted", "service.hidden-from-host") {
      let agreement = try withTerms($0)
      try $0.accept(.host, agreement, terms: try $0.service(agreement).termsEntry)
    },
    RefusalRow("service.accepted", "service.other-work") {
      try $0.accept(.host, try withTerms($0), work: try $0.work(tasks: [.custody]))
    },
    RefusalRow("service.accepted", "service.other-terms") {
      try $0.accept(.household, try withTerms($0), terms: $0.id())
    },
    RefusalRow("service.terms-set", "service.wrong-state") { try $0.set($0.terms(), try serving($0)) },
    RefusalRow("service.terms-set", "service.hidden-from-host") {
      try $0.set($0.terms(), try withBoth($0, agreed), by: both)
    },
    RefusalRow("service.terms-set", "service.terms-differ") {
      let agreement = try agreed($0)
      try $0.receive(200_000, .free)
      try $0.set($0.terms(total: 100_001), agreement)
      try $0.set($0.terms(total: 100_002), agreement, by: .carlo)
    },
    RefusalRow("service.terms-set", "attestation.both-sides") {
      try $0.openService()
      let agreement = try $0.agree()
      try $0.accept(.host, agreement, by: .pia, attesting: $0.paper(Party.landlord))
      try $0.set($0.terms(), agreement, by: .pia)
    },
    RefusalRow("service.terms-set", "service.debt-unknown") {
      try $0.set($0.terms(.plan($0.id(), creditor: Party.donor, nature: .rent)), try agreed($0))
    },
    RefusalRow("service.terms-set", "service.family-on-both-sides") {
      try $0.set($0.terms(.claim(creditor: Party.otherFamily, nature: .rent)), try agreed($0))
    },
    RefusalRow("service.terms-set", "service.claim-known") {
      _ = try serving($0)
      try $0.set($0.terms(), try $0.agree())
    },
    RefusalRow("service.terms-set", "service.regulation-missing") {
      try $0.set($0.terms(.claim(creditor: Party.donor, nature: .tax)), try agreed($0))
    },
    RefusalRow("service.terms-set", "service.regulation-unknown") {
      try $0.set($0.terms(regulation: "nowhere"), try agreed($0))
    },
    RefusalRow("service.terms-set", "service.other-rate") { try $0.set($0.terms(rate: 701), try agreed($0)) },
    RefusalRow("service.terms-set", "service.above-cap") { try $0.set($0.terms(month: 14_001), try agreed($0)) },
    RefusalRow("service.terms-set", "service.above-cap") { try $0.set($0.terms(total: 150_001), try agreed($0)) },
    RefusalRow("service.terms-set", "service.bearer-missing") {
      let agreement = try agreed($0)
      let half =
        #"{"debt":{"creditor":"\#(Party.donor)","kind":"claim","nature":"rent"},"fund":"casa","hourlyRate":700,"#
        + #""monthlyCap":14000,"totalCap":50000}"#
      try $0.record(
        try JSONDecoding.decodeExactly(ServiceTermsSet.self, from: JSON.parse(Array(half.utf8), form: .canonical)),
        agreement, by: .carla)
    },
    RefusalRow("service.terms-set", "approval.above-policy") {
      var policy = PolicyText.service
      policy.approvals = [(upTo: 10_000, persons: 1)]
      try $0.openService(policy)
      try $0.set($0.terms(), try $0.agree())
    },
    RefusalRow("service.terms-set", "fund.insufficient") {
      try $0.set($0.terms(total: 100_001), try agreed($0))
    },
    RefusalRow("service.insured", "service.wrong-state") { try $0.insure($0.stream("service")) },
    RefusalRow("service.insured", "service.dates-invalid") { try $0.insure(try agreed($0), days: 0...4_000) },
  ]

  private static let hours: [RefusalRow] = [
    RefusalRow("service.performed", "service.wrong-state") { try $0.perform(try withTerms($0)) },
    RefusalRow("service.performed", "service.times-invalid") { try $0.perform(try serving($0), "09:00", "09:00") },
    RefusalRow("service.performed", "service.times-invalid") { try $0.perform(try serving($0), "22:00", "02:00") },
    RefusalRow("service.performed", "service.times-invalid") { try $0.perform(try serving($0), "09:00", "09:31") },
    RefusalRow("service.performed", "service.day-ahead") {
      try $0.perform(try serving($0), on: $0.today.adding(days: 1))
    },
    RefusalRow("service.performed", "service.outside-agreement") {
      try $0.perform(try serving($0), on: Books.start.date.adding(days: -1))
    },
    RefusalRow("service.performed", "service.other-task") { try $0.perform(try serving($0), task: .custody) },
    RefusalRow("service.performed", "service.not-insured") {
      let agreement = try withTerms($0)
      try $0.accept(.household, agreement)
      try $0.accept(.host, agreement)
      try $0.perform(agreement)
    },
    RefusalRow("service.performed", "voice.not-theirs") {
      let agreement = try serving($0)
      let stranger = Person(64, "stranger", .household)
      try $0.enrol(stranger)
      try $0.perform(agreement, by: stranger, as: .household)
    },
    RefusalRow("service.performed", "service.overlap") {
      let agreement = try serving($0)
      try $0.perform(agreement)
      try $0.perform(agreement, "12:55", "14:00")
    },
    RefusalRow("service.performed", "service.day-full") {
      try $0.perform(try serving($0), "08:00", "20:05")
    },
  ]

  private static let answers: [RefusalRow] = [
    RefusalRow("service.confirmed", "service.wrong-state") {
      let agreement = try withTerms($0)
      try $0.record(ServiceConfirmed(session: $0.id(), minutes: 1), agreement, by: .hugo, onBehalfOf: "emporio")
    },
    RefusalRow("service.confirmed", "service.session-unknown") {
      let agreement = try serving($0)
      try $0.record(ServiceConfirmed(session: $0.id(), minutes: 1), agreement, by: .hugo, onBehalfOf: "emporio")
    },
    RefusalRow("service.confirmed", "service.session-answered") {
      let session = try worked($0)
      try $0.confirmHours(session)
      try $0.confirmHours(session, by: .ines)
    },
    RefusalRow("service.confirmed", "service.other-minutes") { try $0.confirmHours(try worked($0), minutes: 180) },
    RefusalRow("service.confirmed", "service.not-overdue") {
      try $0.confirmHours(try worked($0), by: .carlo, as: .committee)
    },
    RefusalRow("service.confirmed", "approval.same-person") {
      try $0.confirmHours(try $0.perform(try serving($0), by: .hugo))
    },
    RefusalRow("service.disputed", "service.wrong-state") {
      let agreement = try withTerms($0)
      try $0.record(
        ServiceDisputed(session: $0.id(), reason: .notDone), agreement, by: .hugo, onBehalfOf: "emporio")
    },
    RefusalRow("service.disputed", "service.session-unknown") {
      let agreement = try serving($0)
      try $0.record(
        ServiceDisputed(session: $0.id(), reason: .notDone), agreement, by: .hugo, onBehalfOf: "emporio")
    },
    RefusalRow("service.disputed", "service.session-answered") {
      let session = try worked($0)
      try $0.confirmHours(session)
      try $0.dispute(session)
    },
    RefusalRow("service.dispute-resolved", "service.wrong-state") {
      let agreement = try withTerms($0)
      try $0.record(ServiceDisputeResolved(session: $0.id(), minutes: 0), agreement, by: .carlo)
    },
    RefusalRow("service.dispute-resolved", "service.session-unknown") {
      let agreement = try serving($0)
      try $0.record(ServiceDisputeResolved(session: $0.id(), minutes: 0), agreement, by: .carlo)
    },
    RefusalRow("service.dispute-resolved", "service.session-answered") { try $0.resolve(try worked($0), 0) },
    RefusalRow("service.dispute-resolved", "service.resolved-minutes") {
      let session = try worked($0)
      try $0.dispute(session)
      try $0.resolve(session, 241)
    },
    RefusalRow("service.dispute-resolved", "service.hidden-from-host") { books in
      let session = try worked(books)
      try books.dispute(session)
      _ = try withBoth(books) { _ in session.entry.stream }
      try books.resolve(session, 240, by: both)
    },
  ]

  /// A plan of the family, whose landlord lets hours be worked off; one hour is credited and not taken off yet.
  private static func creditedForPlan(_ books: Books) throws -> StreamID {
    try books.openService()
    let plan = try books.openPlan(of: StreamID("household", try books.family))
    let debt = ServiceDebt.plan(plan.id, creditor: Creditor.utility, nature: .utility)
    let agreement = try books.serve(books.terms(debt))
    try books.confirmHours(try books.perform(agreement))
    try books.credit(agreement, 60)
    return agreement
  }

  private static let credits: [RefusalRow] = [
    RefusalRow("service.credited", "service.credit-open") {
      try $0.credit(try creditedForPlan($0), 60)
    },
    RefusalRow("service.settled", "service.credit-open") {
      try $0.settle(service: try creditedForPlan($0), 700, payee: Creditor.utility)
    },
    RefusalRow("service.credited", "service.wrong-state") { try $0.credit(try withTerms($0), 1, 1) },
    RefusalRow("service.credited", "service.hidden-from-host") {
      try $0.credit(try withBoth($0) { try confirmed($0) }, 240, by: both)
    },
    RefusalRow("service.credited", "service.day-ahead") {
      try $0.credit(try confirmed($0), 240, through: $0.today.adding(days: 1))
    },
    RefusalRow("service.credited", "service.minutes-exceed") { try $0.credit(try confirmed($0), 241) },
    RefusalRow("service.credited", "service.credit-differs") { try $0.credit(try confirmed($0), 240, 2_801) },
    RefusalRow("service.credited", "service.above-monthly-cap") {
      try $0.credit(try confirmed($0, $0.terms(month: 2_799)), 240)
    },
    RefusalRow("service.credited", "service.above-total-cap") {
      try $0.credit(try confirmed($0, $0.terms(total: 2_799)), 240)
    },
    RefusalRow("service.settled", "service.wrong-state") { try $0.settle(service: try withTerms($0), 1) },
    RefusalRow("service.settled", "service.hidden-from-host") {
      let agreement = try withBoth($0) { try confirmed($0) }
      try $0.credit(agreement, 240)
      try $0.settle(service: agreement, 2_800, by: both)
    },
    RefusalRow("service.settled", "service.exceeds-owed") {
      let agreement = try confirmed($0)
      try $0.credit(agreement, 240)
      try $0.settle(service: agreement, 2_801)
    },
    RefusalRow("service.settled", "chain.payee-differs") {
      let agreement = try confirmed($0)
      try $0.credit(agreement, 240)
      try $0.settle(service: agreement, 2_800, payee: Party.landlord)
    },
    RefusalRow("service.ended", "service.wrong-state") {
      let agreement = try serving($0)
      try $0.end(agreement)
      try $0.end(agreement)
    },
    RefusalRow("service.ended", "service.hidden-from-host") {
      try $0.end(try withBoth($0) { try serving($0) }, by: both)
    },
  ]
}
