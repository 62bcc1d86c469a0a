// What readings.py fits on: vectors of sentences as the program's encoder reads them. Usage: quoth_vectors WEIGHTS < ITEMS > FLOATS
//
// An item is a line of JSON, [[SENTENCE, ...], ...]: paragraphs of sentences, read as one text. Of each sentence, in order,
// come 2 * width floats: ClaimsHead::pool. Sentences have a word at least.
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <simdjson.h>

#include "model/model.h"

namespace {

using namespace quoth;

struct Item {
  std::string text;
  std::vector<std::size_t> begins;  // of sentences
};

bool read_item(simdjson::dom::parser& parser, const std::string& line, Item& item) {
  simdjson::dom::array paragraphs;
  if (parser.parse(line).get(paragraphs) != simdjson::SUCCESS) return false;
  for (const auto paragraph : paragraphs) {
    simdjson::dom::array sentences;
    if (paragraph.get(sentences) != simdjson::SUCCESS) return false;
    std::string_view between = item.text.empty() ? "" : "\n\n";
    for (const auto sentence : sentences) {
      std::string_view text;
      if (sentence.get(text) != simdjson::SUCCESS) return false;
      item.text += between;
      item.begins.push_back(item.text.size());
      item.text += text;
      between = " ";
    }
  }
  return true;
}

bool write(const Model& model, const Item& item) {
  Pieces pieces;
  model.vocabulary().cut(item.text, make_span(0, item.text.size()), Gap::paragraph, pieces);
  Matrix rows(pieces.size(), model.width());
  Encoder::Room room;
  for (const Window& window : windows(pieces.size()))
    model.encode(pieces, window, room, rows.row(window.first));
  std::vector<PieceRun> sentences;
  std::size_t piece = 0;
  for (const std::size_t begin : item.begins) {
    while (piece < pieces.size() && pieces.span[piece].begin < begin) ++piece;
    if (piece == pieces.size() || (!sentences.empty() && sentences.back().begin == piece)) return false;
    if (!sentences.empty()) sentences.back().end = piece;
    sentences.push_back({piece, pieces.size()});
  }
  const Matrix pooled = model.claims()->pool(rows, sentences);
  return std::fwrite(pooled.values.data(), sizeof(float), pooled.values.size(), stdout) ==
         pooled.values.size();
}

}  // namespace

int main(int argc, char** argv) {
  const auto model = Model::open(argc == 2 ? argv[1] : "", 1);
  if (!model || (*model)->claims() == nullptr) {
    std::cerr << "vectors: no weights with a head for claims\n";
    return 2;
  }
  simdjson::dom::parser parser;
  for (std::string line; std::getline(std::cin, line);) {
    Item item;
    if (!read_item(parser, line, item) || !write(**model, item)) {
      std::cerr << "vectors: no item, or a sentence without words: " << line << '\n';
      return 1;
    }
  }
}
