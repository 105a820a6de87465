import Bookkeeping
import LedgerCore
import LedgerViews

extension Report {
  func show(json: Bool) {
    if json {
      Console.data(self.json.prettyText)
    } else if rows.isEmpty {
      Console.note(empty.english)
    } else {
      Console.data(table)
    }
  }
}

extension Card {
  func show(json: Bool) {
    guard !json else { return Console.data(self.json.prettyText) }
    for line in shown { Console.data(line) }
  }
}

extension CardSheet {
  func show(json: Bool) {
    guard !json else { return Console.data(self.json.prettyText) }
    card.show(json: false)
    for part in parts where part.isInText {
      Console.data("")
      part.report.show(json: false)
    }
    for remark in remarks { Console.note(remark.english) }
  }
}
