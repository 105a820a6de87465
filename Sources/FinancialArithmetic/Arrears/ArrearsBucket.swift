/// How portfolios are grouped by counted days past due.
public enum ArrearsBucket: String, Codable, Hashable, Sendable, CaseIterable {
  case none = "0"
  case upTo30 = "1-30"
  case upTo60 = "31-60"
  case upTo90 = "61-90"
  case upTo180 = "91-180"
  case over180 = ">180"

  public init(days: Int) {
    switch days {
    case ...0: self = .none
    case ...30: self = .upTo30
    case ...60: self = .upTo60
    case ...90: self = .upTo90
    case ...180: self = .upTo180
    default: self = .over180
    }
  }
}
