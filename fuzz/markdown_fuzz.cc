// The reader of Markdown.
#include "fuzz/read_target.h"
#include "read/markdown/markdown_reader.h"

QUOTH_FUZZ_READER(quoth::read_markdown, "talk.md")
