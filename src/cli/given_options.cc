#include "cli/given_options.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "read/jsonl/jsonl_reader.h"

namespace quoth {
namespace {

/// Parts of every record, whatever layers are asked for; --layers may name them.
constexpr std::string_view kAlwaysThere[] = {"text", "meta", "speakers"};

std::string layer_names() {
  std::string names;
  for (int i = 0; i < kLayers; ++i) names += fmt::format("{}, ", to_string(static_cast<Layer>(i)));
  return names + "text, meta, speakers";
}

void add_layer(std::string_view name, LayerSet& layers) {
  if (const auto layer = layer_of(name)) {
    layers.add(*layer);
  } else if (std::find(std::begin(kAlwaysThere), std::end(kAlwaysThere), name) == std::end(kAlwaysThere)) {
    throw CLI::ValidationError("--layers",
                               fmt::format("there is no layer {}; there are {}", name, layer_names()));
  }
}

void add_speaker(const std::string& value, Given& given) {
  const std::size_t equals = value.find('=');
  if (equals == 0 || equals == std::string::npos || equals + 1 == value.size()) {
    throw CLI::ValidationError("--speaker", fmt::format("{} is not LABEL=NAME", value));
  }
  given.speakers.emplace_back(value.substr(0, equals), value.substr(equals + 1));
}

}  // namespace

void add_given_options(CLI::App& command, Given& given) {
  command
      .add_option_function<std::string>(
          "--date",
          [&given](const std::string& value) {
            const Result<std::string> date = read_iso_date(value);
            if (!date)
              throw CLI::ValidationError("--date", date.error().message + "; write it as 2018-07-14");
            given.date = *date;
          },
          "When the talk was, where the file does not say")
      ->type_name("YYYY-MM-DD");
  command.add_option("--title", given.title, "What it is called")->type_name("TEXT");
  command.add_option("--outlet", given.outlet, "Who published it")->type_name("NAME");
  command
      .add_option_function<std::vector<std::string>>(
          "--speaker",
          [&given](const std::vector<std::string>& values) {
            for (const std::string& value : values) add_speaker(value, given);
          },
          "Who speaks under a label; may be repeated")
      ->type_name("LABEL=NAME")
      ->allow_extra_args(false);
}

void add_layers_option(CLI::App& command, LayerSet& layers) {
  command
      .add_option_function<std::string>(
          "--layers",
          [&layers](const std::string& value) {
            layers = LayerSet::none();
            for (std::size_t at = 0; at <= value.size();) {
              const std::size_t comma = std::min(value.find(',', at), value.size());
              if (comma > at) add_layer(std::string_view(value).substr(at, comma - at), layers);
              at = comma + 1;
            }
          },
          "Only these layers, named as in the record; a name it does not know lists them all")
      ->type_name("A,B...");
}

}  // namespace quoth
