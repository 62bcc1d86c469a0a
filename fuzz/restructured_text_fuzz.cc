// The reader of reStructuredText.
#include "fuzz/read_target.h"
#include "read/restructured_text/restructured_text_reader.h"

QUOTH_FUZZ_READER(quoth::read_restructured_text, "talk.rst")
