// Search over a million generated turns: two words and a speaker. Every answer is compared with a plain inverted index
// over the same turns. Usage: search_bench [TURNS [FILE [tokens]]]; prints the time of the slowest of a hundred. With
// `tokens` the turns have the layer of words too (some 30 rows a turn), and lemmas are searched for as well.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "record/column_writer.h"
#include "search/search.h"
#include "store/store.h"

namespace {

using namespace quoth;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kWords = 30'000;
constexpr std::size_t kSpeakers = 3'000;
constexpr std::size_t kTurnsPerRecord = 500;
constexpr std::size_t kQueries = 400;
constexpr std::array kUpos = {"NOUN", "VERB", "PRON", "DET", "ADP", "PROPN", "ADJ"};

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "search_bench: %s\n", why.c_str());
  std::exit(1);
}

template <typename T>
T must(Result<T> result) {
  if (!result) stop(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// Numbers below n, the k-th of them 1/k as often as the first: how words and speakers are distributed.
class Zipf {
 public:
  explicit Zipf(std::size_t n) : sums_(n) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sums_[i] = sum += 1.0 / static_cast<double>(i + 1);
  }
  std::uint32_t operator()(std::mt19937& random) const {
    const double at = std::uniform_real_distribution<>(0, sums_.back())(random);
    return static_cast<std::uint32_t>(std::lower_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

std::string word(std::uint32_t n) {
  std::string letters = "w";
  for (; n > 0; n /= 20) letters += "bcdfghjklmnpqrstvwxz"[n % 20];
  return letters;
}
std::string speaker_name(std::uint32_t n) { return "Person " + word(n); }

/// The turns, as the slow obvious index over them.
struct Corpus {
  std::vector<std::uint32_t> speaker;                // of each turn
  std::vector<std::vector<std::uint32_t>> turns_of;  // of each word, sorted

  std::vector<std::uint32_t> answer(const std::vector<std::uint32_t>& first, std::uint32_t second,
                                    std::uint32_t who, std::size_t limit) const {
    std::vector<std::uint32_t> both, found;
    std::set_intersection(first.begin(), first.end(), turns_of[second].begin(), turns_of[second].end(),
                          std::back_inserter(both));
    for (const std::uint32_t turn : both) {
      if (speaker[turn] == who && found.size() < limit) found.push_back(turn);
    }
    return found;
  }
};

/// Two words have one lemma.
std::string lemma_of(std::uint32_t w) { return word(w / 2); }

/// The layer of words of a record, a sentence a turn.
class TokenWriter {
 public:
  explicit TokenWriter(Record& record) : record_(record) {}
  void begin_sentence(Span span) {
    record_.sentences.span.push_back(span);
    record_.sentences.turn.emplace_back(record_.sentences.turn.size());
    root_ = static_cast<std::int32_t>(record_.tokens.size());
  }
  void add(Span span, std::uint32_t w) {
    Tokens& tokens = record_.tokens;
    const auto number = static_cast<std::int32_t>(tokens.size());
    tokens.span.push_back(span);
    lemma_.add(lemma_of(w));
    upos_.add(kUpos[w % kUpos.size()]);
    xpos_.add("XX");
    feats_.add(w % 3 == 0 ? "_" : "Number=Sing|Person=3");
    deprel_.add(number == root_ ? "root" : "obj");
    tokens.head.push_back(number == root_ ? -1 : root_);
  }

 private:
  Record& record_;
  std::int32_t root_ = 0;
  ColumnWriter<std::uint32_t> lemma_{record_.tokens.lemma};
  ColumnWriter<std::uint16_t> upos_{record_.tokens.upos}, xpos_{record_.tokens.xpos},
      feats_{record_.tokens.feats}, deprel_{record_.tokens.deprel};
};

Record generate(std::size_t index, std::size_t n_turns, bool tokens, std::mt19937& random, Corpus& corpus) {
  static const Zipf words(kWords), speakers(kSpeakers);
  Record record;
  record.id = "record " + std::to_string(index);
  record.meta.date = std::to_string(1990 + index % 30);
  DocumentBuilder builder;
  TokenWriter writer(record);
  std::vector<std::uint32_t> here;
  while (here.size() < 4) {
    const std::uint32_t who = speakers(random);
    if (std::find(here.begin(), here.end(), who) == here.end()) here.push_back(who);
  }
  for (const std::uint32_t who : here) record.speakers.push_back({speaker_name(who), {}, std::nullopt, ""});
  for (std::size_t i = 0; i < n_turns; ++i) {
    const auto turn_number = static_cast<std::uint32_t>(corpus.speaker.size());
    const std::size_t which = random() % here.size();
    corpus.speaker.push_back(here[which]);
    builder.separate(0);
    Turn turn;
    turn.speaker = SpeakerId(which);
    turn.span.begin = builder.text.size();
    std::string text;
    std::vector<std::uint32_t> said;
    const std::size_t n_words = 5 + random() % 50;
    for (std::size_t k = 0; k < n_words; ++k) {
      const std::uint32_t w = words(random);
      auto& postings = corpus.turns_of[w];
      if (postings.empty() || postings.back() != turn_number) postings.push_back(turn_number);
      text += (k > 0 ? " " : "") + word(w);
      said.push_back(w);
    }
    builder.text.append_inserted(text, 0);
    turn.span.end = builder.text.size();
    turn.spans = {turn.span};
    if (tokens) {
      writer.begin_sentence(turn.span);
      std::uint32_t begin = turn.span.begin;
      for (const std::uint32_t w : said) {
        const auto end = begin + static_cast<std::uint32_t>(word(w).size());
        writer.add({begin, end}, w);
        begin = end + 1;
      }
    }
    record.turns.push_back(std::move(turn));
  }
  std::string sha256 = sha256_hex(builder.text.text());
  record.document = std::move(builder).seal(Format::plain_text, std::move(sha256), record.id);
  return record;
}

void fill(Store& store, std::size_t n_turns, bool tokens, std::mt19937& random, Corpus& corpus) {
  for (std::size_t done = 0, index = 0; done < n_turns; ++index) {
    const std::size_t n = std::min(kTurnsPerRecord, n_turns - done);
    const Record record = generate(index, n, tokens, random, corpus);
    must(store.add({record, record.document.text(), "{\"text\":\"\"}", {}}));
    done += n;
  }
}

/// Asks for two words and a speaker, or for a lemma instead of the first word. Words and speakers are asked for as often
/// as they occur, so that common ones meet.
void measure(Store& store, const Corpus& corpus, std::size_t n_turns, bool lemma, std::mt19937& random) {
  const Zipf words(kWords);
  std::vector<double> times_ms, cpu_ms;
  std::size_t n_hits = 0;
  for (std::size_t i = 0; i < kQueries; ++i) {
    const std::uint32_t a = words(random), b = words(random), who = corpus.speaker[random() % n_turns];
    const std::string typed = (lemma ? "lemma:" + lemma_of(a) : word(a)) + " " + word(b);
    const SearchRequest request{.query = must(parse_query(typed)), .speaker = speaker_name(who)};
    const auto start = Clock::now();
    const std::clock_t cpu = std::clock();
    const SearchResult result = must(search(store, request));
    times_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    cpu_ms.push_back(1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
    std::vector<std::uint32_t> found;
    for (const Hit& hit : result.hits) {
      found.push_back(static_cast<std::uint32_t>(static_cast<std::size_t>(hit.record - 1) * kTurnsPerRecord) +
                      static_cast<std::uint32_t>(hit.turn));
    }
    std::vector<std::uint32_t> first = corpus.turns_of[a];
    if (lemma) {
      first.clear();
      std::set_union(corpus.turns_of[a].begin(), corpus.turns_of[a].end(), corpus.turns_of[a ^ 1u].begin(),
                     corpus.turns_of[a ^ 1u].end(), std::back_inserter(first));
    }
    if (found != corpus.answer(first, b, who, request.limit)) stop("a wrong answer to " + typed);
    n_hits += found.size();
  }
  std::printf("%s and a speaker, %zu queries, %zu hits\n", lemma ? "a lemma, a word" : "two words", kQueries,
              n_hits);
  const auto print = [](const char* what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    std::printf("  %s: median %.2f ms, 99th percentile %.2f ms, slowest %.2f ms\n", what, times[kQueries / 2],
                times[kQueries * 99 / 100], times.back());
  };
  print("waited", times_ms);
  print("computed (less where other programs took the processor)", cpu_ms);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t n_turns = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
  const std::string path =
      argc > 2 ? argv[2] : (std::filesystem::temp_directory_path() / "search_bench.db").string();
  const bool tokens = argc > 3 && std::string_view(argv[3]) == "tokens";
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  std::mt19937 random(1);
  Corpus corpus;
  corpus.turns_of.resize(kWords);
  Store store = must(Store::open(path, {.mode = OpenMode::create}));
  const auto begin = Clock::now();
  fill(store, n_turns, tokens, random, corpus);
  std::printf("%zu turns stored in %.0f s, %.0f MB\n", n_turns,
              std::chrono::duration<double>(Clock::now() - begin).count(),
              static_cast<double>(std::filesystem::file_size(path)) / 1e6);

  measure(store, corpus, n_turns, false, random);
  if (tokens) measure(store, corpus, n_turns, true, random);
}
