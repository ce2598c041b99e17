#include "engine/runner/model_tools.h"

#include <ATen/Parallel.h>
#include <unistd.h>

#include <cmath>

#include "engine/base/csv_writer.h"
#include "engine/base/files.h"
#include "engine/data/importer.h"
#include "engine/models/embed.h"
#include "engine/models/encoder_folder.h"
#include "engine/models/padded_forward.h"
#include "engine/models/weights_io.h"
#include "engine/runner/library_faults.h"
#include "engine/tokenizer/tokenize_file.h"
#include "engine/tokenizer/tokenizer.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

void use_threads(const JobSettings& settings) {
    if (settings.threads > 0) at::set_num_threads(settings.threads);
}

Result<at::Tensor> embed_texts(const fs::path& folder, const std::vector<std::string>& texts,
                               const std::string& pooling, bool normalise) {
    auto encoder = load_encoder(folder);
    if (!encoder) return encoder.error();
    auto tokenizer = Tokenizer::load(folder);
    if (!tokenizer) return tokenizer.error();
    EmbedOptions options;
    options.pooling = encoder->pooling.pooling;
    options.normalise = normalise;
    if (!pooling.empty()) {
        auto wanted = pooling_of(pooling);
        if (!wanted) return wanted.error();
        options.pooling = *wanted;
    }
    EncodeOptions cut;
    cut.max_tokens = static_cast<std::size_t>(encoder->max_tokens);
    cut.never_empty = true;
    const auto packed = tokenizer->encode_ids(texts, cut);
    return embed_rows(encoder->shape, encoder->weights, packed.ids, packed.offsets, options);
}

// Column of the texts: the one named, else "text", else the only one.
Result<std::size_t> text_column(const RawRows& rows, const std::string& wanted,
                                const fs::path& file) {
    const std::string name =
        wanted.empty() ? (rows.names.size() == 1 ? rows.names[0] : "text") : wanted;
    for (std::size_t i = 0; i < rows.names.size(); ++i) {
        if (rows.names[i] == name) return i;
    }
    std::string all;
    for (const std::string& one : rows.names) all += (all.empty() ? "" : ", ") + one;
    return make_error(ErrorCode::BadData,
                      "%1 has no column \"%2\"; it has %3. Name the text column with --text.",
                      {file.string(), name, all});
}

std::string number_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6f", value);
    return text;
}

class ShippedModelTools : public ModelTools {
public:
    explicit ShippedModelTools(Places places) : places_(std::move(places)) {}

    Result<void> embed(const fs::path& model, const fs::path& texts, const fs::path& out,
                       const std::string& pooling, bool normalise,
                       const JobSettings& settings) override {
        use_threads(settings);
        auto lines = read_text_lines(texts);
        if (!lines) return lines.error();
        auto vectors = embed_texts(model, *lines, pooling, normalise);
        if (!vectors) return vectors.error();
        return write_weights(out, {{"embeddings", *vectors}});
    }

    Result<void> forward(const fs::path& model, const fs::path& inputs, const fs::path& out,
                         bool gradients, const JobSettings& settings) override {
        use_threads(settings);
        return padded_forward_files(model, inputs, out, {.gradients = gradients});
    }

    Result<void> predict(const fs::path& model, const fs::path& data, const fs::path& out,
                         const std::string& column, const JobSettings& settings) override {
        use_threads(settings);
        auto rows = import_file(data, {});
        if (!rows) return rows.error();
        auto which = text_column(*rows, column, data);
        if (!which) return which.error();
        std::vector<std::string> texts;
        for (std::int64_t row = 0; row < rows->rows_ok(); ++row)
            texts.emplace_back(rows->columns[*which][row]);
        auto predictions = predict_folder(model, texts);
        if (!predictions) return predictions.error();
        return write_predictions(*rows, *predictions, out);
    }

    Result<Exported> export_model(const fs::path& artifact, const fs::path& out) override {
        return export_trained(places_, artifact, out);
    }

    Result<Exported> verify(const fs::path& artifact, const fs::path& exported) override {
        return verify_exported(places_, artifact, exported);
    }

    Result<Json> inspect(const fs::path& model) override {
        auto encoder = load_encoder(model);
        if (!encoder) return encoder.error();
        const EncoderShape& shape = encoder->shape;
        return Json{{"path", model.string()},
                    {"type", shape.model_type},
                    {"hidden", shape.hidden},
                    {"layers", shape.layers},
                    {"heads", shape.heads},
                    {"vocabulary", shape.vocabulary},
                    {"positions", shape.positions},
                    {"max_tokens", encoder->max_tokens},
                    {"parameters", encoder->parameters},
                    {"file_bytes", encoder->file_bytes},
                    {"pooling", name_of(encoder->pooling.pooling)},
                    {"normalise", encoder->pooling.normalise},
                    {"classes", shape.labels},
                    {"sha256", encoder->weights_sha256}};
    }

private:
    // A trained artifact is exported to a folder of its own first: one way to predict.
    Result<Predictions> predict_folder(const fs::path& model,
                                       const std::vector<std::string>& texts) {
        std::error_code problem;
        if (!fs::exists(model / "trained.json", problem)) return predict_texts(model, texts);
        const fs::path folder =
            fs::temp_directory_path(problem) / ("warmstart-model-" + std::to_string(::getpid()));
        fs::remove_all(folder, problem);
        auto log = RunLog::open(places_.workspace, RunLog::Mode::ReadWrite);
        if (!log) return log.error();
        if (auto written = write_trained(places_, *log, model, folder, ""); !written)
            return written.error();
        auto predictions = predict_texts(folder, texts);
        fs::remove_all(folder, problem);
        return predictions;
    }

    static Result<void> write_predictions(const RawRows& rows, const Predictions& predictions,
                                          const fs::path& out) {
        std::vector<std::string> header = rows.names;
        header.emplace_back("predicted");
        for (const std::string& name : predictions.classes) header.push_back("p_" + name);
        std::string text = csv_line(header);
        const std::size_t classes = predictions.classes.size();
        for (std::int64_t row = 0; row < rows.rows_ok(); ++row) {
            std::vector<std::string> cells;
            for (const StringColumn& column : rows.columns) cells.emplace_back(column[row]);
            const double* p =
                predictions.probabilities.data() + static_cast<std::size_t>(row) * classes;
            cells.push_back(
                predictions
                    .classes[static_cast<std::size_t>(std::max_element(p, p + classes) - p)]);
            for (std::size_t c = 0; c < classes; ++c) cells.push_back(number_text(p[c]));
            text += csv_line(cells);
        }
        return write_file_atomically(out, text);
    }

    Places places_;
};

}  // namespace

std::unique_ptr<ModelTools> make_shipped_model_tools(const Places& places) {
    return guarded(std::make_unique<ShippedModelTools>(places));
}

}  // namespace engine
