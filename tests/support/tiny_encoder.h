// A model folder made in a moment: a random BERT of two layers and a vocabulary of a few words.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/base/json.h"
#include "engine/models/encoder_shape.h"
#include "engine/models/random_twin.h"
#include "engine/models/weights_io.h"

namespace support {

inline engine::EncoderShape tiny_shape() {
    engine::EncoderShape shape;
    shape.hidden = 16;
    shape.layers = 2;
    shape.heads = 2;
    shape.intermediate = 24;
    shape.vocabulary = 20;
    shape.positions = 12;
    shape.initializer_range = 0.3;
    shape.has_pooler = false;
    return shape;
}

/// config.json, model.safetensors, vocab.txt, tokenizer_config.json.
inline void write_tiny_encoder(const std::filesystem::path& folder, std::uint64_t seed = 5) {
    std::filesystem::create_directories(folder);
    const engine::EncoderShape shape = tiny_shape();
    std::ofstream(folder / "config.json") << engine::config_of(shape).dump();
    const auto written =
        engine::write_weights(folder / "model.safetensors", engine::random_twin(shape, seed));
    ASSERT_TRUE(written) << written.error().text();
    std::ofstream(folder / "vocab.txt")
        << "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\nfine\nnice\nbad\npoor\nsad\na\nthe\nmy\n"
           "film\nbook\nday\nmeal\ntrip\nsong\n";
    std::ofstream(folder / "tokenizer_config.json") << "{\"do_lower_case\": true}";
}

}  // namespace support
