import LedgerCore

/// Instalments for which a family's capacity is asked: a new promise, or one that takes the place of another.
struct InstalmentOffer {
  let household: ULID
  let instalments: MonthlyInstalments
  /// What the same instrument has promised up to now, and its instalments that fall away.
  var promise = InstalmentPromise()
  var replaced = MonthlyInstalments()
  /// True where persons of the committee stand in for an assessment.
  var isOverridden = false
  /// The body that offers.
  var body: Slug?
  /// What that body has reserved for the offer.
  var reservation: ULID?

  /// What the family would pay a month more than now, in the heaviest month.
  var added: Money { instalments.heaviest - promise.monthly }
}

/// On whose strength something more is promised.
struct CapacityGrounds {
  let assessment: ULID?
  /// The reservation that the promise uses up.
  let reservation: ULID?

  /// Of what adds nothing, and where nobody has assessed.
  static let none = CapacityGrounds(assessment: nil, reservation: nil)
}
