// The encoder's share of the machine's own rate in whole numbers: oneDNN's product of 512 x 384 by 384 x 1536, and the
// encoder over a text, in turns, on one thread. Usage: encoder_bench WEIGHTS; prints rates in 10^9 operations a second.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <dnnl.hpp>

#include "model/model.h"

namespace {

using namespace quoth;

constexpr int kRounds = 7;
constexpr double kWidth = 384, kInner = 1536, kLayers = 6;

[[noreturn]] void stop(const std::string& why) {
  std::fprintf(stderr, "encoder_bench: %s\n", why.c_str());
  std::exit(1);
}

/// Processor time of this thread, in seconds.
double now() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

/// One matrix product as the machine does it best.
class Product {
 public:
  Product() {
    using dnnl::memory;
    const memory::desc any({384, 1536}, memory::data_type::s8, memory::format_tag::any);
    const dnnl::matmul::primitive_desc desc(dnnl::matmul::desc(source_.get_desc(), any, sums_.get_desc()),
                                            engine_);
    weight_ = memory(desc.weights_desc(), engine_);
    product_ = dnnl::matmul(desc);
    run(1);
  }
  double operations_a_second() {
    constexpr int kTimes = 60;
    const double begin = now();
    run(kTimes);
    return kTimes * 2.0 * 512 * 384 * 1536 / (now() - begin);
  }

 private:
  void run(int times) {
    for (int i = 0; i < times; ++i) {
      product_.execute(stream_,
                       {{DNNL_ARG_SRC, source_}, {DNNL_ARG_WEIGHTS, weight_}, {DNNL_ARG_DST, sums_}});
    }
    stream_.wait();
  }

  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream_{engine_};
  dnnl::memory source_{{{512, 384}, dnnl::memory::data_type::u8, dnnl::memory::format_tag::ab}, engine_};
  dnnl::memory sums_{{{512, 1536}, dnnl::memory::data_type::s32, dnnl::memory::format_tag::ab}, engine_};
  dnnl::memory weight_;
  dnnl::matmul product_;
};

std::string text() {
  std::string out;
  for (int i = 0; i < 1200; ++i) {
    out += "The minister told us that the harbour would open in " + std::to_string(1960 + i % 60) +
           ", and nobody had asked her when. ";
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) stop("give a file of weights");
  setenv("OMP_NUM_THREADS", "1", 1);
  const auto model = Model::open(argv[1], 1);
  if (!model) stop(to_string(model.error()));
  const std::string words = text();
  Pieces pieces;
  (*model)->vocabulary().cut(words, {0, static_cast<std::uint32_t>(words.size())}, Gap::paragraph, pieces);
  const std::vector<Window> all = windows(pieces.size());
  double rows = 0, attention = 0;  // what the encoder computes: overlaps and the marks at the ends too
  for (const Window& window : all) {
    const double n = static_cast<double>(window.end - window.begin) + 2;
    rows += n;
    attention += n * n * 4 * kWidth * kLayers;
  }
  const double products = rows * 2 * (4 * kWidth * kWidth + 2 * kWidth * kInner) * kLayers;

  Product product;
  double best_product = 0, best_encoder = 1e9;
  Matrix first;
  for (int round = 0; round < kRounds; ++round) {
    best_product = std::max(best_product, product.operations_a_second());
    const double begin = now();
    Matrix vectors = (*model)->encode(pieces, all);
    best_encoder = std::min(best_encoder, now() - begin);
    if (round == 0)
      first = std::move(vectors);
    else if (vectors.values != first.values)
      stop("the vectors of two readings differ");
  }
  std::printf("oneDNN, int8, 512 x 384 x 1536    %7.1f GOP/s\n", best_product / 1e9);
  std::printf("encoder, its products in int8     %7.1f GOP/s, %.0f%% of that\n",
              products / best_encoder / 1e9, 100 * products / best_encoder / best_product);
  std::printf("encoder, with attention (float)   %7.1f GOP/s\n", (products + attention) / best_encoder / 1e9);
  std::printf("word pieces a second              %7.0f\n", static_cast<double>(pieces.size()) / best_encoder);
  return 0;
}
