import Coaching
import FamilyPages
import LedgerCore

/// Invented families whose data are as awkward as those of real ones.
enum ExamplePages {
  static let hostile = "<script>alert('1')</script> & \"Figli\""
  static let arabicName = "ليلى بن يوسف"

  static func euro(_ cents: Int) -> Told { .amount(Money(cents: cents)) }

  static func month(_ offset: Int) -> CivilMonth { CivilMonth(day.adding(months: offset)) }

  static let day = CivilDate(dayNumber: 20_790)

  private static func page(_ family: String, members: Int) -> FamilyPage {
    FamilyPage(family: family, month: month(0), members: members, coach: "Marta Dell’Òrco", printed: day)
  }

  /// Everything that a page can hold at once.
  static var rich: FamilyPage {
    var page = page("Famiglia Ben Youssef–Dell’Acqua", members: 5)
    page.income = [
      .init(
        "Cooperativa Sociale «La Quercia» di Sesto San Giovanni", monthly: euro(126_533), paid: euro(116_800),
        frequency: .thirteenSalaries),
      .init(arabicName, monthly: euro(43_333), paid: euro(10_000), frequency: .weekly),
      .init("Assegno unico", monthly: euro(39_980)), .init("Nonna Pina", monthly: .unknown),
      .init("Premio", monthly: euro(10_000), paid: euro(60_000), frequency: .months([6, 12])),
    ]
    page.expenses = [
      .init(.home, .init("Affitto", monthly: euro(58_000))),
      .init(.home, .init("Condominio via Trento 14", monthly: euro(6_667), paid: euro(20_000), frequency: .quarterly)),
      .init(.utilities, .init("Luce", monthly: euro(4_550), paid: euro(9_100), frequency: .twoMonthly)),
      .init(.utilities, .init("Gas", monthly: .unknown, frequency: .twoMonthly)),
      .init(.food, .init("Spesa", monthly: euro(47_667), paid: euro(11_000), frequency: .weekly)),
      .init(.health, .init("Farmacia", monthly: euro(3_500))),
      .init(.transport, .init("Abbonamenti ATM", monthly: euro(7_800))),
      .init(.school, .init("Mensa", monthly: euro(6_000), paid: euro(8_000), frequency: .months([1, 2, 3, 4, 5, 9]))),
      .init(.phone, .init("2 cellulari", monthly: euro(1_798), paid: euro(1_660), frequency: .fourWeekly)),
      .init(.clothing, .init("Scarpe", monthly: euro(2_500), paid: euro(15_000), frequency: .halfYearly)),
      .init(.children, .init("Nido", monthly: euro(12_000), paid: euro(144_000), frequency: .yearly)),
      .init(.leisure, .init("Calcio di Amine", monthly: euro(2_167), paid: euro(1_000), frequency: .fortnightly)),
      .init(.other, .init(hostile, monthly: euro(1_000))),
    ]
    page.envelopes = [.init("Bollo e revisione", monthly: euro(2_917))]
    page.promises = [
      .init(
        "Proprietario: Immobiliare San Carlo S.r.l. in liquidazione", .money(euro(9_000)), next: day.adding(days: 9),
        until: month(14), left: Money(cents: 126_000)),
      .init("Fondo Casa", .money(euro(6_000)), next: day.adding(days: 12), left: Money(cents: 48_000)),
      .init("Prestito con cessione", .money(euro(9_500)), until: month(30), isWithheld: true),
      .init("Banca del Tempo", .minutes(480), next: day.adding(days: 3)),
      .init("A2A", .waits, left: Money(cents: 31_247)), .init("Zio Karim", .money(.unknown)),
    ]
    page.goals = [
      Goal(name: "La patente di Leila", amount: Money(cents: 90_000), by: month(10), saved: Money(cents: 21_000)),
      Goal(name: "عيد الأضحى مع العائلة", amount: Money(cents: 25_000)), Goal(name: "Dormire la notte", by: month(6)),
    ]
    page.dates = [
      .init(day.adding(days: 7), .meeting),
      .init(day.adding(days: 9), .instalment("Immobiliare San Carlo S.r.l. in liquidazione", euro(9_000))),
      .init(day.adding(days: 12), .instalment("Fondo Casa", euro(6_000))),
      .init(day.adding(days: 20), .instalment("Zio Karim", .unknown)),
    ]
    page.capacity = .assessed(
      .init(
        amount: Money(cents: 19_971),
        terms: .init(
          income: Money(cents: 219_846), living: Money(cents: 212_313), isFloor: true, benefits: Money(cents: 25_000),
          running: Money(cents: 9_500), savings: Money(cents: 2_000)),
        shares: [
          .init("Immobiliare San Carlo S.r.l. in liquidazione", Money(cents: 9_000)),
          .init("Fondo Casa", Money(cents: 6_000)),
        ]))
    let balances = [
      41_250, 38_010, -2_080, -4_550, 9_900, 30_075, 22_222, 10_410, 64_000, 71_915, 60_004, 123_456,
    ]
    page.cash = balances.enumerated().map { .init(month($0.offset), Money(cents: $0.element)) }
    page.comparison = .init(
      month: month(-1),
      rows: [
        .init(.income, planned: Money(cents: 219_846), happened: Money(cents: 205_000)),
        .init(.expense(.home), planned: Money(cents: 64_667), happened: Money(cents: 64_667)),
        .init(.expense(.food), planned: Money(cents: 47_667), happened: Money(cents: 52_310)),
        .init(.expense(.children), planned: Money(cents: 12_000), happened: Money(cents: 12_000)),
        .init(.expense(.transport), planned: Money(cents: 7_800), happened: Money(cents: 3_900)),
        .init(.expense(.utilities), planned: Money(cents: 4_550), happened: Money(cents: 0)),
        .init(.expense(.leisure), planned: Money(cents: 2_167), happened: Money(cents: 8_000)),
        .init(.promises, planned: Money(cents: 15_000), happened: Money(cents: 15_000)),
      ])
    page.unknowns = 3
    page.codes = ["01JZ8Q4M6TYB2K9V5C7D3E1F0G", "capacity-1"]
    return page
  }

