import ArgumentParser
import Bookkeeping
import Coaching
import Funds
import LedgerCore
import LedgerViews

struct CapacityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "What a family can add to its instalments: assessed by an educator, explained, kept for offers.",
    discussion:
      "Every plan and loan must fit into it, whoever offers it. Zero is a result: it says what to do instead.",
    subcommands: [
      CapacityAssess.self, CapacityShow.self, CapacityExplain.self, CapacityReserve.self, CapacityRelease.self,
    ])
}

/// What of a capacity is left, on a card.
enum CapacityCard {
  static func add(_ book: BudgetBook, to card: inout Card) {
    guard let assessment = book.state.assessment, let left = book.left else {
      card.add("Capacity", "capacity", Report.Cell(json: nil, text: book.state.isOpen ? "not assessed" : ""))
      return
    }
    card.add("Capacity", "capacity", words(assessment.capacity))
    card.add("Assessed", "assessed", .day(assessment.day))
    card.add("Binds through", "validThrough", .day(book.validThrough))
    if let suspension = book.state.suspension {
      card.add("Suspended", "suspended", .text("\(suspension.reason.rawValue) since \(suspension.since)"))
    }
    if book.isStale { card.add("Too old", "stale", .flag(true, "assess again before anything new is promised")) }
    card.add("Promised since", "promised", unlessZero(left.promised))
    card.add("Reserved", "reserved", unlessZero(left.reserved))
    card.add("Left", "left", assessment.capacity.isPositive ? .money(book.amount) : unlessZero(.zero))
    card.add("Instalments running", "running", unlessZero(book.running))
  }

  /// What people need not read.
  private static func unlessZero(_ money: Money) -> Report.Cell {
    Report.Cell(json: .integer(money.cents), text: money == .zero ? "" : money.description)
  }

  /// Never a mere zero.
  static func words(_ capacity: Money) -> Report.Cell {
    Report.Cell(
      json: .integer(capacity.cents),
      text: capacity.isPositive ? "\(capacity) a month" : "for now we ask for no instalments")
  }
}

/// What to do where a family can promise nothing.
enum RouteText {
  static func sentence(_ route: CapacityRoute) -> String {
    switch route {
    case .moratorium:
      "ask the creditors to wait: `mastro plan suspend` for a plan that runs, `mastro eviction freeze` for the home"
    case .hoursInstead: "offer hours of service instead of euros, and never impose them: `mastro service agree`"
    case .benefitsCheck:
      "see whether every benefit is asked for; then take a new snapshot: `mastro budget snapshot`"
    }
  }
}

struct CapacityShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What a family can still promise: capacity, promised since, reserved, left.",
    discussion: """
      Reservations of bodies are told as one sum, and with --body that body's own one by one. Whoever works with the whole
      family sees all of them with --all. Creditors are shown their part of a plan and nothing of this:
      `mastro plan show PLAN --creditor NAME`.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
  @Option(help: "The body whose reservations are listed; what others keep stays a sum.") var body: Slug?
  @Flag(help: "Every body's reservations.") var all = false

  func run() throws {
    let bookkeeper = try common.open()
    let book = try bookkeeper.budget(of: bookkeeper.familyID(household))
    var card = Card()
    card.add("Household", "household", .text(try Names(bookkeeper).name(book.household)))
    CapacityCard.add(book, to: &card)
    let listed = book.reservations.filter { all || $0.body == body }
    guard !common.json else {
      var object = card.json.object ?? [:]
      if let assessment = book.state.assessment { object["assessment"] = .string(assessment.id.description) }
      object["reservations"] = .array(listed.map(BudgetLists.reservation))
      if let seasons = book.state.assessment?.seasons { object["seasons"] = try JSONEncoding.encode(seasons) }
      if let capacity = book.state.assessment?.capacity {
        object["routes"] = .array(CapacityRoute.suggested(for: capacity).map { .string($0.rawValue) })
      }
      return Console.data(JSON.object(object).prettyText)
    }
    card.show(json: false)
    show(listed)
    if let seasons = book.state.assessment?.seasons { show(seasons) }
    guard let assessment = book.state.assessment else {
      let next =
        book.state.isOpen
        ? "`mastro capacity assess`, on a snapshot that the family has confirmed" : "`mastro budget open`"
      return Console.note("next: " + next)
    }
    for route in CapacityRoute.suggested(for: assessment.capacity) { Console.data("- " + RouteText.sentence(route)) }
  }

  private func show(_ reservations: [BudgetState.Reservation]) {
    guard !reservations.isEmpty else { return }
    var report = Report(columns: [
      .init("Reservation", "id"), .init("Body"), .init("Amount", right: true), .init("Through"),
    ])
    report.rows = reservations.map { [.text($0.id), .text($0.body), .money($0.amount), .day($0.through)] }
    Console.data("")
    report.show(json: false)
  }

  private func show(_ seasons: SeasonalCapacity) {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    var report = Report(columns: names.map { .init(Wording(key: $0), right: true) } + [.init("Average", right: true)])
    report.rows = [seasons.months.map { .money($0) } + [.money(seasons.average)]]
    Console.data("\nBy month\n")
    report.show(json: false)
  }
}

struct CapacityReserve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reserve", abstract: "Keep a part of a family's capacity for an offer that your body prepares.",
    discussion: """
      mastro capacity reserve Rossi 20.00 --on-behalf-of comune-lodi --as olga
      The offer then names it: --reservation ID. Two bodies never promise the same euro; an unused reservation ends by itself.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The household.") var household: String
  @Argument(help: "How much a month.") var amount: AmountText
  @Option(help: "Last day (YYYY-MM-DD); as long as the policy lets it otherwise.") var through: CivilDate?
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func run() throws {
    let at = try CoachingDesk(write, household)
    let days = at.desk.governing.policy.coaching?.reservationDays ?? 0
    let through = through ?? at.book.day.adding(days: days)
    let recorded = try at.desk.record([
      at.request(CapacityReserved(amount: try amount.money(locale), through: through))
    ])
    if !recorded.isEmpty { Console.note("kept through \(through)") }
  }
}

struct CapacityRelease: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Give back what your body has kept: there will be no offer.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The reservation.") var reservation: String
  @Option(help: "The household, where the reservation does not tell it.") var household: String?

  func run() throws {
    let bookkeeper = try write.common.open()
    let id = try bookkeeper.entryID(reservation)
    let family = try household.map { try bookkeeper.familyID($0) } ?? bookkeeper.family(of: id)
    guard let family else { throw ViewRefusals.notA(["id": id, "thing": "reservation"]) }
    let at = try CoachingDesk(write, family.description)
    try at.desk.record([at.request(ReservationReleased(reservation: id))])
  }
}

extension Bookkeeper {
  /// The family in whose coaching an entry stands.
  fileprivate func family(of entry: ULID) throws -> ULID? {
    try ledger.store.read { log in
      guard let position = try log.position(of: entry) else { return nil }
      let stream = try log.stored(at: position).logged().entry.stream
      return stream.family == BudgetState.family ? stream.ulid : nil
    }
  }
}
