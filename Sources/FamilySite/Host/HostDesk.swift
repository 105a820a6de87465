import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// The agreements of a host: who works where, and which hours wait for its word. No debt and no amount is in it.
struct HostDesk {
  private let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  func agreements() throws -> [ServiceForHost] {
    try visit.files(of: ServiceState.family).compactMap { stream in
      guard let agreement = try visit.bookkeeper.serviceForHost(stream), try isOwn(agreement) else { return nil }
      return agreement
    }
  }

  /// The agreement that a page's address names; for everybody else there is no such page.
  func agreement() throws -> ServiceForHost {
    guard let agreement = try visit.bookkeeper.serviceForHost(try visit.stream("service")), try isOwn(agreement) else {
      throw WebRefusals.pageUnknown()
    }
    try visit.bookkeeper.vault.noteAccess(
      to: agreement.work.household, by: visit.person.id, page: "service-work", at: visit.now)
    return agreement
  }

  /// The body for which the viewer signs; nil where they are the host themselves.
  func body(_ agreement: ServiceForHost) throws -> Slug? {
    let bodies = try visit.person.member.bodies
    return agreement.work.hostBody.flatMap { bodies.contains($0) ? $0 : nil }
  }

  /// Sessions that the viewer may answer: nobody confirms what they have written down themselves.
  func waiting(_ agreement: ServiceForHost) throws -> [ServiceSessionEntry] {
    let me = try visit.person.id
    return agreement.sessions.filter { $0.session.status == .performed && !$0.session.recorders.signers.contains(me) }
  }

  private func isOwn(_ agreement: ServiceForHost) throws -> Bool {
    let member = try visit.person.member
    if let body = agreement.work.hostBody, member.bodies.contains(body) { return true }
    return agreement.work.hostParty.map { $0 == member.party } ?? false
  }
}

extension ServiceForHost {
  func told(_ visit: Visit) -> Inline {
    switch status {
    case .new, .agreed: visit.say("Begins when everybody has said yes.")
    case .inForce: visit.say("Runs.")
    case .ended: visit.say("Over.")
    }
  }

  var stream: StreamID { StreamID("service", id) }
  var path: WebPath { "/host/\(id)" }
}
