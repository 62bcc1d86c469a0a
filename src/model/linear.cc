#include "model/linear.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include <dnnl.hpp>

#include "model/kernels.h"

// Of GNU's OpenMP, on which Debian's oneDNN runs. Threads are our own: each calls oneDNN for itself.
extern "C" void omp_set_num_threads(int n);

namespace quoth {
namespace {

using dnnl::memory;

// Rows of one product: of most, and of what is left over.
constexpr std::size_t kManyRows = 64, kFewRows = 16;

const dnnl::engine& engine() {
  static const dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
  return cpu;
}

dnnl::stream& stream() {
  thread_local dnnl::stream mine = [] {
    omp_set_num_threads(1);
    return dnnl::stream(engine());
  }();
  return mine;
}

dnnl::matmul::primitive_desc describe(std::size_t rows, std::size_t inputs, std::size_t stride,
                                      const memory::desc& weight) {
  const auto m = static_cast<memory::dim>(rows), k = static_cast<memory::dim>(inputs),
             n = static_cast<memory::dim>(stride);
  const memory::desc source({m, k}, memory::data_type::u8, memory::format_tag::ab);
  const memory::desc sums({m, n}, memory::data_type::s32, memory::format_tag::ab);
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return {dnnl::matmul::desc(source, weight, sums), attributes, engine()};
}

}  // namespace

void QuantisedRows::set(const float* rows, std::size_t n_rows, std::size_t width) {
  n_rows_ = n_rows;
  const std::size_t room = kernels::rounded_up(n_rows, kFewRows);
  values_.resize(std::max(values_.size(), room * width));
  steps_.resize(std::max(steps_.size(), room));
  kernels::quantise(rows, n_rows, width, values_.data(), steps_.data());
}

/// The weights as oneDNN wants them, and the products with them.
struct Linear::Products {
  memory weight;
  dnnl::matmul::primitive_desc many_desc, few_desc;
  dnnl::matmul many, few;

  Products(std::vector<std::int8_t>& rows, std::size_t inputs, std::size_t stride) {
    const memory::dims dims = {static_cast<memory::dim>(inputs), static_cast<memory::dim>(stride)};
    const memory::desc any(dims, memory::data_type::s8, memory::format_tag::any);
    many_desc = describe(kManyRows, inputs, stride, any);
    few_desc = describe(kFewRows, inputs, stride, many_desc.weights_desc());
    many = dnnl::matmul(many_desc);
    few = dnnl::matmul(few_desc);
    weight = memory(many_desc.weights_desc(), engine());
    memory given({dims, memory::data_type::s8, memory::format_tag::ba}, engine(), rows.data());
    dnnl::reorder(given, weight).execute(stream(), given, weight);
    stream().wait();
  }

  void execute(bool is_many, std::uint8_t* input, std::int32_t* sums, std::vector<char>& scratch) {
    const auto& desc = is_many ? many_desc : few_desc;
    scratch.resize(std::max(scratch.size(), desc.scratchpad_desc().get_size()));
    memory source(desc.src_desc(), engine(), input), out(desc.dst_desc(), engine(), sums),
        pad(desc.scratchpad_desc(), engine(), scratch.data());
    (is_many ? many : few)
        .execute(stream(), {{DNNL_ARG_SRC, source},
                            {DNNL_ARG_WEIGHTS, weight},
                            {DNNL_ARG_DST, out},
                            {DNNL_ARG_SCRATCHPAD, pad}});
    stream().wait();
  }
};

Linear::Linear() = default;
Linear::Linear(Linear&&) noexcept = default;
Linear& Linear::operator=(Linear&&) noexcept = default;
Linear::~Linear() = default;

Result<Linear> Linear::load(const WeightFile& file, const std::vector<std::string>& names, std::size_t inputs,
                            const std::vector<std::size_t>& widths) {
  Linear linear;
  linear.inputs_ = inputs;
  linear.width_ = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
  linear.stride_ = kernels::rounded_up(linear.width_);
  linear.scale_.resize(linear.stride_);
  linear.bias_.resize(linear.stride_);
  linear.correction_.resize(linear.stride_);
  std::vector<std::int8_t> rows(linear.stride_ * inputs);
  std::size_t at = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t width = widths[i];
    QUOTH_TRY(const auto weight, file.int8s(names[i] + ".weight", {width, inputs}));
    QUOTH_TRY(const auto scale, file.floats(names[i] + ".scale", {width}));
    std::copy(weight.begin(), weight.end(), rows.begin() + static_cast<std::ptrdiff_t>(at * inputs));
    std::copy(scale.begin(), scale.end(), linear.scale_.begin() + static_cast<std::ptrdiff_t>(at));
    if (file.has(names[i] + ".bias")) {
      QUOTH_TRY(const auto bias, file.floats(names[i] + ".bias", {width}));
      std::copy(bias.begin(), bias.end(), linear.bias_.begin() + static_cast<std::ptrdiff_t>(at));
    }
    at += width;
  }
  for (std::size_t i = 0; i < linear.stride_; ++i) {
    const auto row = rows.begin() + static_cast<std::ptrdiff_t>(i * inputs);
    linear.correction_[i] = 128 * std::accumulate(row, row + static_cast<std::ptrdiff_t>(inputs), 0);
  }
  linear.products_ = std::make_unique<Products>(rows, inputs, linear.stride_);
  return linear;
}

void Linear::apply(QuantisedRows& input, Then then, float* out) const {
  const kernels::Scales scales{correction_.data(), scale_.data(), bias_.data()};
  input.sums_.resize(std::max(input.sums_.size(), kManyRows * stride_));
  for (std::size_t at = 0; at < input.n_rows_;) {
    const bool is_many = input.n_rows_ - at >= kManyRows;
    const std::size_t n = std::min(input.n_rows_ - at, is_many ? kManyRows : kFewRows);
    products_->execute(is_many, input.values_.data() + at * inputs_, input.sums_.data(), input.scratch_);
    float* rows = out + at * stride_;
    const float* steps = input.steps_.data() + at;
    if (then == Then::gelu) {
      kernels::dequantise_gelu(input.sums_.data(), n, stride_, steps, scales, rows);
    } else {
      kernels::dequantise(input.sums_.data(), n, stride_, steps, scales, rows);
    }
    if (then == Then::relu) kernels::relu(rows, n * stride_);
    at += n;
  }
}

}  // namespace quoth
