#include "CEmbeddedFiles.h"

// C23, which this compiler knows in every mode.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file twice: its bytes, and its row in the table below. A test compares them with the folders.
#define ROW(name, bytes) {name, bytes, sizeof bytes}

static const unsigned char AuditSite_Phrases_it_json[] = {
#embed "../AuditSite/Phrases/it.json"
};
static const unsigned char CaseworkSite_Phrases_it_json[] = {
#embed "../CaseworkSite/Phrases/it.json"
};
static const unsigned char CoachingSite_Phrases_it_json[] = {
#embed "../CoachingSite/Phrases/it.json"
};
static const unsigned char FamilySite_Phrases_ar_json[] = {
#embed "../FamilySite/Phrases/ar.json"
};
static const unsigned char FamilySite_Phrases_es_json[] = {
#embed "../FamilySite/Phrases/es.json"
};
static const unsigned char FamilySite_Phrases_fr_json[] = {
#embed "../FamilySite/Phrases/fr.json"
};
static const unsigned char FamilySite_Phrases_it_json[] = {
#embed "../FamilySite/Phrases/it.json"
};
static const unsigned char FamilySite_Phrases_ro_json[] = {
#embed "../FamilySite/Phrases/ro.json"
};
static const unsigned char FamilySite_Phrases_sq_json[] = {
#embed "../FamilySite/Phrases/sq.json"
};
static const unsigned char FamilySite_Phrases_uk_json[] = {
#embed "../FamilySite/Phrases/uk.json"
};
static const unsigned char OfficeSite_Phrases_it_json[] = {
#embed "../OfficeSite/Phrases/it.json"
};
static const unsigned char MastroWeb_Phrases_ar_json[] = {
#embed "../MastroWeb/Phrases/ar.json"
};
static const unsigned char MastroWeb_Phrases_es_json[] = {
#embed "../MastroWeb/Phrases/es.json"
};
static const unsigned char MastroWeb_Phrases_fr_json[] = {
#embed "../MastroWeb/Phrases/fr.json"
};
static const unsigned char MastroWeb_Phrases_it_json[] = {
#embed "../MastroWeb/Phrases/it.json"
};
static const unsigned char MastroWeb_Phrases_ro_json[] = {
#embed "../MastroWeb/Phrases/ro.json"
};
static const unsigned char MastroWeb_Phrases_sq_json[] = {
#embed "../MastroWeb/Phrases/sq.json"
};
static const unsigned char MastroWeb_Phrases_uk_json[] = {
#embed "../MastroWeb/Phrases/uk.json"
};
static const unsigned char MastroWeb_Words_accounts_json[] = {
#embed "../MastroWeb/Words/accounts.json"
};
static const unsigned char MastroWeb_Words_codes_json[] = {
#embed "../MastroWeb/Words/codes.json"
};
static const unsigned char MastroWeb_Words_kinds_json[] = {
#embed "../MastroWeb/Words/kinds.json"
};
static const unsigned char MastroWeb_Words_members_json[] = {
#embed "../MastroWeb/Words/members.json"
};
static const unsigned char MastroWeb_Words_reasons_json[] = {
#embed "../MastroWeb/Words/reasons.json"
};
static const unsigned char MastroWeb_Words_refusals_json[] = {
#embed "../MastroWeb/Words/refusals.json"
};
static const unsigned char MastroWeb_Words_statement_json[] = {
#embed "../MastroWeb/Words/statement.json"
};
static const unsigned char MastroWeb_Words_views_json[] = {
#embed "../MastroWeb/Words/views.json"
};
static const unsigned char MastroWeb_Templates_shell_mustache[] = {
#embed "../MastroWeb/Templates/shell.mustache"
};
static const unsigned char MastroWeb_Assets_api_js[] = {
#embed "../MastroWeb/Assets/api.js"
};
static const unsigned char MastroWeb_Assets_bytes_js[] = {
#embed "../MastroWeb/Assets/bytes.js"
};
static const unsigned char MastroWeb_Assets_demo_js[] = {
#embed "../MastroWeb/Assets/demo.js"
};
static const unsigned char MastroWeb_Assets_enrol_js[] = {
#embed "../MastroWeb/Assets/enrol.js"
};
static const unsigned char MastroWeb_Assets_icon_svg[] = {
#embed "../MastroWeb/Assets/icon.svg"
};
static const unsigned char MastroWeb_Assets_keys_js[] = {
#embed "../MastroWeb/Assets/keys.js"
};
static const unsigned char MastroWeb_Assets_merkle_js[] = {
#embed "../MastroWeb/Assets/merkle.js"
};
static const unsigned char MastroWeb_Assets_outbox_js[] = {
#embed "../MastroWeb/Assets/outbox.js"
};
static const unsigned char MastroWeb_Assets_sign_in_js[] = {
#embed "../MastroWeb/Assets/sign-in.js"
};
static const unsigned char MastroWeb_Assets_sign_js[] = {
#embed "../MastroWeb/Assets/sign.js"
};
static const unsigned char MastroWeb_Assets_site_css[] = {
#embed "../MastroWeb/Assets/site.css"
};
static const unsigned char AuditSite_Assets_log_js[] = {
#embed "../AuditSite/Assets/log.js"
};
static const unsigned char AuditSite_Assets_verify_js[] = {
#embed "../AuditSite/Assets/verify.js"
};
static const unsigned char ledger_specs_openapi_yaml[] = {
#embed "../../ledger-specs/openapi.yaml"
};
static const unsigned char FamilyPages_Texts_ar_json[] = {
#embed "../FamilyPages/Texts/ar.json"
};
static const unsigned char FamilyPages_Texts_en_json[] = {
#embed "../FamilyPages/Texts/en.json"
};
static const unsigned char FamilyPages_Texts_es_json[] = {
#embed "../FamilyPages/Texts/es.json"
};
static const unsigned char FamilyPages_Texts_fr_json[] = {
#embed "../FamilyPages/Texts/fr.json"
};
static const unsigned char FamilyPages_Texts_it_json[] = {
#embed "../FamilyPages/Texts/it.json"
};
static const unsigned char FamilyPages_Texts_ro_json[] = {
#embed "../FamilyPages/Texts/ro.json"
};
static const unsigned char FamilyPages_Texts_sq_json[] = {
#embed "../FamilyPages/Texts/sq.json"
};
static const unsigned char FamilyPages_Texts_uk_json[] = {
#embed "../FamilyPages/Texts/uk.json"
};
static const unsigned char ledger_specs_exercises_maestrale_json[] = {
#embed "../../ledger-specs/exercises/maestrale.json"
};
static const unsigned char ledger_specs_exercises_ombrello_json[] = {
#embed "../../ledger-specs/exercises/ombrello.json"
};
static const unsigned char ledger_specs_exercises_words_json[] = {
#embed "../../ledger-specs/exercises/words.json"
};
static const unsigned char ledger_specs_exercises_zenzero_json[] = {
#embed "../../ledger-specs/exercises/zenzero.json"
};
static const unsigned char ledger_specs_parameters_it_2024_json[] = {
#embed "../../ledger-specs/parameters/it-2024.json"
};
static const unsigned char ledger_specs_parameters_it_2025_json[] = {
#embed "../../ledger-specs/parameters/it-2025.json"
};
static const unsigned char ledger_specs_parameters_it_2026_json[] = {
#embed "../../ledger-specs/parameters/it-2026.json"
};

