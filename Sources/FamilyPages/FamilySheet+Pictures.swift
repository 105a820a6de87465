import Coaching
import LedgerCore
import Pages

/// The second sheet: four pictures, each with its table beside it.
///
/// In a language that runs from right to left the pictures run so too, time included, as the tables beside them do; the
/// figures in them stay as they are.
extension FamilySheet {
  var pictures: [Block] { [capacityPicture, cashPicture, comparisonPicture, sharesPicture] }

  private struct Step {
    let key: TextKey
    var amount: Money
    var isLevel = false
  }

  private var capacityPicture: Block {
    guard case .assessed(let assessment) = family.capacity, let terms = assessment.terms else {
      return missing(.capacityTitle, .nowOpen)
    }
    let steps = FamilySheet.steps(assessment, terms)
    var sentences: [(TextKey, [TextPlace: Inline])] =
      assessment.amount == .zero ? [(.nowNone, [:])] : [(.capacitySome, [.amount: "\(assessment.amount)"])]
    if terms.isFloor { sentences.append((.capacityFloor, [.amount: "\(terms.living)"])) }
    let levels = Set(steps.indices.filter { steps[$0].isLevel })
    return picture(
      .waterfall(levels: levels), .capacityTitle, sentences,
      categories: .names(steps.map { words.plain($0.key) }),
      series: [.init(words.plain(.columnAmount), steps.map(\.amount.cents))],
      columns: [.capacityColumn, .columnAmount],
      rows: steps.map { [.inline(words.label($0.key)), figure($0.amount, isStrong: $0.isLevel)] })
  }

  /// From the income to the capacity, without a step of nothing and without a capacity of nothing.
  private static func steps(_ assessment: FamilyPage.Assessment, _ terms: FamilyPage.Terms) -> [Step] {
    var steps = [
      Step(key: .stepIncome, amount: terms.income, isLevel: true), Step(key: .stepLiving, amount: -terms.living),
      Step(key: .stepBenefit, amount: terms.benefits), Step(key: .stepRunning, amount: -terms.running),
    ]
    let rest = steps.map(\.amount).reduce(.zero, +)
    if rest > .zero {
      steps.append(Step(key: .stepSaving, amount: -terms.savings))
      let careful = rest - terms.savings - assessment.amount
      if careful.magnitude <= roundingCents {
        steps[1].amount -= careful
      } else {
        steps.append(Step(key: .stepCareful, amount: -careful))
      }
    }
    if assessment.amount > .zero {
      steps.append(Step(key: .stepCapacity, amount: assessment.amount, isLevel: true))
    } else if rest < .zero {
      steps.append(Step(key: .stepMissing, amount: rest, isLevel: true))
    }
    return steps.filter { $0.amount != .zero }
  }

  /// What exact terms may differ by when each is written in cents: it goes into the largest one.
  private static let roundingCents = Money(cents: 3)

  private var cashPicture: Block {
    guard let lowest = family.cash.min(by: { $0.balance < $1.balance }) else { return missing(.cashTitle, .cashNone) }
    var sentences: [(TextKey, [TextPlace: Inline])] = []
    let below = family.cash.first { $0.balance < .zero }
    if let below {
      sentences.append((.cashBelow, [.month: "\(below.month)", .amount: "\(below.balance.magnitude)"]))
    }
    if below != lowest {
      sentences.append((.cashLowest, [.month: "\(lowest.month)", .amount: "\(lowest.balance)"]))
    }
    return picture(
      .lines, .cashTitle, sentences, categories: .months(family.cash.map(\.month.firstDay)),
      series: [.init(words.plain(.cashColumn), family.cash.map(\.balance.cents))],
      columns: [.columnMonth, .cashColumn],
      rows: family.cash.map { [.inline("\($0.month)"), figure($0.balance, isStrong: $0 == lowest)] },
      marksLowest: true)
  }

