import Coaching
import LedgerCore
import Pages

/// Says the page's texts: in the family's language and, on a bilingual page, in the second one below.
struct FamilyWords {
  let texts: FamilyTexts
  let second: FamilyTexts?

  var language: Language { texts.language }

  /// A heading or a label, in both languages on one line.
  func label(_ key: TextKey, _ values: (FamilyTexts) -> [TextPlace: Inline] = { _ in [:] }) -> Inline {
    beside { $0[key].filled(values($0)) }
  }

  /// A short text with the second language below it.
  func stack(_ key: TextKey, _ values: (FamilyTexts) -> [TextPlace: Inline] = { _ in [:] }) -> Inline {
    over { $0[key].filled(values($0)) }
  }

  /// Sentences, with those of the second language below them.
  func say(
    _ sentences: [(TextKey, [TextPlace: Inline])], by separator: String = " ", isFirstStrong: Bool = false
  ) -> Inline {
    over { texts in
      let lines = sentences.enumerated().map { index, sentence -> Inline in
        let line = texts[sentence.0].filled(sentence.1)
        return isFirstStrong && index == 0 ? "\(strong: line)" : line
      }
      return .joined(lines, by: separator)
    }
  }

  /// Sentences, with those of the second language after them.
  func tell(_ sentences: [(TextKey, [TextPlace: Inline])]) -> Inline {
    beside { texts in .joined(sentences.map { texts[$0.0].filled($0.1) }, by: " ") }
  }

  /// The text in the family's language alone, as words.
  func plain(_ key: TextKey, _ values: [TextPlace: Inline] = [:]) -> String {
    texts[key].filled(values).text(in: language)
  }

  private func over(_ line: (FamilyTexts) -> Inline) -> Inline {
    second.map { line(texts).over(line($0), in: $0.language) } ?? line(texts)
  }

  private func beside(_ line: (FamilyTexts) -> Inline) -> Inline {
    second.map { line(texts).beside(line($0), in: $0.language) } ?? line(texts)
  }

  /// `1,300.00 €, every month, twice in December`; nil where the month's share says it all.
  func often(_ line: FamilyPage.Line) -> Inline? {
    guard plainOften(line) != nil else { return nil }
    return over { FamilyWords.often(line, in: $0) ?? "" }
  }

  /// The same in the family's language alone.
  func plainOften(_ line: FamilyPage.Line) -> Inline? { FamilyWords.often(line, in: texts) }

  private static func often(_ line: FamilyPage.Line, in texts: FamilyTexts) -> Inline? {
    guard case .amount(let paid) = line.paid, let often = words(line.frequency, in: texts) else { return nil }
    return texts[.amountOften].filled([.amount: "\(paid)", .often: often])
  }

  private static func words(_ frequency: Frequency, in texts: FamilyTexts) -> Inline? {
    let key: TextKey
    switch frequency {
    case .weekly: key = .oftenWeekly
    case .fortnightly: key = .oftenFortnightly
    case .fourWeekly: key = .oftenFourWeekly
    case .monthly: return nil
    case .twoMonthly: key = .oftenTwoMonthly
    case .quarterly: key = .oftenQuarterly
    case .halfYearly: key = .oftenHalfYearly
    case .yearly: key = .oftenYearly
    case .thirteenSalaries: key = .oftenThirteen
    case .fourteenSalaries: key = .oftenFourteen
    case .once: key = .oftenOnce
    case .months(let months):
      let comma = texts.language.direction == .rightToLeft ? "، " : ", "
      let names = months.map(texts.language.writeName).joined(separator: comma)
      return texts[.oftenMonths].filled([.month: Inline(names)])
    }
    return texts[key].filled([:])
  }
}

extension ExpenseLine.Group {
  var key: TextKey {
    switch self {
    case .home: .groupHome
    case .utilities: .groupUtilities
    case .food: .groupFood
    case .health: .groupHealth
    case .transport: .groupTransport
    case .school: .groupSchool
    case .phone: .groupPhone
    case .clothing: .groupClothing
    case .children: .groupChildren
    case .leisure: .groupLeisure
    case .other: .groupOther
    }
  }
}
