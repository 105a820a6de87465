import Coaching
import LedgerCore
import Pages

/// The first sheet: what comes in, what goes out, what we promise, the next dates, the goals.
extension FamilySheet {
  var income: Block {
    let rows = family.income.map { [cell($0), share(of: [$0])] }
    return part(.inTitle, .inColumn, rows, amounts: family.income.map(\.monthly), empty: .inNone)
  }

  /// One row for each sort of expense, with the family's own lines below it.
  var expenses: Block {
    var rows = ExpenseLine.Group.allCases.compactMap { group in
      row(group.key, family.expenses.filter { $0.group == group }.map(\.line))
    }
    if let envelopes = row(.groupPutBy, family.envelopes) { rows.append(envelopes) }
    let amounts = (family.expenses.map(\.line) + family.envelopes).map(\.monthly)
    return part(.outTitle, .outColumn, rows, amounts: amounts, empty: .outNone)
  }

  private func row(_ key: TextKey, _ lines: [FamilyPage.Line]) -> [Table.Cell]? {
    guard !lines.isEmpty else { return nil }
    let details = lines.map { line -> Inline in
      var parts: [Inline] = ["\(line.name)"]
      switch line.paid {
      case .unknown where lines.count > 1: parts.append(words.texts[.amountUnknown].filled([:]))
      case .amount(let paid) where lines.count > 1 && line.frequency == .monthly: parts.append("\(paid)")
      case .unknown, .amount: if let often = words.plainOften(line) { parts.append(often) }
      }
      return .joined(parts, by: ": ")
    }
    return [.inline(words.label(key).over(.joined(details, by: " · "))), share(of: lines)]
  }

  var promises: Block {
    let rows = family.promises.map { promise -> [Table.Cell] in
      var details: [(TextKey, [TextPlace: Inline])] = []
      if promise.isWithheld { details.append((.promiseWithheld, [:])) }
      if case .minutes = promise.share { details.append((.promiseHours, [:])) }
      if let next = promise.next { details.append((.datesNext, [.day: "\(next)"])) }
      if let until = promise.until { details.append((.promiseUntil, [.month: "\(until)"])) }
      if let left = promise.left { details.append((.promiseLeft, [.amount: "\(left)"])) }
      return [.inline(over("\(promise.creditor)", details)), cell(promise.share)]
    }
    let amounts = family.promises.compactMap { promise -> Told? in
      if case .money(let told) = promise.share { told } else { nil }
    }
    return part(.promiseTitle, .promiseColumn, rows, amounts: amounts, empty: .promiseNone)
  }

  var dates: Block {
    let rows = family.dates.map { date -> [Table.Cell] in
      switch date.occasion {
      case .meeting: [.day(date.day), .inline(words.stack(.datesMeeting))]
      case .instalment(let creditor, let told):
        [
          .day(date.day),
          .inline(
            words.stack(.datesInstalment) { [.name: "\(creditor)", .amount: FamilySheet.amount(told, in: $0)] }),
        ]
      }
    }
    var table = Table(
      caption: words.label(.datesTitle), columns: [.init(words.stack(.datesDay)), .init(words.stack(.datesWhat))],
      rows: rows)
    table.showsCaption = false
    let content: Block = rows.isEmpty ? .paragraph(words.stack(.datesNone)) : .table(table)
    return .section(words.label(.datesTitle), [content])
  }

  var goals: Block {
    let lines = family.goals.map { goal -> Inline in
      var details: [(TextKey, [TextPlace: Inline])] = []
      switch (goal.amount?.money, goal.saved?.money) {
      case (let amount?, let saved?): details.append((.goalSaved, [.saved: "\(saved)", .amount: "\(amount)"]))
      case (let amount?, nil): details.append((.goalAmount, [.amount: "\(amount)"]))
      case (nil, _): break
      }
      if let by = goal.by { details.append((.goalBy, [.month: "\(by)"])) }
      return over("\(strong: "\(goal.name)")", details)
    }
    let content: Block = lines.isEmpty ? .paragraph(words.stack(.goalNone)) : .list(lines)
    return .section(words.label(.goalTitle), [content])
  }
}

extension FamilySheet {
  /// One of the three blocks: names and their amounts in a month, with what they come to.
  private func part(
    _ title: TextKey, _ column: TextKey, _ rows: [[Table.Cell]], amounts: [Told], empty: TextKey
  ) -> Block {
    guard !rows.isEmpty else { return .section(words.label(title), [.paragraph(words.stack(empty))]) }
    var table = Table(
      caption: words.label(title),
      columns: [.init(words.stack(column)), .init(words.stack(.columnMonthly), isFigure: true)], rows: rows)
    table.showsCaption = false
    // A sum of nothing that is known would be a zero, and zero is not what is meant.
    if amounts.contains(where: { $0 != .unknown }) {
      let label: TextKey = amounts.contains(.unknown) ? .totalSoFar : .total
      table.totals = [.inline(words.label(label)), cell(.amount(FamilySheet.sum(amounts)))]
    }
    return .section(words.label(title), [.table(table)])
  }

  static func sum(_ amounts: [Told]) -> Money { amounts.compactMap(\.money).reduce(.zero, +) }

  /// What lines come to in a month; nothing where they come but once, for no month has a share of that.
  private func share(of lines: [FamilyPage.Line]) -> Table.Cell {
    if lines.allSatisfy({ $0.frequency == .once }) { return .none }
    let amounts = lines.map(\.monthly)
    return cell(amounts.allSatisfy { $0 == .unknown } ? .unknown : .amount(FamilySheet.sum(amounts)))
  }

  private func over(_ name: Inline, _ details: [(TextKey, [TextPlace: Inline])]) -> Inline {
    details.isEmpty ? name : name.over(words.say(details, by: " · "))
  }

  private func cell(_ line: FamilyPage.Line) -> Table.Cell {
    let name: Inline = "\(line.name)"
    return .inline(words.often(line).map { name.over($0) } ?? name)
  }

  private func cell(_ told: Told) -> Table.Cell { .inline(amount(told)) }

  private func amount(_ told: Told) -> Inline {
    switch told {
    case .amount(let money): "\(money)"
    case .unknown: words.label(.amountUnknown)
    }
  }

  private static func amount(_ told: Told, in texts: FamilyTexts) -> Inline {
    switch told {
    case .amount(let money): "\(money)"
    case .unknown: texts[.amountUnknown].filled([:])
    }
  }

  private func cell(_ share: FamilyPage.Promise.Share) -> Table.Cell {
    switch share {
    case .money(let told): cell(told)
    case .minutes(let minutes): .inline("\(minutes, as: .minutes)")
    case .waits: .inline(words.label(.promiseWaits))
    }
  }
}
