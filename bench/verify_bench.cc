// Quotations against a store of ten million generated words: some as they were said, some with a word changed, some of two
// passages, some never said. Every answer is checked. Usage: verify_bench [WORDS [FILE]]; prints the time of a quotation, and
// the memory along a stream of 10,000.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "verify/verify.h"

namespace {

using namespace quoth;

constexpr std::size_t kVocabulary = 40'000;
constexpr std::size_t kTurnsPerRecord = 400;
constexpr std::size_t kStream = 10'000;
constexpr std::array<std::size_t, 3> kWeighed = {1'000, 5'000, kStream};
constexpr std::array kCommon = {"the",  "to",   "and",  "of",   "that", "we",    "in",  "is", "it",
                                "you",  "not",  "have", "this", "for",  "was",   "are", "on", "be",
                                "they", "with", "as",   "do",   "what", "there", "so"};

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "verify_bench: %s\n", why.c_str());
  std::exit(1);
}

template <typename T>
T must(Result<T> result) {
  if (!result) stop(to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// Words as often as they are in talk: the k-th of them 1/k as often as the first.
class Talk {
 public:
  Talk() : sums_(kVocabulary) {
    double sum = 0;
    for (std::size_t i = 0; i < kVocabulary; ++i) sums_[i] = sum += 1.0 / static_cast<double>(i + 1);
  }
  std::string word(std::mt19937& random) const {
    const double at = std::uniform_real_distribution<>(0, sums_.back())(random);
    auto n = static_cast<std::size_t>(std::lower_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
    if (n < kCommon.size()) return kCommon[n];
    std::string letters = "w";
    for (; n > 0; n /= 20) letters += "bcdfghjklmnpqrstvwxz"[n % 20];
    return letters;
  }
  std::vector<std::string> words(std::size_t n, std::mt19937& random) const {
    std::vector<std::string> out(n);
    for (std::string& w : out) w = word(random);
    return out;
  }

 private:
  std::vector<double> sums_;
};

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

using Turns = std::vector<std::vector<std::string>>;

void fill(Store& store, std::size_t n_words, const Talk& talk, std::mt19937& random, Turns& kept) {
  for (std::size_t done = 0, index = 0; done < n_words; ++index) {
    Record record;
    record.id = "record " + std::to_string(index);
    record.speakers.push_back({"Ann Reed", {}, std::nullopt, ""});
    DocumentBuilder builder;
    for (std::size_t i = 0; i < kTurnsPerRecord; ++i) {
      std::vector<std::string> words = talk.words(20 + random() % 100, random);
      done += words.size();
      builder.separate(0);
      Turn turn;
      turn.speaker = SpeakerId(std::size_t{0});
      turn.span.begin = builder.text.size();
      builder.text.append_inserted(join(words), 0);
      turn.span.end = builder.text.size();
      turn.spans = {turn.span};
      record.sentences.span.push_back(turn.span);
      record.sentences.turn.emplace_back(record.turns.size());
      record.turns.push_back(std::move(turn));
      if (random() % 16 == 0) kept.push_back(std::move(words));
    }
    std::string sha256 = sha256_hex(builder.text.text());
    record.document = std::move(builder).seal(Format::plain_text, std::move(sha256), record.id);
    must(store.add({record, record.document.text(), "{\"text\":\"\"}", {}}));
  }
}

struct Asked {
  std::string quote;
  VerifyStatus right;
};

Asked make(std::size_t n, const Turns& turns, const Talk& talk, std::mt19937& random) {
  const auto passage = [&](std::size_t n_words) {
    const std::vector<std::string>& turn = turns[random() % turns.size()];
    const auto length = static_cast<std::ptrdiff_t>(std::min(n_words, turn.size()));
    const auto begin = turn.begin() + static_cast<std::ptrdiff_t>(
                                          random() % (turn.size() - static_cast<std::size_t>(length) + 1));
    return std::vector<std::string>(begin, begin + length);
  };
  std::vector<std::string> words = passage(10 + random() % 30);
  switch (n % 4) {
    case 0: return {join(words), VerifyStatus::verbatim};
    case 1: words[words.size() / 2] = "altogether"; return {join(words), VerifyStatus::altered};
    case 2: return {join(words) + ". " + join(passage(12)), VerifyStatus::spliced};
    default: return {join(talk.words(10 + random() % 30, random)), VerifyStatus::not_found};
  }
}

std::size_t resident_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::strtoul(line.c_str() + 6, nullptr, 10);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t n_words = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10'000'000;
  const std::string path =
      argc > 2 ? argv[2] : (std::filesystem::temp_directory_path() / "verify_bench.db").string();
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  std::mt19937 random(1);
  const Talk talk;
  Turns turns;
  const auto computed_ms = [](std::clock_t since) {
    return 1000.0 * static_cast<double>(std::clock() - since) / CLOCKS_PER_SEC;
  };
  Store store = must(Store::open(path, {.mode = OpenMode::create}));
  const std::clock_t begin = std::clock();
  fill(store, n_words, talk, random, turns);
  std::printf("%zu words stored in %.0f s of processor time, %.0f MB\n", n_words, computed_ms(begin) / 1000,
              static_cast<double>(std::filesystem::file_size(path)) / 1e6);

  std::vector<double> cpu_ms;
  std::array<std::size_t, 4> wrong{};
  for (std::size_t n = 0; n < kStream; ++n) {
    const Asked asked = make(n, turns, talk, random);
    const std::clock_t begin_one = std::clock();
    const Verdict verdict = must(verify(store, {asked.quote, ""}));
    cpu_ms.push_back(computed_ms(begin_one));
    if (verdict.status != asked.right) {
      ++wrong[n % 4];
      std::printf("%s, not %s: %s\n", std::string(to_string(verdict.status)).c_str(),
                  std::string(to_string(asked.right)).c_str(), asked.quote.c_str());
    }
    if (verdict.status == VerifyStatus::verbatim && asked.right != VerifyStatus::verbatim)
      stop("a lie: " + asked.quote);
    if (std::find(kWeighed.begin(), kWeighed.end(), n + 1) != kWeighed.end())
      std::printf("memory after %zu quotations: %zu kB\n", n + 1, resident_kilobytes());
  }
  std::sort(cpu_ms.begin(), cpu_ms.end());
  std::printf("a quotation, computed: median %.1f ms, 99th percentile %.1f ms, slowest %.1f ms\n",
              cpu_ms[kStream / 2], cpu_ms[kStream * 99 / 100], cpu_ms.back());
  constexpr std::array kKinds = {"verbatim", "altered", "spliced", "never said"};
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind)
    std::printf("%s: %zu of %zu answered otherwise\n", kKinds[kind], wrong[kind], kStream / 4);
  if (wrong[0] + wrong[1] + wrong[2] + wrong[3] > kStream / 100) stop("too many wrong answers");
}
