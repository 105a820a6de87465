import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A part of the capacity that a body keeps for an offer which it prepares.
enum ReservationForms {
  static func add(to routes: inout Routes) {
    routes.form("/coaching/{household}/reserve", for: .roles([.educator]), show: show) { visit in
      let at = try CoachingCase(visit, page: "capacity")
      let (amount, through) = try visit.read { ($0.amount("amount"), $0.day("through")) }
      return try visit.draft([at.request(CapacityReserved(amount: amount, through: through))], then: back(at))
    }
    routes.form(
      "/coaching/{household}/reservations/{reservation}/release", for: .roles([.educator]), show: showRelease
    ) { visit in
      let at = try CoachingCase(visit, page: "capacity")
      let reservation = try visit.id("reservation")
      return try visit.draft([at.request(ReservationReleased(reservation: reservation))], then: back(at))
    }
  }

  private static func back(_ at: CoachingCase) -> WebPath { "/coaching/\(at.household)/capacity" }

  static func section(_ at: CoachingCase) -> [Block] {
    let visit = at.visit
    let own = Set(visit.viewer?.member.bodies ?? [])
    let table = Table(
      caption: visit.say("Reservations"),
      columns: [
        Table.Column(visit.say("Body")), Table.Column(visit.say("A month (€)"), isFigure: true),
        Table.Column(visit.say("Through")), Table.Column(visit.say("Give back")),
      ],
      rows: at.book.reservations.map { reservation in
        [
          .text(reservation.body.text), .money(reservation.amount), .day(reservation.through),
          own.contains(reservation.body)
            ? .inline(
              .link(
                visit.say("give it back"), to: "/coaching/\(at.household)/reservations/\(reservation.id)/release"))
            : .none,
        ]
      }, empty: visit.say("Nobody keeps a part of it for an offer."))
    let canReserve = at.book.amount.isPositive
    return [
      .section(
        visit.say("Reservations"),
        [.listed(table)]
          + (canReserve
            ? [.actions([Action(visit.say("Reserve a part"), to: "/coaching/\(at.household)/reserve")])] : []))
    ]
  }

  private static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "capacity")
    let days = try visit.bookkeeper.governing().policy.coaching?.reservationDays ?? 0
    var page = at.page(
      visit.say("Reserve a part of the capacity"),
      lead: visit.say(
        "For an offer that your body prepares: two bodies never promise the same euro. \(at.book.amount) a month is left."
      ),
      visit.form(
        [
          .field(visit.field("amount", "How much a month", .amount)),
          .field(
            visit.field(
              "through", "Last day", .date, hint: "The policy allows so many days: \(days).",
              initial: visit.today.adding(days: days).description)),
        ], submit: "Go on", cancel: Action(visit.say("Back"), to: back(at))))
    page.trail.append((visit.say("Capacity"), back(at)))
    return page
  }

  private static func showRelease(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "capacity")
    let id = try visit.id("reservation")
    guard let reservation = at.state.reservation(id) else { throw WebRefusals.pageUnknown() }
    var page = at.page(
      visit.say("Give a reservation back"), lead: visit.say("There will be no offer: others may use it."),
      [
        .facts([
          Term(visit.say("Body"), .name(reservation.body.text)), Term(visit.say("A month"), "\(reservation.amount)"),
          Term(visit.say("Through"), "\(reservation.through)"),
        ])
      ] + visit.form([], submit: "Give it back", cancel: Action(visit.say("Back"), to: back(at))))
    page.trail.append((visit.say("Capacity"), back(at)))
    return page
  }
}
