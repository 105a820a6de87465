import Funds
import LedgerCore

extension GoldenStory {
  /// Guarantees from request to recourse, and all the ways in which they end.
  func tellGuarantees() throws {
    try books.reserve(1_000_000)
    let family = try books.register()
    let terms = books.terms(scheme: "milano", cap: 700_000)
    let guarantee = try books.requestGuarantee(
      terms, for: family, body: "banca", attestation: books.paper(Party.family))
    try books.approveGuarantee(guarantee, by: .carlo)
    try books.issueGuarantee(guarantee)
    try claim(on: guarantee)
    try books.release(guarantee)
    let short = try books.requestGuarantee(books.terms(cap: 50_000), for: family)
    try books.record(GuaranteeRefused(reason: .noReserve), short, by: .carla)
    let withdrawn = try books.requestGuarantee(books.terms(cap: 50_000), for: family)
    try books.record(GuaranteeWithdrawn(), withdrawn, by: .olga)
    let ending = try books.requestGuarantee(books.terms(cap: 50_000, end: "\(books.today)"), for: family)
    try books.approveGuarantee(ending, by: .carlo)
    try books.issueGuarantee(ending)
    books.pass(days: 61)
    try books.record(GuaranteeExpired(), ending, by: .olga)
  }

  private func claim(on guarantee: StreamID) throws {
    let incomplete = try books.claim(guarantee, ["2026-01"])
    try books.record(ClaimRefused(claim: incomplete, reason: .incomplete), guarantee, by: .carlo)
    let claim = try books.claim(guarantee, ["2026-01", "2026-02"], costs: 12_000, notice: "2026-03-01")
    try books.notify(guarantee, claim)
    try books.reply(guarantee, claim, .asksForPlan)
    try books.provision(guarantee, 20_000)
    try books.accept(guarantee, claim, by: .pia)
    try books.tenantPays(guarantee, 10_000)
    try books.releaseDwelling(guarantee)
    try books.payGuarantee(guarantee)
    try books.recover(guarantee, 20_000)
    try books.record(RecourseWaived(amount: .eur(100)), guarantee, by: .carla)
    try books.record(RecourseLost(amount: .eur(50)), guarantee, by: .carla)
  }
}
