// The texts and the encoder that set-up brings, and a fit of the one on the other.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/models/encoder_folder.h"
#include "engine/tokenizer/tokenizer.h"
#include "engine/training/classification.h"
#include "engine/training/trainer.h"
#include "engine/transfer/text_classifier.h"
#include "tests/benchmarks/must.h"

namespace bench {

inline constexpr int kThreads = 2;
inline constexpr std::size_t kLongest = 128;  // tokens

// The tweets in the order of their file, with a label by the sign of their rating.
struct Tweets {
    std::vector<std::string> texts;
    std::vector<std::int64_t> labels;
};
const Tweets& tweets();
std::span<const std::string> first(std::size_t count);

const engine::Tokenizer& tokenizer();
const engine::EncoderFolder& encoder();

// Fine-tuning on the first tweets: batches of 32 drawn at random, dropout as the encoder's
// configuration says, AdamW, clipping.
class Fit {
public:
    /// @param frozen  layers that do not learn; their states are computed here
    explicit Fit(std::size_t rows, std::int64_t frozen = 0);
    engine::TrainOptions options() const;  // one epoch
    engine::TrainTask task() const;
    engine::TrainState begin() const;
    double tokens_a_row() const;
    double frozen_seconds() const { return frozen_seconds_; }

private:
    engine::TextClassifier model_;
    std::shared_ptr<const engine::ClassificationRows> rows_;
    double frozen_seconds_ = 0;  // that the states took
};

}  // namespace bench
