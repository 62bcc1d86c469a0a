#include "read/pdf/pdf_reader.h"

namespace quoth {

Result<Document> read_pdf(const Source&, const Limits&) {
  return fail(ErrorCode::pdf_no_tool, "PDF is not read yet");
}

}  // namespace quoth
