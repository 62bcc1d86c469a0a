#pragma once

#include <string>

#include "model/model.h"
#include "record/record.h"

namespace quoth {

/// Reads every layer of `layers` (and those that they need) in `document`. A pure function: the same arguments
/// give the same record. Never fails; what could not be read is in the record's diagnostics. `weights` are asked for
/// where a layer needs them; without, those layers stay empty and a diagnostic says so.
Record annotate(std::string id, Document document, const Given& given, LayerSet layers,
                ModelSource* weights = nullptr);

}  // namespace quoth
