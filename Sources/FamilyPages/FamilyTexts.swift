/// The texts of family pages, one resource file per language.
enum FamilyTexts {
  static let italian = PackageResources.it_json
}
