import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// A family's indicators as they stand today, and as they were sealed with each assessment and each check of a month.
enum IndicatorPages {
  static func add(to routes: inout Routes) {
    routes.page("/coaching/{household}/indicators", for: .roles([.educator])) {
      .page(try show(CoachingCase($0, page: "budget")))
    }
  }

  private static func show(_ at: CoachingCase) throws -> SitePage {
    let visit = at.visit
    return at.page(
      visit.say("Indicators"), width: .wide,
      try today(at) + [
        .section(
          visit.say("How they have changed"), [.listed(history(at, try visit.bookkeeper.indicatorHistory(of: at.book)))]
        )
      ])
  }

  private static func today(_ at: CoachingCase) throws -> [Block] {
    let visit = at.visit
    guard at.state.confirmedSnapshot != nil else {
      return [.paragraph(visit.say("Indicators need a snapshot that the family has confirmed."))]
    }
    let (snapshot, indicators) = try visit.bookkeeper.indicators(of: at.book)
    return [
      .paragraph(visit.say("As of today, by the snapshot of \(snapshot.day).")),
      .listed(IndicatorTable.table(visit, indicators)),
    ]
  }

  private static func history(_ at: CoachingCase, _ records: [IndicatorRecord]) -> Table {
    let visit = at.visit
    return Table(
      caption: visit.say("How they have changed"),
      columns: [Table.Column(visit.say("Day")), Table.Column(visit.say("From"))]
        + Indicator.Name.allCases.map { Table.Column(at.words.code($0, of: "indicator"), isFigure: true) },
      rows: records.reversed().map { record in
        [.day(record.day), .inline(origin(record.origin, visit))]
          + Indicator.Name.allCases.map { cell($0, record, at) }
      }, empty: visit.say("Nobody has assessed this family, and no month was looked at."))
  }

  private static func origin(_ origin: IndicatorRecord.Origin, _ visit: Visit) -> Inline {
    switch origin {
    case .assessment: visit.say("assessment")
    case .monthCheck(let month): visit.say("look at \(month)")
    }
  }

  private static func cell(_ name: Indicator.Name, _ record: IndicatorRecord, _ at: CoachingCase) -> Table.Cell {
    guard let indicators = record.indicators else { return .inline(at.visit.say("not readable")) }
    guard let found = indicators.first(where: { $0.name == name }) else { return .none }
    let reading = IndicatorTable.reading(found.reading, found.unit, at.visit)
    guard found.flag != .none, case .inline(let words) = reading else { return reading }
    return .inline(words.over("\(strong: at.words.code(found.flag, of: "flag"))"))
  }
}
