import Foundation
import LedgerCore

/// `mastro serve` as programs meet it, at 64 connections.
final class WebFigures {
  private let workshop: Workshop
  private let server: ServerProcess
  private let load: LoadGenerator
  private let other: Workshop
  private var number = 400_000_000

  /// - Parameter other: a ledger without a server, for batches.
  init(_ workshop: Workshop, beside other: Workshop) throws {
    self.workshop = workshop
    self.other = other
    server = try ServerProcess.mastro(workshop.folder)
    load = LoadGenerator(port: server.port)
  }

  func run() throws {
    defer { server.stop() }
    let token = try server.signIn(workshop.treasurer)
    try submissions()
    try reads(token)
    try memory()
  }

  /// What is read: the newest entries in a disorder of their own, as people look at what has just happened.
  private func questions(_ token: String) throws -> [(name: String, [[UInt8]])] {
    let size = try server.logSize()
    let entries = (0..<1_000).map { number in
      request(
        "GET", "/api/v1/entries/\(size - 1 - number * 7_919 % 1_000)", port: server.port, token: token)
    }
    return [
      ("GET /api/v1/head", [request("GET", "/api/v1/head", port: server.port)]),
      ("GET a full tile of hashes", [request("GET", "/tile/0/000", port: server.port)]),
      ("GET one of the newest 1,000 entries with its proof", entries),
    ]
  }

  /// Small reads against a route of the bare framework, in turn.
  private func reads(_ token: String) throws {
    let bare = try ServerProcess.bare()
    defer { bare.stop() }
    let limit = LoadGenerator(port: bare.port)
    let plain = request("GET", "/bare", port: bare.port)
    for (name, questions) in try questions(token) {
      var ours: [Double] = []
      var theirs: [Double] = []
      var waits: [Double] = []
      var bareWaits: [Double] = []
      for _ in 0..<5 {
        let outcome = try load.run(10_000, expecting: 200) { questions[$0 % questions.count] }
        ours.append(outcome.rate)
        waits += outcome.waits
        let bareOutcome = try limit.run(10_000, expecting: 200) { _ in plain }
        theirs.append(bareOutcome.rate)
        bareWaits += bareOutcome.waits
      }
      Figure(
        name: "\(name), 64 connections", value: median(ours), unit: "requests/s",
        limitName: "a bare Hummingbird route", limit: median(theirs), ratio: median(ours) / median(theirs),
        target: ">= 0.5",
        note:
          "p99 \(milliseconds(percentile(99, of: waits))) ms, bare \(milliseconds(percentile(99, of: bareWaits))) ms"
      ).print()
    }
  }

  /// Questions that carry one signed entry each.
  private func questions(_ count: Int, _ token: String) throws -> [[UInt8]] {
    defer { number += count }
    return try workshop.envelopes(count, from: number).map { envelope in
      let body = Array("{\"envelopes\":[".utf8) + envelope.bytes + Array("]}".utf8)
      return request("POST", "/api/v1/submissions", port: server.port, token: token, json: body)
    }
  }

  private func submissions() throws {
    // A program's session may send 60,000 a minute, more than are sent here.
    let token = try server.signIn(workshop.treasurer)
    var batches: [Double] = []
    var singles: [Double] = []
    var waits: [Double] = []
    for _ in 0..<5 {
      let batch = try other.envelopes(10_000, from: number)
      batches.append(Double(batch.count) / (try seconds { try appendBatches(batch, to: other) }))
      let questions = try questions(10_000, token)
      let outcome = try load.run(questions.count, expecting: 201) { questions[$0] }
      singles.append(outcome.rate)
      waits += outcome.waits
    }
    Figure(
      name: "signed submissions over HTTP, 64 connections", value: median(singles), unit: "entries/s",
      limitName: "batch append of signed entries", limit: median(batches), ratio: median(singles) / median(batches),
      target: ">= 0.5", note: "one entry each, on disk when answered; p99 \(milliseconds(percentile(99, of: waits))) ms"
    ).print()
  }

  /// A hundred requests a second for an hour, as fast as they are answered: nineteen reads for every entry.
  private func memory() throws {
    let token = try server.signIn(workshop.treasurer)
    var sizes: [Double] = []
    for _ in 0..<6 {
      let questions = try questions(3_000, token)
      let question = request("GET", "/api/v1/head", port: server.port)
      _ = try load.run(60_000, expecting: 200) { _ in question }
      _ = try load.run(questions.count, expecting: 201) { questions[$0] }
      sizes.append(server.megabytes)
    }
    Figure(
      name: "memory of the server after 378,000 requests", value: sizes[5], unit: "MB",
      limitName: "after the first sixth of them", limit: sizes[0], ratio: sizes[5] / sizes[0], target: "flat",
      note: sizes.map { "\(Int($0))" }.joined(separator: ", ")
    ).print()
  }
}