static const struct embedded_file files[] = {
    ROW("AuditSite/Phrases/it.json", AuditSite_Phrases_it_json),
    ROW("CaseworkSite/Phrases/it.json", CaseworkSite_Phrases_it_json),
    ROW("CoachingSite/Phrases/it.json", CoachingSite_Phrases_it_json),
    ROW("FamilySite/Phrases/ar.json", FamilySite_Phrases_ar_json),
    ROW("FamilySite/Phrases/es.json", FamilySite_Phrases_es_json),
    ROW("FamilySite/Phrases/fr.json", FamilySite_Phrases_fr_json),
    ROW("FamilySite/Phrases/it.json", FamilySite_Phrases_it_json),
    ROW("FamilySite/Phrases/ro.json", FamilySite_Phrases_ro_json),
    ROW("FamilySite/Phrases/sq.json", FamilySite_Phrases_sq_json),
    ROW("FamilySite/Phrases/uk.json", FamilySite_Phrases_uk_json),
    ROW("OfficeSite/Phrases/it.json", OfficeSite_Phrases_it_json),
    ROW("MastroWeb/Phrases/ar.json", MastroWeb_Phrases_ar_json),
    ROW("MastroWeb/Phrases/es.json", MastroWeb_Phrases_es_json),
    ROW("MastroWeb/Phrases/fr.json", MastroWeb_Phrases_fr_json),
    ROW("MastroWeb/Phrases/it.json", MastroWeb_Phrases_it_json),
    ROW("MastroWeb/Phrases/ro.json", MastroWeb_Phrases_ro_json),
    ROW("MastroWeb/Phrases/sq.json", MastroWeb_Phrases_sq_json),
    ROW("MastroWeb/Phrases/uk.json", MastroWeb_Phrases_uk_json),
    ROW("MastroWeb/Words/accounts.json", MastroWeb_Words_accounts_json),
    ROW("MastroWeb/Words/codes.json", MastroWeb_Words_codes_json),
    ROW("MastroWeb/Words/kinds.json", MastroWeb_Words_kinds_json),
    ROW("MastroWeb/Words/members.json", MastroWeb_Words_members_json),
    ROW("MastroWeb/Words/reasons.json", MastroWeb_Words_reasons_json),
    ROW("MastroWeb/Words/refusals.json", MastroWeb_Words_refusals_json),
    ROW("MastroWeb/Words/statement.json", MastroWeb_Words_statement_json),
    ROW("MastroWeb/Words/views.json", MastroWeb_Words_views_json),
    ROW("MastroWeb/Templates/shell.mustache", MastroWeb_Templates_shell_mustache),
    ROW("MastroWeb/Assets/api.js", MastroWeb_Assets_api_js),
    ROW("MastroWeb/Assets/bytes.js", MastroWeb_Assets_bytes_js),
    ROW("MastroWeb/Assets/demo.js", MastroWeb_Assets_demo_js),
    ROW("MastroWeb/Assets/enrol.js", MastroWeb_Assets_enrol_js),
    ROW("MastroWeb/Assets/icon.svg", MastroWeb_Assets_icon_svg),
    ROW("MastroWeb/Assets/keys.js", MastroWeb_Assets_keys_js),
    ROW("MastroWeb/Assets/merkle.js", MastroWeb_Assets_merkle_js),
    ROW("MastroWeb/Assets/outbox.js", MastroWeb_Assets_outbox_js),
    ROW("MastroWeb/Assets/sign-in.js", MastroWeb_Assets_sign_in_js),
    ROW("MastroWeb/Assets/sign.js", MastroWeb_Assets_sign_js),
    ROW("MastroWeb/Assets/site.css", MastroWeb_Assets_site_css),
    ROW("AuditSite/Assets/log.js", AuditSite_Assets_log_js),
    ROW("AuditSite/Assets/verify.js", AuditSite_Assets_verify_js),
    ROW("ledger-specs/openapi.yaml", ledger_specs_openapi_yaml),
    ROW("FamilyPages/Texts/ar.json", FamilyPages_Texts_ar_json),
    ROW("FamilyPages/Texts/en.json", FamilyPages_Texts_en_json),
    ROW("FamilyPages/Texts/es.json", FamilyPages_Texts_es_json),
    ROW("FamilyPages/Texts/fr.json", FamilyPages_Texts_fr_json),
    ROW("FamilyPages/Texts/it.json", FamilyPages_Texts_it_json),
    ROW("FamilyPages/Texts/ro.json", FamilyPages_Texts_ro_json),
    ROW("FamilyPages/Texts/sq.json", FamilyPages_Texts_sq_json),
    ROW("FamilyPages/Texts/uk.json", FamilyPages_Texts_uk_json),
    ROW("ledger-specs/exercises/maestrale.json", ledger_specs_exercises_maestrale_json),
    ROW("ledger-specs/exercises/ombrello.json", ledger_specs_exercises_ombrello_json),
    ROW("ledger-specs/exercises/words.json", ledger_specs_exercises_words_json),
    ROW("ledger-specs/exercises/zenzero.json", ledger_specs_exercises_zenzero_json),
    ROW("ledger-specs/parameters/it-2024.json", ledger_specs_parameters_it_2024_json),
    ROW("ledger-specs/parameters/it-2025.json", ledger_specs_parameters_it_2025_json),
    ROW("ledger-specs/parameters/it-2026.json", ledger_specs_parameters_it_2026_json),
};

size_t embedded_file_count(void) { return sizeof files / sizeof files[0]; }

struct embedded_file embedded_file_at(size_t index) { return files[index]; }
