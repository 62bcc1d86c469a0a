#include "engine/doctor.h"

#include <string_view>

#include <fmt/format.h>

#include "base/version.h"
#include "engine/find_program.h"
#include "engine/open_store.h"
#include "engine/weights.h"
#include "model/model.h"

namespace quoth {
namespace {

Finding wrong(std::string what, const Error& error) {
  return {std::move(what), fmt::format("{}: {}", error.code_word(), error.message), true,
          std::string(error.hint_text())};
}

Finding examine_weights() {
  const std::string path = weights_path();
  const auto model = Model::open(path, 1);
  if (!model && model.error().code == ErrorCode::model_missing) {
    return {"weights", fmt::format("none at {}; sentences are read by rules, words and names are not", path),
            false, std::string(model.error().hint_text())};
  }
  if (!model) return wrong("weights", model.error());
  const std::string_view terms =
      (*model)->is_open() ? "data that allow commercial use" : "for research; see their card";
  const std::string_view readings =
      (*model)->reads_sentences() ? "" : "; claims were fitted to others, and are read by words alone";
  return {"weights", fmt::format("{}, {}: {}{}", path, (*model)->hash().substr(0, 12), terms, readings)};
}

void examine_store(const std::string& path, std::vector<Finding>& findings) {
  findings.push_back({"store", path.empty() ? default_store_path() : path});
  Result<Store> store = open_store(path, OpenMode::existing);
  if (!store && store.error().code == ErrorCode::store_not_found) {
    findings.back().found += " (not made yet)";
    return;
  }
  if (!store) {
    findings.push_back(wrong("records", store.error()));
    return;
  }
  const auto counts = store->counts();
  if (!counts) {
    findings.push_back(wrong("records", counts.error()));
    return;
  }
  findings.push_back({"schema", fmt::format("version {}", counts->schema_version)});
  findings.push_back({"records", fmt::format("{} with {} turns, {} words, {} people", counts->records,
                                             counts->turns, counts->words, counts->people)});
  const auto faults = store->check();
  if (!faults) {
    findings.push_back(wrong("integrity", faults.error()));
  } else if (faults->empty()) {
    findings.push_back({"integrity", "no fault found"});
  } else {
    for (const std::string& fault : *faults) {
      findings.push_back({"integrity", fault, true, std::string(kind_of(ErrorCode::store_damaged).hint)});
    }
  }
}

}  // namespace

std::vector<Finding> examine(const std::string& path) {
  std::vector<Finding> findings;
  findings.push_back({"quoth", fmt::format("{}, record contract {}", kVersion, kRecordVersion)});
  findings.push_back(examine_weights());
  const std::string program = find_program("pdftotext");
  findings.push_back({"pdftotext", program.empty() ? "not found" : program, program.empty(),
                      program.empty() ? std::string(kind_of(ErrorCode::pdf_no_tool).hint) : ""});
  findings.push_back({"sqlite", sqlite_version()});
  examine_store(path, findings);
  return findings;
}

}  // namespace quoth
