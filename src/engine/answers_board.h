#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"

namespace quoth {

/// Which questions are listed. Empty: any.
struct BoardFilter {
  std::string speaker;  ///< who answers; a name, whole
  std::string clarity;  ///< "clear reply", "ambivalent", "clear non-reply"
  std::string after;    ///< a cursor that a list gave
  std::size_t limit = 50;
};

/// A question and how it was answered.
struct BoardAnswer {
  std::int64_t record = 0;
  std::string sha256, title, date;
  std::string asked_by, question;
  std::optional<std::int64_t> asked_in;  ///< turn
  std::string speaker, reply;            ///< what is said in the turn that replies; empty: nobody does
  std::optional<std::int64_t> turn;
  std::string clarity, technique;
  double score = 0;
  bool unsure = false, again = false;  ///< again: the question was put before
};

/// How one person answers: how many questions, by clarity.
struct AnsweringSpeaker {
  std::string name;
  std::size_t clear = 0, ambivalent = 0, none = 0;
};

struct AnswerList {
  std::vector<BoardAnswer> answers;  ///< the newest talk first, then as they stand in it
  std::size_t total = 0;
  std::string next;                        ///< cursor; empty: nothing follows
  std::vector<AnsweringSpeaker> speakers;  ///< of all records; most questions first
};

/// Errors: usage.invalid (a cursor, a clarity), store.*.
Result<AnswerList> list_answers(Store& store, const BoardFilter& filter);

}  // namespace quoth