  private var comparisonPicture: Block {
    guard let comparison = family.comparison, !comparison.rows.isEmpty else {
      return missing(.actualTitle, .actualNone)
    }
    let rows = comparison.shortened.rows
    return picture(
      .bars, .actualTitle, [(.actualMonth, [.month: "\(comparison.month)"])],
      categories: .names(rows.map { words.plain($0.subject.key) }),
      series: [
        .init(words.plain(.columnPlanned), rows.map(\.planned.cents)),
        .init(words.plain(.columnHappened), rows.map(\.happened.cents)),
      ], columns: [.actualColumn, .columnPlanned, .columnHappened, .columnDifference],
      rows: rows.map { row in
        [
          .inline(words.label(row.subject.key)), figure(row.planned), figure(row.happened),
          figure(row.happened - row.planned),
        ]
      })
  }

  private var sharesPicture: Block {
    guard case .assessed(let assessment) = family.capacity, assessment.amount > .zero, !assessment.shares.isEmpty else {
      return missing(.sharesTitle, .sharesNone)
    }
    let free = assessment.left
    let names = assessment.shares.map(\.creditor) + (free > .zero ? [words.plain(.sharesFree)] : [])
    let amounts = assessment.shares.map(\.amount) + (free > .zero ? [free] : [])
    var rows = assessment.shares.map { share -> [Table.Cell] in [.text(share.creditor), figure(share.amount)] }
    if free > .zero { rows.append([.inline(words.label(.sharesFree)), figure(free)]) }
    return picture(
      .bars, .sharesTitle, [(.sharesSome, [.amount: "\(assessment.amount)"])], categories: .names(names),
      series: [.init(words.plain(.columnMonthly), amounts.map(\.cents))], columns: [.promiseColumn, .columnMonthly],
      rows: rows)
  }

  private func figure(_ amount: Money, isStrong: Bool = false) -> Table.Cell {
    .inline(isStrong ? "\(strong: "\(amount)")" : "\(amount)")
  }

  /// Why a picture is not there.
  private func missing(_ title: TextKey, _ reason: TextKey) -> Block {
    .section(words.label(title), [.paragraph(words.stack(reason))])
  }

  private func picture(
    _ form: Diagram.Form, _ title: TextKey, _ sentences: [(TextKey, [TextPlace: Inline])],
    categories: Diagram.Categories, series: [Diagram.Series], columns: [TextKey], rows: [[Table.Cell]],
    marksLowest: Bool = false
  ) -> Block {
    let remark = words.say(sentences)
    var diagram = Diagram(
      form, title: words.plain(title), summary: remark.text(in: words.language), categories: categories,
      categoryTitle: words.plain(columns[0]), series: series, quantity: .euro, size: .half, marksLowest: marksLowest,
      showsTable: true)
    diagram.isCompact = true
    diagram.hasTableBeside = true
    diagram.caption = words.label(title)
    diagram.remark = remark
    diagram.table = Table(
      caption: words.label(title),
      columns: columns.enumerated().map { .init(words.stack($0.element), isFigure: $0.offset > 0) }, rows: rows)
    return .diagram(diagram)
  }
}

extension FamilyPage.Comparison {
  /// As many sorts of expense as a picture has room for: the largest, and the rest together.
  static let mostExpenses = 4

  var shortened: FamilyPage.Comparison {
    let expenses = rows.filter(\.isExpense).sorted { $0.planned > $1.planned }
    guard expenses.count > Self.mostExpenses else { return self }
    let kept = Set(expenses.prefix(Self.mostExpenses - 1))
    let folded = rows.filter { ($0.isExpense && !kept.contains($0)) || $0.subject == .rest }
    let rest = Row(
      .rest, planned: folded.map(\.planned).reduce(.zero, +), happened: folded.map(\.happened).reduce(.zero, +))
    let others = rows.filter { !folded.contains($0) }
    let promises = others.filter { $0.subject == .promises }
    return FamilyPage.Comparison(month: month, rows: others.filter { $0.subject != .promises } + [rest] + promises)
  }
}

extension FamilyPage.Comparison.Row {
  fileprivate var isExpense: Bool {
    switch subject {
    case .expense: true
    case .income, .promises, .rest: false
    }
  }
}

extension FamilyPage.Comparison.Subject {
  var key: TextKey {
    switch self {
    case .income: .inTitle
    case .expense(let group): group.key
    case .promises: .promiseTitle
    case .rest: .actualRest
    }
  }
}
