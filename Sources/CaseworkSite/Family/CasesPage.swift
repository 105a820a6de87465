import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// All help that runs, of every family that the viewer may see, without a name: whoever opens a file stands in the access
/// log.
struct CasesPage {
  let visit: Visit
  private static let most = 50

  func page() throws -> SitePage {
    let sections = try [
      section(GrantPages.self), section(LoanPages.self), section(GuaranteePages.self), section(PlanPages.self),
      section(ServicePages.self), section(VoucherPages.self),
    ]
    return SitePage(
      visit.say("All help"), lead: visit.say("What runs or is asked for. What is over stands on the family's page."),
      width: .wide, try others() + sections)
  }

  /// Where help begins for whoever belongs to no family; for the fund's own people.
  private func others() throws -> [Block] {
    guard try visit.person.isStaff else { return [] }
    return [.actions([Action(visit.say("Help for somebody without a family"), to: "/others")])]
  }

  private func section<Pages: Instrument>(_ pages: Pages.Type) throws -> Block {
    let running = try visit.bookkeeper.all(Pages.State.self).compactMap { found -> CaseFile<Pages.State>? in
      guard let id = found.id, let instrument = found.state as? any HouseholdInstrument,
        case .running = instrument.obligation
      else { return nil }
      let file = CaseFile(id: id, stream: found.stream, state: found.state, today: visit.today)
      return try visit.isVisible(Pages.household(of: file)) ? file : nil
    }
    let rows = try running.suffix(CasesPage.most).reversed().map { file -> [Table.Cell] in
      let own = try visit.fileNumber(file.stream) ?? file.id.ending
      return [
        .inline(.link(.name(own), to: Pages.path(of: file.id))),
        .inline(visit.word(Pages.status(of: file.state), of: "state")), .inline(try family(Pages.household(of: file))),
        Pages.amount(of: file.state).map { .money($0) } ?? .none,
      ]
    }
    let title = Inline(visit.glossary.stream(Pages.State.family))
    let note: [Block] =
      running.count > CasesPage.most
      ? [.note(visit.say("The newest \(CasesPage.most) of \(running.count)."))] : []
    return .section(
      title,
      [
        .table(
          Table(
            caption: title,
            columns: [
              Table.Column(visit.say("File")), Table.Column(visit.say("State")), Table.Column(visit.say("Family")),
              Table.Column(visit.say("Amount (€)"), isFigure: true),
            ], rows: rows, empty: visit.say("Nothing runs. Requests begin on the page of a family.")))
      ] + note)
  }

  private func family(_ household: ULID?) throws -> Inline {
    guard let household else { return "" }
    let number = try visit.fileNumber(StreamID("household", household)) ?? household.ending
    return .link(.name(number), to: "/families/\(household)")
  }
}
