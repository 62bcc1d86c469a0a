#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "annotate/mention_view.h"
#include "record/record.h"

namespace quoth {

/// Whom a mention in talk means by who says it to whom.
struct TalkMeaning {
  std::optional<SpeakerId> speaker;  ///< "I", "you", "Mr. President": this one of the record's speakers
  bool includes_speaker = false;     ///< "we": the one who says it among others
  bool is_no_speaker = false;        ///< a "you" that addresses nobody, an "I" in another's words
};

/// Reads the first and second persons and the titles in address of `mentions`, from the turns, exchanges, speakers and trees of
/// `record`. *I* is the speaker of its turn, but for one within quotation marks. *You* is the one spoken to, where the record
/// leaves one alone: of a question who answers it, of an answer who asked, if it plainly addresses somebody (a question, "as
/// you said", "I tell you", "your paper"; elsewhere it is anybody). A title in address is who bears it by the labels,
/// names and affiliations of the speakers, or else the one spoken to; elsewhere, whose label it is word for word ("the
/// President"). Outside turns all are left to the model.
std::vector<TalkMeaning> read_talk(std::string_view text, const Record& record,
                                   const std::vector<MentionView>& mentions);

}  // namespace quoth
