import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension Visit {
  /// What other bodies do for the same need, in sentences: of that a person is warned, and nothing is stopped.
  func overlaps(of household: ULID?, need: Slug, until: CivilDate? = nil) throws -> [Inline] {
    guard let household else { return [] }
    return try bookkeeper.overlaps(household: household, need: need, from: today, until: until, asking: actsFor())
      .map { try sentence($0) }
  }

  private func sentence(_ overlap: Overlap) throws -> Inline {
    let who: Inline = try overlap.body.map { .name(try bodyName($0)) } ?? say("The fund itself")
    return say(
      "\(who) helps with the same need: \(Inline(glossary.stream(overlap.kind))), \(band(overlap.amount)), from \(overlap.since) to \(overlap.until)"
    )
  }

  private func band(_ band: AmountBand) -> Inline {
    switch (band.above, band.through) {
    case (nil, let through?): say("up to \(through)")
    case (let above?, let through?): say("above \(above), up to \(through)")
    case (let above?, nil): say("above \(above)")
    case (nil, nil): say("any amount")
    }
  }

  /// Everything that other bodies do for the family and the viewer may know of, by need.
  func overlapSection(of household: ULID) throws -> [Block] {
    guard let body = try actsFor() else {
      return [
        .paragraph(say("You work for the fund itself: all its help stands on the timeline."))
      ]
    }
    let state: HouseholdState = try bookkeeper.state(StreamID("household", household))
    guard state.lets(body, see: .overlaps, on: today) else {
      return [.paragraph(say("The family lets \(try bodyName(body)) see no help of other bodies."))]
    }
    let needs = try Set(bookkeeper.governing().policy.purposes).union(["arrears", "service"])
    let found = try needs.sorted().flatMap { need in
      try overlaps(of: household, need: need).map { say("\(word(need, of: "purpose")): \($0)") }
    }
    return found.isEmpty ? [.paragraph(say("No other body helps with the same need now."))] : [.list(found)]
  }
}
