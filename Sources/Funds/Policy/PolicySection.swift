public import LedgerCore

/// The part of a policy that one instrument needs.
public enum PolicySection {
  public static let missing = RefusalCode(
    "policy.section-missing", "the policy {version} says nothing about {section}",
    hint: "adopt a policy that has the section `{section}`")
}

extension Admission {
  /// A section of the policy in force; the instrument's kinds are refused where it is absent.
  func section<Section>(_ path: KeyPath<Policy, Section?>, _ name: StaticString) throws(Refusal) -> Section {
    let policy = governing.policy
    guard let section = policy[keyPath: path] else {
      throw PolicySection.missing(["version": policy.version, "section": "\(name)"])
    }
    return section
  }
}
