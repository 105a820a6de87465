import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What was done in a month.
struct HostMonth {
  let month: CivilMonth
  var confirmed = 0
  var waiting = 0
  var disputed = 0

  /// Newest first.
  static func all(_ agreement: ServiceForHost) -> [HostMonth] {
    var months: [CivilMonth: HostMonth] = [:]
    for entry in agreement.sessions {
      let month = CivilMonth(entry.session.date)
      var sum = months[month] ?? HostMonth(month: month)
      switch entry.session.status {
      case .performed: sum.waiting += entry.session.minutes
      case .disputed: sum.disputed += entry.session.minutes
      case .confirmed, .rejected: sum.confirmed += entry.session.countedMinutes
      }
      months[month] = sum
    }
    return months.values.sorted { $0.month > $1.month }
  }
}
