#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "store/answer_rows.h"
#include "store/store.h"

namespace quoth {

/// Which questions are listed, and how many at once.
struct BoardFilter {
  AnswerFilter which;
  std::string after;  ///< a cursor that a list gave
  std::size_t limit = 50;
};

/// How one person's questions or answers go: how many, by clarity.
struct AnsweringSpeaker {
  std::string name;
  std::size_t clear = 0, ambivalent = 0, none = 0;

  std::size_t all() const { return clear + ambivalent + none; }
};

struct AnswerList {
  std::vector<AnswerInFull> answers;  ///< the newest talk first, then as they stand in it
  std::size_t total = 0;
  std::string next;  ///< cursor; empty: nothing follows
  std::vector<AnsweringSpeaker> speakers,
      askers;  ///< of all that the filter lets through; most questions first
};

/// The questions of talks; those of users, whose words stand in no record, are left out. Errors: usage.invalid (a cursor),
/// store.*.
Result<AnswerList> list_answers(Store& store, const BoardFilter& filter);

/// Those who answer, or ask, with how their questions went; who has no name is "". Most questions first.
std::vector<AnsweringSpeaker> count_answers(const std::vector<ListedAnswer>& answers,
                                            std::string ListedAnswer::*side);

}  // namespace quoth
