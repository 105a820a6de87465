import LedgerCore

/// Why an offer does not fit what a family can promise.
enum Capacity {
  static let exceeded = RefusalCode(
    "capacity.exceeded", "{wanted} {span} is above the {left} that household {household} can still promise",
    hint: "offer a smaller instalment or hours of service, or ask the educator to assess again")
  static let stale = RefusalCode(
    "capacity.stale", "the assessment of {assessed} is older than the {days} days that the policy allows",
    hint: "the educator assesses again before anything new is promised")
  static let suspended = RefusalCode(
    "capacity.suspended", "the capacity of household {household} is suspended after a change of circumstances",
    hint: "the educator assesses again; nothing new is promised until then")
  static let notAssessed = RefusalCode(
    "capacity.not-assessed", "nobody has assessed what household {household} can promise",
    hint: "ask an educator; the policy lets {persons} persons of the committee stand in with --override (0: nobody)")
  static let overrideNeedless = RefusalCode(
    "capacity.override-not-allowed", "household {household} was assessed on {assessed}, so nobody overrides it",
    hint: "leave --override out; the educator's figure binds")
  static let otherAssessment = RefusalCode(
    "capacity.other-assessment", "the assessment that binds household {household} is {assessment}",
    hint: "name it with --assessment")
  static let reservationUnknown = RefusalCode(
    "capacity.reservation-unknown", "nothing is reserved for household {household} under {reservation}",
    hint: "`mastro capacity show` lists what is reserved; leave --reservation out to offer without one", .notFound)
  static let reservationUsed = RefusalCode(
    "capacity.reservation-used", "the reservation {reservation} stands behind another promise already",
    hint: "leave --reservation out, or reserve again with `mastro capacity reserve`")
  static let reservationNotTheirs = RefusalCode(
    "capacity.reservation-not-theirs", "the reservation {reservation} is kept for {body}",
    hint: "offer on behalf of that body: --on-behalf-of {body}")
  static let reservationExpired = RefusalCode(
    "capacity.reservation-expired", "the reservation {reservation} ended on {through}",
    hint: "reserve again with `mastro capacity reserve`, and name the new reservation")

  static let all = [
    exceeded, stale, suspended, notAssessed, overrideNeedless, otherAssessment, reservationUnknown, reservationUsed,
    reservationNotTheirs, reservationExpired,
  ]
}
