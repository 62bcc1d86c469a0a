// The reader of plain text, and the finding of encodings before it.
#include "fuzz/read_target.h"
#include "read/text/text_reader.h"

QUOTH_FUZZ_READER(quoth::read_text, "talk.txt")
