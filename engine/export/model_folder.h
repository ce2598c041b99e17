// A trained model as a folder that other programs open too: Hugging Face layout, pooling as
// sentence-transformers writes it, and beside it what only Warmstart reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/models/encoder_shape.h"
#include "engine/models/pooling_info.h"
#include "engine/models/weights.h"

namespace engine {

struct ModelFolderContent {
    EncoderShape shape;
    Weights weights;  // by canonical name, all of parameters_of(shape)
    Weights head;     // of a head of ours on the pooled vector -> head.safetensors; may be empty
    Json config;      // config.json the model came with; its other keys are kept
    PoolingInfo pooling;                   // pooling, normalising, longest row
    std::filesystem::path tokenizer_from;  // folder whose tokenizer files are copied; empty: none
    std::filesystem::path adapter_from;    // folder of a PEFT adapter to copy; empty: none
    std::filesystem::path beside;  // a file to copy as it is, into adapter/ too; empty: none
    Json warmstart;                // -> warmstart.json
    std::string card;              // -> README.md
    std::map<std::string, std::string> metadata = {};  // of the weights files
};

/// Writes config.json, model.safetensors (names with the type's prefix where there is a
/// classifier, as BertForSequenceClassification has them, else as BertModel's), head.safetensors,
/// modules.json, tokenizer files, adapter/, the file `beside`, warmstart.json and README.md. The
/// folder appears whole or not at all; load_encoder reads it back. Errors: BadUsage when `to`
/// exists; BadModel when weights do not fit the shape or there is no tokenizer to copy; DiskFull,
/// Io.
Result<void> save_model_folder(const std::filesystem::path& to, const ModelFolderContent& content);

}  // namespace engine
