#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotate/turns/labels.h"
#include "record/record.h"

namespace quoth {

/// Something in the text that says who stands behind a label that names nobody: "Questioned by Ms Reed" names
/// counsel, "TOM HALE (sworn)" a witness.
struct SpeakerCue {
  std::uint32_t line = 0;
  Role role = Role::witness;
  std::string name;
};

/// Reads the cue that a line which bears no label gives, if it gives one.
std::optional<SpeakerCue> speaker_cue(std::string_view text, std::uint32_t line);

/// Who speaks in a record. Labels are resolved in the order of the text, since "Miss Reed" is the Reed who was last
/// named in full.
class SpeakerRegister {
 public:
  SpeakerRegister(const std::vector<Participant>& participants, std::vector<SpeakerCue> cues,
                  const Given& given);

  /// The speaker behind a label, new where no known one fits, and the others where it names several. A role's label
  /// stands for whom the last cue before it named, else for whom the first one names.
  struct Resolved {
    SpeakerId speaker;
    std::vector<SpeakerId> also;
  };
  Resolved resolve(const LabelCandidate& label, std::string_view printed);
  /// A label such as "Question" that stands for one person whom only the participants name gets that name.
  void name_the_nameless();

  std::vector<Speaker> take() &&;

 private:
  struct Known {
    Speaker speaker;
    std::string key;  ///< letters of the name without titles
    std::string surname;
    std::string given_name;  ///< lower case, may be an initial
    std::string courtesy;    ///< "mr", "mrs", "miss", ...
    std::string seat;        ///< "ofnewjersey", where members share a name
    std::uint32_t last_used = 0;
    bool speaks = false;  ///< not only listed as a participant
  };

  SpeakerId add(std::string name, const LabelParts& parts);
  std::optional<SpeakerId> find_person(const LabelParts& parts, bool need_spoken);
  SpeakerId person(const LabelParts& parts);
  SpeakerId role_holder(const LabelCandidate& label, std::string_view printed);
  SpeakerId by_key(const std::string& key, std::string name, const LabelParts& parts);
  void use(SpeakerId id, std::string_view printed, const LabelParts& parts);

  std::vector<Known> known_;
  std::vector<SpeakerCue> cues_;                        ///< in order of lines
  std::unordered_map<std::string, SpeakerId> holders_;  ///< of offices: who "The CHAIR (Mr. Hale)" was last
  const Given& given_;
  std::uint32_t clock_ = 0;
};

/// Gives a role to everybody who has none yet: from labels and affiliations, then from who asks and who replies.
void assign_roles(const Document& document, const std::vector<Turn>& turns, std::vector<Speaker>& speakers);

}  // namespace quoth