  /// What most families' pages look like.
  static var ordinary: FamilyPage {
    var page = rich
    page.family = "Famiglia Popescu"
    page.income = [rich.income[0], rich.income[2]]
    page.expenses = [0, 2, 4, 5, 6, 8, 10].map { rich.expenses[$0] }
    page.promises = Array(rich.promises.prefix(2))
    page.goals = Array(rich.goals.prefix(2))
    page.dates = Array(rich.dates.prefix(3))
    page.unknowns = 0
    return page
  }

  /// Less comes in than living needs; nobody knows when; hours instead of euros.
  static var nothingToPromise: FamilyPage {
    var page = page(arabicName, members: 1)
    page.income = [
      .init("معاش", monthly: euro(51_200)), .init("Comune", monthly: euro(0), paid: euro(9_000), frequency: .once),
    ]
    page.expenses = [
      .init(.home, .init("Stanza", monthly: euro(30_000))), .init(.food, .init("Cibo", monthly: .unknown)),
    ]
    page.promises = [.init("Banca del Tempo", .minutes(240)), .init("Condominio", .waits, left: Money(cents: 98_000))]
    page.capacity = .assessed(
      .init(
        amount: .zero,
        terms: .init(income: Money(cents: 51_200), living: Money(cents: 80_162), isFloor: true, savings: .zero)))
    page.unknowns = 1
    return page
  }

  /// Something would be left over the year, but not in every month of it.
  static var nothingForNow: FamilyPage {
    var page = page("Shehu", members: 3)
    page.income = [.init("Paga", monthly: euro(195_000))]
    page.capacity = .assessed(
      .init(
        amount: .zero,
        terms: .init(
          income: Money(cents: 195_000), living: Money(cents: 163_529), isFloor: false, running: Money(cents: 9_500),
          savings: Money(cents: 2_000))))
    return page
  }

  static var empty: FamilyPage { page("—", members: 2) }

  static var suspended: FamilyPage {
    var page = rich
    page.capacity = .suspended
    page.income.append(.init("Vendemmia", monthly: euro(8_000), paid: euro(48_000), frequency: .fourteenSalaries))
    return page
  }

  static var usedUp: FamilyPage {
    var page = empty
    page.capacity = .assessed(.init(amount: Money(cents: 2_000), shares: [.init("Fondo", Money(cents: 2_000))]))
    return page
  }

  static let all = [rich, nothingToPromise, nothingForNow, empty, suspended, usedUp]
}
