#pragma once

#include <cstdint>

#include "server/message.h"
#include "store/store.h"

namespace quoth {

/// The most that a body may hold: a transcript, not a library.
inline constexpr std::size_t kMostBodyBytes = std::size_t{64} << 20;

/// What a request is in for.
enum class Work : std::uint8_t {
  quick,   ///< answered from the store at once
  writes,  ///< changes the store, and may have to wait for others that do
  slow,    ///< up to a second: another program draws a page of a PDF, or all of a long record is written out
  adds,    ///< reads and annotates what was sent: seconds
};

/// Whether there is such an address and it takes the method. Errors: http.not_found, http.method.
Result<Work> work_of(std::string_view method, const Target& target);

/// The answer to a request that adds nothing. All that goes wrong is an answer too: a page where a page was asked for, a problem where JSON was.
/// Requires: work_of gave it as anything but what adds.
Response answer(Store& store, const Request& request);

/// The answer to OPTIONS: which methods the address takes. It lets no other origin do anything.
Response options_answer(const Target& target);

/// An error in the form that fits the address.
Response error_answer(const Target& target, const Error& error);

}  // namespace quoth
