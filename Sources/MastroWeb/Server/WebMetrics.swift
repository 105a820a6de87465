import HTTPTypes
import LedgerCore
import Synchronization

/// Counts requests and how long they took, by route and never by what was asked for.
final class WebMetrics: Sendable {
  /// One request that was answered.
  struct Visit: Sendable {
    let method: String
    /// The route's pattern, such as `/grants/{id}`.
    let route: String
    let status: Int
    let milliseconds: Double
    let bytes: Int
  }

  private struct Place: Hashable {
    let method: String
    let route: String
  }

  private struct Histogram {
    var counts = [Int](repeating: 0, count: WebMetrics.bounds.count + 1)
    var sum = 0.0
  }

  private struct Row {
    var statuses: [Int: Int] = [:]
    var durations = Histogram()
  }

  private struct State {
    var inside = 0
    var rows: [Place: Row] = [:]
  }

  /// Upper bounds in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let state = Mutex(State())

  /// Methods that we do not know count as one, so that nobody can make us count without end.
  static func name(of method: HTTPRequest.Method) -> String { method.isKnown ? method.rawValue : "other" }

  func begin() { state.withLock { $0.inside += 1 } }

  func end(_ visit: Visit) {
    let seconds = visit.milliseconds / 1_000
    let place = Place(method: visit.method, route: visit.route)
    let bucket = WebMetrics.bounds.firstIndex { seconds <= $0 } ?? WebMetrics.bounds.count
    func count(_ row: inout Row) {
      row.statuses[visit.status, default: 0] += 1
      row.durations.counts[bucket] += 1
      row.durations.sum += seconds
    }
    state.withLock { state in
      state.inside -= 1
      count(&state.rows[place, default: Row()])
    }
  }

  /// Text in Prometheus' exposition format 0.0.4.
  func text(with gauges: [(name: String, help: String, type: String, value: Int)]) -> String {
    let state = state.withLock { $0 }
    var lines = ["# HELP mastro_requests_total Requests that were answered.", "# TYPE mastro_requests_total counter"]
    let rows = state.rows.sorted { ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method) }
    for (place, row) in rows {
      for (status, count) in row.statuses.sorted(by: { $0.key < $1.key }) {
        lines.append("mastro_requests_total{\(labels(place)),status=\"\(status)\"} \(count)")
      }
    }
    lines += [
      "# HELP mastro_request_seconds Time until a request was answered.", "# TYPE mastro_request_seconds histogram",
    ]
    for (place, row) in rows {
      let histogram = row.durations
      var sum = 0
      for (bound, count) in zip(WebMetrics.bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
        sum += count
        lines.append("mastro_request_seconds_bucket{\(labels(place)),le=\"\(bound)\"} \(sum)")
      }
      lines.append("mastro_request_seconds_sum{\(labels(place))} \(histogram.sum)")
      lines.append("mastro_request_seconds_count{\(labels(place))} \(sum)")
    }
    let inside = (
      name: "mastro_requests_open", help: "Requests that are being answered.", type: "gauge", value: state.inside
    )
    for gauge in [inside] + gauges {
      lines += [
        "# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) \(gauge.type)", "\(gauge.name) \(gauge.value)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func labels(_ place: Place) -> String { "method=\"\(place.method)\",route=\"\(place.route)\"" }
}
