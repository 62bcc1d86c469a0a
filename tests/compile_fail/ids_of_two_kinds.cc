// The number of a speaker is not the number of a turn.
#include "record/record.h"

bool use(quoth::SpeakerId speaker, quoth::TurnId turn, quoth::TurnId other) {
#ifdef QUOTH_MISUSE
  return speaker == turn;
#endif
  return speaker == speaker && turn == other;
}
