import LedgerCore

/// Rate and caps against the policy, or against the council's regulation that the terms name.
enum ServiceTermsRules {
  static let regulationMissing = RefusalCode(
    "service.regulation-missing", "a tax is repaid by hours only under a regulation of the council",
    hint: "name one of the policy's regulations with --regulation; `mastro policy show` lists them")
  static let regulationUnknown = RefusalCode(
    "service.regulation-unknown", "the policy knows no regulation {regulation}; it knows {known}",
    hint: "`mastro policy show` lists them; a new policy can add one", .notFound)
  static let otherRate = RefusalCode(
    "service.other-rate", "{rate} an hour is not the {allowed} that is laid down in: {source}",
    hint: "set the rate that is laid down; everybody's hour is worth the same")
  static let aboveCap = RefusalCode(
    "service.above-cap", "the cap {cap} is above the {allowed} that is laid down in: {source}",
    hint: "set a smaller cap")

  static let refusals = [regulationMissing, regulationUnknown, otherRate, aboveCap]

  static func check(_ terms: ServiceTerms, _ context: Admission) throws(Refusal) {
    let policy = try context.section(\.service, "service")
    var laidDown = (policy.hourlyRate, policy.monthlyCap, policy.totalCap, policy.source)
    if let name = terms.regulation {
      guard let regulation = policy.regulation(named: name) else {
        let known = policy.regulations.map(\.name.text).joined(separator: ", ")
        throw regulationUnknown(["regulation": name, "known": known.isEmpty ? "none" : known])
      }
      laidDown = (regulation.hourlyRate, regulation.monthlyCap, regulation.totalCap, regulation.source)
    } else if terms.debt.nature == .tax {
      throw regulationMissing()
    }
    let (rate, monthly, total, source) = laidDown
    guard terms.hourlyRate == rate else {
      throw otherRate(["rate": terms.hourlyRate, "allowed": rate, "source": source])
    }
    for (cap, allowed) in [(terms.monthlyCap, monthly), (terms.totalCap, total)] {
      try context.requirePositive(cap)
      guard cap <= allowed else { throw aboveCap(["cap": cap, "allowed": allowed, "source": source]) }
    }
  }
}
