import Foundation

/// One measured figure: what was done, how fast, and the limit measured in the same run that it is held against.
struct Figure: Encodable {
  let name: String
  let value: Double
  let unit: String
  var limitName: String?
  var limit: Double?
  var ratio: Double?
  var target: String?
  var note: String?

  func print() {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return }
    FileHandle.standardOutput.write(data + Data("\n".utf8))
  }
}

/// Seconds that work takes on the wall.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  return inSeconds(try clock.measure(work))
}

func inSeconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

/// The value below which `percent` of the samples lie.
func percentile(_ percent: Int, of samples: [Double]) -> Double {
  let sorted = samples.sorted()
  return sorted[min(sorted.count - 1, sorted.count * percent / 100)]
}

/// Milliseconds with two digits, for notes.
func milliseconds(_ seconds: Double) -> Double { (seconds * 1e5).rounded() / 100 }

func median(_ samples: [Double]) -> Double { samples.sorted()[samples.count / 2] }

/// Runs `body` for every part of `count` on all cores.
func onAllCores(_ count: Int, _ body: @Sendable (Range<Int>) -> Void) {
  let cores = ProcessInfo.processInfo.activeProcessorCount
  let part = (count + cores - 1) / cores
  DispatchQueue.concurrentPerform(iterations: cores) { core in
    body(min(core * part, count)..<min((core + 1) * part, count))
  }
}

/// Peak resident memory of this process in megabytes.
func peakMegabytes() -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0
  return kilobytes / 1024
}
