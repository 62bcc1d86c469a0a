#include "model/model.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <simdjson.h>

#include "model/word_model.h"

namespace quoth {
namespace {

constexpr std::string_view kFormat = "quoth 1";
constexpr std::size_t kPositions = 512;

Result<Measures> measures_of(const WeightFile& file, bool& is_open) {
  simdjson::dom::parser parser;
  simdjson::dom::element json;
  const simdjson::padded_string text(file.metadata("measures"));
  bool good = parser.parse(text).get(json) == simdjson::SUCCESS;
  const auto number = [&](const char* name) {
    std::uint64_t value = 0;
    constexpr std::uint64_t kMost = 1 << 20;
    good = good && json[name].get(value) == simdjson::SUCCESS && value < kMost;
    return static_cast<std::size_t>(value);
  };
  Measures m;
  m.width = number("width");
  m.layers = number("layers");
  m.heads = number("heads");
  m.inner = number("inner");
  m.positions = kPositions;
  m.cls = static_cast<std::int32_t>(number("cls"));
  m.sep = static_cast<std::int32_t>(number("sep"));
  m.unknown = static_cast<std::int32_t>(number("unknown"));
  double epsilon = 0;
  good = good && json["epsilon"].get(epsilon) == simdjson::SUCCESS;
  m.epsilon = static_cast<float>(epsilon);
  good = good && json["open"].get(is_open) == simdjson::SUCCESS;
  if (!good) return fail(ErrorCode::model_damaged, "the measures are not as they should be");
  return m;
}

}  // namespace

Result<std::unique_ptr<const Model>> Model::open(const std::string& path, unsigned threads) {
  QUOTH_TRY(WeightFile file, WeightFile::open(path, kFormat));
  std::unique_ptr<Model> model(new Model(std::move(file)));
  if (auto loaded = model->load(); !loaded)
    return tl::unexpected<Error>(about(path, std::move(loaded).error()));
  model->free_threads_ = static_cast<int>(std::max(1U, threads));
  return std::unique_ptr<const Model>(std::move(model));
}

Result<void> Model::load() {
  QUOTH_TRY(const Measures measures, measures_of(file_, is_open_));
  QUOTH_TRY(calibration_, MentionCalibration::of(file_));
  QUOTH_TRY(const std::string_view lines, file_.bytes("vocabulary"));
  vocabulary_ = Vocabulary(lines, measures.unknown);
  const auto n_words = static_cast<std::int32_t>(vocabulary_.size());
  if (std::max({measures.cls, measures.sep, measures.unknown}) >= n_words) {
    return fail(ErrorCode::model_damaged, "the vocabulary is too small");
  }
  WordVectors words;
  QUOTH_TRY(words.values, file_.int8s("encoder.words.weight", {vocabulary_.size(), measures.width}));
  QUOTH_TRY(words.scale, file_.floats("encoder.words.scale", {vocabulary_.size()}));
  QUOTH_TRY(encoder_, Encoder::load(file_, "encoder", measures, words));
  QUOTH_TRY(const Labels labels, Labels::read(file_));
  QUOTH_TRY(syntax_, SyntaxHead::load(file_, labels, measures.width));
  QUOTH_TRY(names_, NamesHead::load(file_, labels, measures.width));
  if (file_.has("heads.quotes.cue.weight")) {
    QUOTH_TRY(quotes_, QuotesHead::load(file_, measures.width));
  }
  QUOTH_TRY(mentions_, MentionsHead::load(file_, labels, measures.width));
  if (file_.has("heads.claims.attend.weight")) {
    QUOTH_TRY(claims_, ClaimsHead::load(file_, "heads.claims", measures.width));
    if (Readings::get().are_of(file_.sha256(), measures.width)) {
      QUOTH_TRY(claims_encoder_, Readings::get().claims_encoder(measures, words));
    }
  }
  return {};
}

void Model::share(std::size_t n_tasks, const std::function<void(Tasks&)>& work) const {
  Tasks tasks(n_tasks);
  int taken = 1;
  --free_threads_;
  std::vector<std::thread> helpers;
  while (helpers.size() + 1 < n_tasks && free_threads_ > 0) {
    --free_threads_;
    ++taken;
    helpers.emplace_back([&] { work(tasks); });
  }
  work(tasks);
  for (std::thread& helper : helpers) helper.join();
  free_threads_ += taken;
}

const Result<std::unique_ptr<const Model>>& ModelSource::get() {
  std::call_once(once_, [this] { model_.emplace(Model::open(path_, threads_)); });
  return *model_;
}

}  // namespace quoth
