import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages
import Sodium

/// What waits for a decision, wherever in the books.
struct OfficeWork {
  /// One thing, and where it is dealt with.
  struct Item {
    let what: Inline
    let about: Inline
    let amount: Money?
    let path: WebPath?
  }

  let visit: Visit
  private let names: Naming

  init(_ visit: Visit) throws {
    self.visit = visit
    names = try visit.naming()
  }

  func waiting() throws -> [Item] {
    try requests() + transfers() + proposals() + enrolments()
  }

  private func about(_ stream: StreamID) -> Inline {
    .name(names(.file(stream)) ?? "…" + String(stream.key.suffix(6)))
  }

  private func item(_ what: Inline, _ stream: StreamID, _ amount: Money?, _ path: WebPath? = nil) -> Item {
    Item(what: what, about: about(stream), amount: amount, path: path ?? visit.place(of: .stream(stream)))
  }

  /// What somebody has asked for, and a committee decides.
  private func requests() throws -> [Item] {
    let books = visit.bookkeeper
    let grants = try books.all(GrantState.self).compactMap { found -> Item? in
      if found.state.awaitsRatification {
        return item(visit.say("Urgent grant, to be ratified"), found.stream, found.state.paid)
      }
      guard found.state.status == .requested else { return nil }
      return item(visit.say("Grant"), found.stream, found.state.request?.amount)
    }
    let loans = try books.all(LoanState.self).compactMap { found -> Item? in
      if found.state.pending != nil {
        return item(visit.say("Loan: a decision waits for a second person"), found.stream, nil)
      }
      guard found.state.status == .applied else { return nil }
      return item(visit.say("Loan"), found.stream, found.state.contract?.amount)
    }
    let guarantees = try books.all(GuaranteeState.self).compactMap { found -> Item? in
      if found.state.claims.contains(where: { $0.status == .open }) {
        return item(visit.say("Guarantee: a landlord's claim"), found.stream, found.state.claims.last?.claimed)
      }
      guard found.state.status == .requested else { return nil }
      return item(visit.say("Guarantee"), found.stream, found.state.request?.terms.cap)
    }
    let vouchers = try books.all(VoucherState.self).compactMap { found -> Item? in
      guard found.state.status == .approved else { return nil }
      return item(visit.say("Voucher, to be issued"), found.stream, found.state.terms?.amount)
    }
    return grants + loans + guarantees + vouchers
  }

  private func transfers() throws -> [Item] {
    try visit.bookkeeper.all(TransferState.self).compactMap { found in
      guard let proposal = found.state.proposal, !found.state.isMade else { return nil }
      return item(
        visit.say("Transfer between restrictions"), found.stream, proposal.amount, "/transfers/\(found.stream.key)")
    }
  }

  /// Members, keys, policy: what a second administrator confirms.
  private func proposals() throws -> [Item] {
    guard visit.viewer?.holds(.administrator) == true else { return [] }
    return try visit.bookkeeper.governing().proposals.values.sorted { $0.position < $1.position }.map { proposal in
      let (what, path) = words(for: proposal)
      let proposer = names(.member(proposal.proposer)) ?? "…" + proposal.proposer.description.suffix(6)
      return Item(what: what, about: visit.say("proposed by \(Inline.name(proposer))"), amount: nil, path: path)
    }
  }

  private func words(for proposal: LedgerState.Proposal) -> (Inline, WebPath?) {
    switch proposal.change {
    case .enrol: (visit.say("New member"), "/members/proposals/\(proposal.id)")
    case .roles: (visit.say("Roles of a member"), "/members/proposals/\(proposal.id)")
    case .addKey: (visit.say("Further device of a member"), "/members/proposals/\(proposal.id)")
    case .removeKey: (visit.say("Device of a member, to be removed"), "/members/proposals/\(proposal.id)")
    case .policy(let policy): (visit.say("Policy \(Inline.name(policy.version))"), "/policies/\(proposal.id)")
    case .logKey: (visit.say("Key of the log: confirmed on the command line"), nil)
    case .restored: (visit.say("Restored log: confirmed on the command line"), nil)
    }
  }

  private func enrolments() throws -> [Item] {
    guard visit.viewer?.holds(.administrator) == true else { return [] }
    let waiting = try EnrolmentInbox(visit.bookkeeper).waiting()
    return waiting.map {
      Item(
        what: visit.say("New device that asks to be enrolled"), about: .name($0.name), amount: nil,
        path: "/members/requests/\($0.key.keyID.hex)")
    }
  }
}
