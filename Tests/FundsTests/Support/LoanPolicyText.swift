import LedgerCore

/// The policy's part about loans, as the tests need it.
enum LoanPolicyText {
  private static func pack(
    _ name: String, most: Int, months: Int, rate: String, needs: [String] = [], real: Bool = false, plan: Bool = false,
    tutor: Bool = false, fee: Int = 0
  ) -> JSON {
    .object([
      "businessPlan": .bool(plan), "maximumAmount": .integer(most), "maximumFee": .integer(fee),
      "maximumMonths": .integer(months), "maximumRatePercent": .string(rate), "name": .string(name),
      "needs": .array(needs.map { .string($0) }), "realSecurity": .bool(real), "source": "D.M. 176/2014",
      "tutoring": .bool(tutor),
    ])
  }

  static let section: JSON = .object([
    "accelerationAfterDays": 60, "accelerationNoticeDays": 15,
    "costs": [["nature": "reminder", "upTo": 500], ["nature": "legal", "upTo": 20_000]], "graceDays": 0,
    "packs": .array([
      pack("community", most: 500_000, months: 60, rate: "0"),
      pack("entrepreneurial", most: 7_500_000, months: 120, rate: "8", real: true, plan: true, tutor: true, fee: 5_000),
      pack("social", most: 1_000_000, months: 60, rate: "12", needs: ["arrears", "rent-deposit"], fee: 10_000),
    ]), "reschedulePersons": 2,
    "usury": [
      [
        "from": "2026-01-01", "percent": "18", "source": "Banca d'Italia, first half of 2026",
        "through": "2026-06-30",
      ]
    ], "watchInstalments": 6,
  ])
}
