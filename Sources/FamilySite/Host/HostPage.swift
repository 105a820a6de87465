import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// All agreements of a host, those that wait for an answer first.
enum HostPage {
  static func show(_ visit: Visit) throws -> SitePage {
    let desk = HostDesk(visit)
    let names = try PeopleNames(visit.bookkeeper)
    let agreements = try desk.agreements()
    var waiting: [Block] = []
    for agreement in agreements {
      let name = try names.party(agreement.work.worker)
      if agreement.awaitsHost, agreement.status == .agreed {
        waiting += [
          .message(
            Message(.note, visit.say("\(name) would come and help"), [visit.say("Read what is agreed, and say yes.")])),
          .actions([Action(visit.say("Read and sign"), to: "/host/\(agreement.id)/accept", isMain: true)]),
        ]
      }
      let sessions = try desk.waiting(agreement)
      if !sessions.isEmpty {
        let minutes = sessions.reduce(0) { $0 + $1.session.minutes }
        waiting += [
          .message(
            Message(
              sessions.contains(where: \.isOverdue) ? .warning : .note, visit.say("Hours of \(name) wait for you"),
              [visit.say("In all \(minutes, as: .minutes)")])),
          .actions([Action(visit.say("Confirm hours"), to: "/host/\(agreement.id)/confirm", isMain: true)]),
        ]
      }
    }
    var blocks: [Block] = waiting.isEmpty ? [] : [.section(visit.say("What waits for your answer"), waiting)]
    blocks.append(.section(visit.say("Who helps"), [.table(try table(agreements, visit, names))]))
    return SitePage(visit.say("Hours of help"), blocks)
  }

  private static func table(
    _ agreements: [ServiceForHost], _ visit: Visit, _ names: PeopleNames
  ) throws -> Table {
    var table = Table(
      caption: visit.say("Who helps"),
      columns: [.init(visit.say("Who")), .init(visit.say("This month"), isFigure: true), .init(visit.say("Until"))],
      rows: try agreements.map { agreement in
        let name = Inline.link(try names.party(agreement.work.worker), to: agreement.path)
        let month = HostMonth.all(agreement).first { $0.month == CivilMonth(visit.today) }
        return [
          .inline(name.over(agreement.told(visit))), .figure(month?.confirmed ?? 0, .minutes),
          .day(agreement.work.end),
        ]
      },
      empty: visit.say(
        "Nobody helps here yet. The people of the fund write down with you who comes, when and for what."))
    table.showsCaption = false
    return table
  }
}
