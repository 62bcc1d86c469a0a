// The reader of HTML.
#include "fuzz/read_target.h"
#include "read/html/html_reader.h"

QUOTH_FUZZ_READER(quoth::read_html, "talk.html")
