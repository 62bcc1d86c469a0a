// A view into a document that is gone before the view is used.
#include "record/document.h"
#include "text/alignment.h"

quoth::Document make();

std::size_t use() {
  const quoth::Document document = make();
  std::size_t n =
      document.text().size() + document.slice({0, 1}).size() + document.source_map().runs().size();
#ifdef QUOTH_MISUSE
  n += make().text().size();
#endif
  return n;
}
