public import LedgerCore

/// Drafts for people whose keys are not in this process.
extension Bookkeeper {
  /// The draft of the first request that is not signed yet; nil when all are.
  ///
  /// An entry signs the hash of its predecessor's envelope, so a person with several requests signs one, and only then
  /// the next can be drafted. Each of those already signed must state what its request states, and must still be admitted:
  /// where somebody was faster the refusal is a conflict, and the person begins again with the first.
  /// - Parameter signer: the key that will sign, so that the rules about keys are asked, too.
  public func draftNext(
    _ requests: [EntryRequest], signed: [SignedEntry] = [], signer: KeyID? = nil
  ) throws -> Draft? {
    guard (1...Ledger.largestSubmission).contains(requests.count) else {
      throw SubmissionRefusals.size(["most": Ledger.largestSubmission, "count": requests.count])
    }
    guard signed.count <= requests.count else {
      throw SubmissionRefusals.draftDiffers(["entry": signed[requests.count].entry.id])
    }
    for (request, signed) in zip(requests, signed) where !request.isStated(by: signed.entry) {
      throw SubmissionRefusals.draftDiffers(["entry": signed.entry.id])
    }
    return try ledger.draftNext(requests, signed: signed, recorded: surroundings.now, signer: signer)
  }
}

extension EntryRequest {
  /// True where an entry says exactly what was requested; the rest of it is the ledger's.
  fileprivate func isStated(by entry: Entry) -> Bool {
    let header = entry.header
    return header.id == id && header.kind == kind && header.stream == stream && header.actor == actor
      && header.role == role && header.onBehalfOf == onBehalfOf && header.effective == effective && entry.body == body
  }
}
