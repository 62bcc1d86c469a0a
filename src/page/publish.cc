#include "page/publish.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "engine/answers_board.h"
#include "engine/library.h"
#include "engine/person.h"
#include "engine/quotations.h"
#include "engine/timeline.h"
#include "page/answers_page.h"
#include "page/assets.h"
#include "page/claims_page.h"
#include "page/people_page.h"
#include "page/quotations_page.h"
#include "page/reading.h"
#include "page/records.h"
#include "page/site.h"
#include "page/timeline_page.h"
#include "store/load.h"
#include "store/settle.h"

namespace quoth {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "quoth-site.txt";  // the files of a site, a line each
constexpr std::size_t kAll = std::size_t{1} << 40;

/// Files under one folder, remembered.
class Folder {
 public:
  explicit Folder(fs::path root) : root_(std::move(root)) {}

  Result<void> write(const std::string& name, std::string_view bytes) {
    const fs::path path = root_ / name, unfinished = path.string() + ".part";
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    std::ofstream out(unfinished, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (out) fs::rename(unfinished, path, error);
    if (!out || error) return fail(ErrorCode::output_failed, "cannot write " + path.string());
    names_.insert(name);
    return {};
  }

  /// Takes away what the manifest of an earlier site names and this one did not write, and writes a new manifest.
  Result<std::size_t> finish() {
    std::size_t removed = 0;
    std::ifstream before(root_ / kManifest);
    for (std::string name; std::getline(before, name);) {
      // A manifest is a file like others: it must not lead out of the folder.
      const fs::path path(name);
      const bool inside = path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end();
      if (!inside || names_.contains(name)) continue;
      std::error_code ignored;
      removed += fs::remove(root_ / path, ignored) ? 1 : 0;
      fs::remove(root_ / path.parent_path(), ignored);  // only where it is empty
    }
    std::string all;
    for (const std::string& name : names_) all += name + "\n";
    QUOTH_CHECK(write(std::string(kManifest), all));
    return removed;
  }

  std::size_t size() const { return names_.size(); }

 private:
  fs::path root_;
  std::set<std::string> names_;
};

/// A record in one part.
Result<ReadingOptions> whole_reading(Store& store, std::int64_t number) {
  ReadingOptions options;
  QUOTH_TRY(options.numbering, numbering_of(store.database(), number));
  QUOTH_TRY(options.moved, moved_numbers(store, number));
  QUOTH_TRY(options.reviewed, load_reviewed(store.database(), number));
  return options;
}

Site site_at(std::string root) { return {Site::Kind::folder, std::move(root)}; }

class Publisher {
 public:
  Publisher(Store& store, const std::string& folder) : store_(store), out_(folder) {}

  Result<Published> run(const std::function<void(std::size_t, std::size_t)>& progress) {
    QUOTH_CHECK(assets());
    QUOTH_CHECK(lists());
    QUOTH_TRY(const std::vector<std::int64_t> numbers, store_.numbers());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      QUOTH_CHECK(record(numbers[i]));
      progress(i + 1, numbers.size());
    }
    done_.records = numbers.size();
    QUOTH_CHECK(people());
    QUOTH_TRY(done_.removed, out_.finish());
    done_.files = out_.size();
    return done_;
  }

 private:
  Result<void> page(const std::string& folder, const std::string& root, const Page& page) {
    return out_.write(folder + "index.html", framed(site_at(root), page));
  }

  Result<void> assets() {
    for (const Asset* asset : {&style_asset(), &script_asset(), &icon_asset()})
      QUOTH_CHECK(out_.write("assets/" + std::string(asset->name), asset->bytes));
    return {};
  }

  Result<void> lists() {
    QUOTH_TRY(const RecordList records, list_records(store_, {.limit = kAll}));
    QUOTH_CHECK(page("", "", render_records(site_at(""), {}, records)));
    QUOTH_TRY(const QuoteList quotes, list_quotes(store_, {.limit = kAll}));
    QUOTH_TRY(const std::vector<QuotedBy> matrix, list_quoted(store_.database()));
    QUOTH_CHECK(page("quotations/", "../", render_quotations(site_at("../"), {}, quotes, matrix)));
    QUOTH_TRY(const AnswerList answers, list_answers(store_, {.limit = kAll}));
    QUOTH_CHECK(page("answers/", "../", render_answers(site_at("../"), {}, {}, answers)));
    QUOTH_TRY(const ClaimQueue claims, claim_queue(store_, {}));
    QUOTH_CHECK(page("claims/", "../", render_claims(site_at("../"), {}, {}, claims)));
    QUOTH_TRY(const TimeList times, list_times(store_, {.limit = kAll}));
    return page("timeline/", "../", render_timeline_page(site_at("../"), {}, times));
  }

  Result<void> record(std::int64_t number) {
    QUOTH_TRY(const Record loaded, load_record(store_.database(), number, shown_layers()));
    const std::string folder = "r/" + record_key(loaded.document.sha256()) + "/";
    QUOTH_TRY(const ReadingOptions options, whole_reading(store_, number));
    QUOTH_CHECK(page(folder, "../../", render_reading(site_at("../../"), loaded, options)));
    QUOTH_TRY(const std::string json, store_.json(number));
    return out_.write(folder + "record.json", json);
  }

  Result<void> people() {
    QUOTH_TRY(const std::vector<Person> all, list_people(store_.database()));
    QUOTH_CHECK(page("people/", "../", render_people(site_at("../"), all)));
    for (const Person& person : all) {
      const std::string key = person_key(person.name);
      QUOTH_TRY(const PersonPage said, person_page(store_, key));
      QUOTH_CHECK(page("people/" + key + "/", "../../", render_person(site_at("../../"), said, {})));
    }
    done_.people = all.size();
    return {};
  }

  Store& store_;
  Folder out_;
  Published done_;
};

}  // namespace

LayerSet shown_layers() {
  LayerSet layers;
  layers.bits &= ~LayerSet::of(Layer::tokens).bits;
  return layers;
}

Result<Published> publish(Store& store, const std::string& folder,
                          const std::function<void(std::size_t, std::size_t)>& progress) {
  return Publisher(store, folder).run(progress);
}

Result<std::string> record_file(Store& store, std::int64_t number) {
  QUOTH_TRY(const Record record, load_record(store.database(), number, shown_layers()));
  const Site site{Site::Kind::file, ""};
  QUOTH_TRY(const ReadingOptions options, whole_reading(store, number));
  return framed(site, render_reading(site, record, options));
}

}  // namespace quoth
