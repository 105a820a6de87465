import Funds
import LedgerCore
import MastroWeb
import Pages

extension FormReader {
  /// `FUND/RESTRICTION`, as the page offers it.
  func purse(_ name: String) -> Restriction? {
    guard let purse = optionalPurse(name) else {
      fault(name, "Choose one of these")
      return nil
    }
    return purse
  }

  func optionalPurse(_ name: String) -> Restriction? {
    guard let text = optionalText(name, most: 130) else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let fund = Slug(parts[0]), let restriction = Slug(parts[1]) else {
      fault(name, "Choose one of these")
      return nil
    }
    return Restriction(fund: fund, name: restriction)
  }

  func optionalID(_ name: String) -> ULID? { isGiven(name) ? id(name) : nil }
}

extension FormReader {
  /// Several short names of those that the page offers.
  func slugs(_ name: String) -> [Slug] {
    Set(choices(name, SlugText.self).map(\.slug)).sorted()
  }
}

/// A short name as a value of a form.
private struct SlugText: RawRepresentable {
  let slug: Slug

  init?(rawValue: String) {
    guard let slug = Slug(rawValue) else { return nil }
    self.slug = slug
  }

  var rawValue: String { slug.text }
}
