import LedgerCore
import MastroWeb
import Pages
import Sodium

/// Documents that stay outside the ledger: only their digest is recorded, so that they can be held against it later.
extension Visit {
  /// What a hidden field's name ends with that holds the digest of a document which was sent already.
  static let readSuffix = "-read"
  static let accepted = ".pdf,.jpg,.jpeg,.png,.txt,.p7m"

  /// Digests of the documents that were sent, so that nobody has to choose them again where something else was wrong.
  var readDocuments: [(name: String, value: String)] {
    guard let submitted else { return [] }
    let sent = submitted.files.filter { !$0.value.bytes.isEmpty }
      .map { (name: $0.key + Visit.readSuffix, value: Fingerprint(SHA256.hash($0.value.bytes)).description) }
    let before = submitted.values.keys.filter { $0.hasSuffix(Visit.readSuffix) && !submitted.text($0).isEmpty }
      .filter { name in !sent.contains { $0.name == name } }.map { (name: $0, value: submitted.text($0)) }
    return (sent + before).sorted { $0.name < $1.name }
  }

  /// A document of which the digest is recorded.
  func documentField(_ name: String, _ label: Phrase, isRequired: Bool = true) -> Form.Item {
    let isRead = readDocuments.contains { $0.name == name + Visit.readSuffix }
    return .field(
      field(
        name, label, .file(accept: Visit.accepted),
        hint: isRead
          ? "It was read already; choose a file only to replace it."
          : "Only its fingerprint is recorded; keep the document.",
        isRequired: isRequired && !isRead))
  }

  /// A document that is sealed in the vault.
  func dossierField() -> Form.Item {
    .field(
      field(
        "dossier", "Documents of the request", .file(accept: Visit.accepted),
        hint: "They are sealed in the vault; the log holds a commitment alone.", isRequired: false))
  }

  /// Who signed on paper what an operator attests, how, and the document.
  /// - Parameter signers: those who may have signed.
  func attestationFields(_ signers: [Field.Option], isRequired: Bool = true) -> [Form.Item] {
    [
      .group(
        say("Signed on paper"),
        [
          field(
            "signer", "Who signed", .choice(isRequired ? signers : [noOption] + signers),
            initial: isRequired && signers.count == 1 ? signers.first?.value : nil, isRequired: isRequired),
          field(
            "medium", "How they signed", .choice(options(Attestation.Medium.self, of: "medium")),
            initial: Attestation.Medium.signedPaper.rawValue, isRequired: isRequired),
        ]),
      documentField("document", "The signed document", isRequired: isRequired),
    ]
  }
}

extension FormReader {
  /// The digest of a document.
  func document(_ name: String) -> Fingerprint {
    if let found = optionalDocument(name) { return found }
    fault(name, "Choose a file")
    return Fingerprint(SHA256.hash([]))
  }

  func optionalDocument(_ name: String) -> Fingerprint? {
    if let file = optionalFile(name) { return Fingerprint(SHA256.hash(file.bytes)) }
    return optionalText(name + Visit.readSuffix).flatMap { Digest(base64: $0) }.map { Fingerprint($0) }
  }

  /// The signature on paper that the viewer attests.
  func attestation() -> Attestation {
    Attestation(
      party: party("signer"), medium: choice("medium", Attestation.Medium.self) ?? .signedPaper,
      documentDigest: document("document"))
  }

  /// Nothing where no signer was named: then whoever sends the form speaks for themselves.
  func optionalAttestation() -> Attestation? { isGiven("signer") ? attestation() : nil }
}
