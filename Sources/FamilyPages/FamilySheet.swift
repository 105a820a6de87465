import LedgerCore
public import Pages

/// The page as paper: the blocks on the first sheet, the pictures on the second, so that one printed leaf holds all.
public struct FamilySheet: Sendable {
  let family: FamilyPage
  let words: FamilyWords

  /// - Parameter second: the language that stands below every text; none for a page in one language.
  public init(_ family: FamilyPage, in texts: FamilyTexts, over second: FamilyTexts? = nil) {
    self.family = family
    words = FamilyWords(texts: texts, second: second)
  }

  public var page: Page {
    let title = words.plain(.pageTitle)
    var page = Page(language: words.language, title: title, subtitle: subtitle)
    page.heading = words.label(.pageTitle)
    page.blocks =
      [.note(now)] + lists + [
        .columns([[dates], [goals]]),
        .paragraph(words.say([(.pageHelp, [.name: "\(family.coach)"]), (.pagePrivate, [:])])),
        .sheet([.section(words.label(.pagePictures), pictures)]),
      ]
    var made: [(TextKey, [TextPlace: Inline])] = [
      (.pageMade, [.name: "\(family.coach)", .day: "\(family.printed)"])
    ]
    if !family.codes.isEmpty {
      made.append((.pageCodes, [.name: .joined(family.codes.map { "\($0)" }, by: " · ")]))
    }
    page.footer = [words.tell(made)]
    return page
  }

  /// What comes in, what goes out and what was promised, without the rest of the page.
  public var lists: [Block] { [.trio([income], long: [expenses], [promises])] }

  private var subtitle: Inline {
    let line = words.say([(.pageMonth, [.month: "\(family.month)"]), (.pagePeople, [.number: "\(family.members)"])])
    return "\(strong: "\(family.family)") \(line)"
  }

  /// The sentence that counts most: what creditors may ask for.
  public var now: Inline {
    var sentences: [(TextKey, [TextPlace: Inline])]
    switch family.capacity {
    case .open: sentences = [(.nowOpen, [:])]
    case .suspended: sentences = [(.nowSuspended, [:])]
    case .assessed(let assessment):
      if assessment.amount == .zero {
        sentences = [(.nowNone, [:]), (.nowNoneReason, [:])]
      } else if assessment.left == .zero {
        sentences = [(.nowUsedUp, [:])]
      } else {
        sentences = [(.nowCapacity, [.amount: "\(assessment.left)"])]
      }
    }
    if family.unknowns > 0 { sentences.append((.nowUnknown, [.number: "\(family.unknowns)"])) }
    return words.say(sentences, isFirstStrong: true)
  }
}

extension Inline {
  static func joined(_ lines: [Inline], by separator: String) -> Inline {
    lines.enumerated().reduce("") { line, next in
      "\(line)\(Inline(next.offset == 0 ? "" : separator))\(next.element)"
    }
  }
}
