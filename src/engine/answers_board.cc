#include "engine/answers_board.h"

#include <algorithm>
#include <map>

#include "engine/quotations.h"

namespace quoth {

std::vector<AnsweringSpeaker> count_answers(const std::vector<ListedAnswer>& answers,
                                            std::string ListedAnswer::*side) {
  std::map<std::string, AnsweringSpeaker> counts;
  for (const ListedAnswer& answer : answers) {
    AnsweringSpeaker& of = counts[answer.*side];
    switch (answer.clarity) {
      case Clarity::clear_reply: ++of.clear; break;
      case Clarity::ambivalent: ++of.ambivalent; break;
      case Clarity::clear_non_reply: ++of.none; break;
    }
  }
  std::vector<AnsweringSpeaker> out;
  for (auto& [name, count] : counts) {
    count.name = name;
    out.push_back(std::move(count));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const AnsweringSpeaker& a, const AnsweringSpeaker& b) { return a.all() > b.all(); });
  return out;
}

Result<AnswerList> list_answers(Store& store, const BoardFilter& filter) {
  QUOTH_TRY(const std::size_t from, read_cursor(filter.after));
  Database& database = store.database();
  QUOTH_TRY(const Transaction one_state, Transaction::begin_reading(database));
  QUOTH_TRY(std::vector<ListedAnswer> all, list_answers(database, filter.which));
  std::erase_if(all, [](const ListedAnswer& answer) { return answer.asked_by_user; });
  AnswerList list;
  list.total = all.size();
  list.speakers = count_answers(all, &ListedAnswer::speaker);
  list.askers = count_answers(all, &ListedAnswer::asker);
  for (std::size_t i = from; i < all.size() && list.answers.size() < filter.limit; ++i) {
    QUOTH_TRY(list.answers.emplace_back(), answer_in_full(database, all[i].record, all[i].number));
  }
  if (!list.answers.empty() && from + list.answers.size() < list.total)
    list.next = std::to_string(from + list.answers.size());
  return list;
}

}  // namespace quoth
