#include "engine/review_json.h"

#include <cmath>

#include "record/answer.h"
#include "write/json_writer.h"

namespace quoth {
namespace {

class ReviewWriter {
 public:
  explicit ReviewWriter(std::string& out) : json_(out) {}

  void write(const PlacedReview& item) {
    json_.begin_object();
    write_standing(item);
    json_.end_object();
  }

  void write(const PlacedReview& item, const std::optional<MachineReading>& machine) {
    json_.begin_object();
    write_standing(item);
    write_machine(machine);
    write_history(item.review);
    json_.end_object();
  }

 private:
  void write_standing(const PlacedReview& item) {
    const Review& review = item.review;
    json_.member_integer("review", review.number);
    json_.member("kind", to_string(review.kind));
    json_.member_integer("version", review.version());
    json_.member("state", to_string(item.standing.state));
    json_.member_or_null("assignee", item.standing.assignee);
    json_.member("words", item.words());
    write_place(item.place);
    json_.key("bound");
    json_.begin_object();
    json_.member("sha256", review.sha256);
    json_.member("path", review.path);
    write_anchor(review.anchor);
    json_.end_object();
    json_.key("disputed");
    json_.boolean(item.standing.is_disputed());
    json_.key("verdicts");
    write_entries(item.standing.verdicts);
    write_one("span", item.standing.span);
    write_one("reading", item.standing.reading);
    write_one("speaker", item.standing.speaker);
  }

  void write_machine(const std::optional<MachineReading>& machine) {
    json_.key("machine");
    if (!machine) return json_.null();
    json_.begin_object();
    json_.member_integer("begin", machine->begin);
    json_.member_integer("end", machine->end);
    json_.member_or_null("reading", machine->reading);
    json_.key("score");
    json_.number(std::round(machine->score * 1000) / 1000);
    json_.member_or_null("speaker", machine->speaker);
    json_.end_object();
  }

  void write_place(const ReviewPlace& place) {
    json_.key("place");
    json_.begin_object();
    json_.member("how", to_string(place.how));
    json_.key("record");
    place.record ? json_.integer(*place.record) : json_.null();
    if (place.how != Anchoring::lost) {
      json_.member_integer("begin", place.begin);
      json_.member_integer("end", place.end);
      json_.member("text", place.words);
    }
    json_.end_object();
  }

  void write_anchor(const Anchor& anchor) {
    json_.member_integer("begin", anchor.begin);
    json_.member_integer("end", anchor.end);
    json_.member("words", anchor.words);
    json_.member("before", anchor.before);
    json_.member("after", anchor.after);
  }

  void write_one(std::string_view name, const std::optional<ReviewEntry>& entry) {
    json_.key(name);
    if (!entry) return json_.null();
    json_.begin_object();
    write_entry(*entry);
    json_.end_object();
  }

  void write_entries(const std::vector<ReviewEntry>& entries) {
    json_.begin_array();
    for (const ReviewEntry& entry : entries) {
      json_.begin_object();
      write_entry(entry);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_history(const Review& review) {
    const std::vector<bool> holds = entries_that_hold(review.history);
    json_.key("history");
    json_.begin_array();
    for (std::size_t i = 0; i < review.history.size(); ++i) {
      json_.begin_object();
      json_.key("field");
      const ReviewEntry& entry = review.history[i];
      entry.field ? json_.string(to_string(*entry.field)) : json_.null();
      json_.key("undoes");
      entry.undoes ? json_.integer(*entry.undoes) : json_.null();
      json_.key("holds");
      json_.boolean(holds[i]);
      write_entry(entry);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_entry(const ReviewEntry& entry) {
    json_.member_integer("version", entry.version);
    json_.member("author", entry.author);
    json_.member("made", entry.made);
    json_.member_or_null("why", entry.why);
    if (entry.span) {
      write_anchor(*entry.span);
    } else if (entry.field) {
      json_.member_or_null("value", entry.value);
    }
    if (entry.field == ReviewField::reading) {
      if (const auto technique = technique_of(entry.value))
        json_.member("clarity", to_string(kClarityOf[static_cast<std::size_t>(*technique)]));
    }
    if (entry.field != ReviewField::verdict) return;
    json_.key("evidence");
    json_.begin_array();
    for (const VerdictEvidence& evidence : entry.evidence) {
      json_.begin_object();
      json_.member_or_null("url", evidence.url);
      json_.member_or_null("quotation", evidence.quotation);
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter json_;
};

}  // namespace

std::string review_json(const PlacedReview& item) {
  std::string json;
  ReviewWriter(json).write(item);
  return json;
}

std::string review_history_json(const PlacedReview& item, const std::optional<MachineReading>& machine) {
  std::string json;
  ReviewWriter(json).write(item, machine);
  return json;
}

}  // namespace quoth
