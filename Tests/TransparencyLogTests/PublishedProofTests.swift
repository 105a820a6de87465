import Foundation
import Sodium
import Testing
import TransparencyLog

/// The proof vectors which transparency log implementations share.
@Suite(.enabled(if: VectorData.isPresent, Comment(rawValue: VectorData.reason)))
struct PublishedProofTests {
  @Test func `every inclusion vector is accepted or refused as published`() throws {
    let files = try VectorData.jsonFiles(under: "merkle/inclusion")
    #expect(files.count == 49)
    var accepted = 0
    for file in files {
      let vector = try VectorData.decode(InclusionVector.self, from: file)
      let verdict = Verdict(of: vector.verify)
      #expect(verdict.isAccepted == !vector.wantErr, "\(file): \(vector.desc): \(verdict)")
      #expect(verdict != .failedOtherwise, "\(file)")
      if verdict.isAccepted { accepted += 1 }
    }
    #expect(accepted == 3)
  }

  @Test func `every consistency vector is accepted or refused as published`() throws {
    let files = try VectorData.jsonFiles(under: "merkle/consistency")
    #expect(files.count == 49)
    var accepted = 0
    for file in files {
      let vector = try VectorData.decode(ConsistencyVector.self, from: file)
      let verdict = Verdict(of: vector.verify)
      #expect(verdict.isAccepted == !vector.wantErr, "\(file): \(vector.desc): \(verdict)")
      #expect(verdict != .failedOtherwise, "\(file)")
      if verdict.isAccepted { accepted += 1 }
    }
    #expect(accepted == 4)
  }
}

private enum Verdict: Equatable {
  case accepted
  case refused(ProofError)
  /// A root or hash that is not 32 bytes long, or a size beyond 2^63 − 1, which our types cannot even hold.
  case unrepresentable
  case failedOtherwise

  init(of work: () throws -> Void) {
    do {
      try work()
      self = .accepted
    } catch let error as ProofError {
      self = .refused(error)
    } catch is Unrepresentable {
      self = .unrepresentable
    } catch {
      self = .failedOtherwise
    }
  }

  var isAccepted: Bool { self == .accepted }
}

private struct Unrepresentable: Error {}

private func digest(_ text: String) throws -> Digest {
  guard let digest = Digest(base64: text) else { throw Unrepresentable() }
  return digest
}

private func number(_ value: UInt64) throws -> Int {
  guard let number = Int(exactly: value) else { throw Unrepresentable() }
  return number
}

private struct InclusionVector: Decodable {
  let leafIdx: UInt64
  let treeSize: UInt64
  let root: String
  let leafHash: String
  let proof: [String]?
  let desc: String
  let wantErr: Bool

  func verify() throws {
    let path = try (proof ?? []).map { try digest($0) }
    try InclusionProof(index: number(leafIdx), size: number(treeSize), path: path)
      .verify(leaf: digest(leafHash), root: digest(root))
  }
}

private struct ConsistencyVector: Decodable {
  let size1: UInt64
  let size2: UInt64
  let root1: String
  let root2: String
  let proof: [String]?
  let desc: String
  let wantErr: Bool

  func verify() throws {
    let old = TreeHead(size: try number(size1), root: try digest(root1))
    let new = TreeHead(size: try number(size2), root: try digest(root2))
    let path = try (proof ?? []).map { try digest($0) }
    try ConsistencyProof(oldSize: old.size, newSize: new.size, path: path).verify(from: old, to: new)
  }
}

extension VectorData {
  /// The paths of all JSON files in a folder and its subfolders.
  static func jsonFiles(under path: String) throws -> [String] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try FileManager.default.subpathsOfDirectory(atPath: folder.appendingPathComponent(path).path)
      .filter { $0.hasSuffix(".json") }
      .sorted()
      .map { "\(path)/\($0)" }
  }
}
