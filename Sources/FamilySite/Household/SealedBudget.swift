import Bookkeeping
import Coaching
import FamilyPages
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// A budget as it was sealed, in the family's language.
enum SealedBudget {
  static func blocks(_ record: Fingerprint, _ family: OwnFamily) throws -> [Block] {
    guard let texts = FamilyTexts(tag: family.visit.language.tag) else { return [] }
    let reader = try FamilyPageReader(family.visit.bookkeeper, family.id, sealed: record)
    return FamilySheet(try reader.page(meeting: nil), in: texts).lists
  }
}
