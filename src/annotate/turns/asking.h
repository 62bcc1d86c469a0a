#pragma once

#include <string_view>

namespace quoth {

/// Whether what is said ends in a question: its last mark, past closing quotation marks and brackets, asks, and more is said than
/// a call on the next to speak ("Yes, sir?", "Go ahead. Yes?").
bool ends_in_question(std::string_view said);

/// Whether a sentence in it is put to somebody as a question is, without the mark ("Why not say when you will sign.").
bool asks_without_mark(std::string_view said);

/// Whether it is nothing but a listener's remark, which calls for no reply ("Right.", "I see.").
bool is_listening(std::string_view said);

}  // namespace quoth
