#include "engine/training/tfidf.h"

#include "tests/engine/training/training_support.h"

namespace engine {
namespace {

using training_tests::golden_json;

TfidfOptions options_of(const Json& json) {
    TfidfOptions options{.shortest = 1, .longest = 1};
    if (json.contains("ngram_range")) {
        options.shortest = json.at("ngram_range")[0].get<int>();
        options.longest = json.at("ngram_range")[1].get<int>();
    }
    const std::string analyzer = json.value("analyzer", "word");
    options.kind = analyzer == "word"   ? TermKind::word
                   : analyzer == "char" ? TermKind::character
                                        : TermKind::character_word;
    options.sublinear = json.value("sublinear_tf", false);
    options.min_rows = json.value("min_df", 1);
    options.smooth = json.value("smooth_idf", true);
    options.norm = json.value("norm", "l2") == "l1" ? TermNorm::l1 : TermNorm::l2;
    return options;
}

void expect_rows(const SparseRows& rows, const Json& golden) {
    std::size_t at = 0;
    for (std::size_t row = 0; row < 5; ++row) {
        for (auto e = static_cast<std::size_t>(rows.starts[row]);
             e < static_cast<std::size_t>(rows.starts[row + 1]); ++e, ++at) {
            ASSERT_LT(at, golden.size());
            EXPECT_EQ(golden[at][0].get<std::size_t>(), row);
            EXPECT_EQ(golden[at][1].get<std::int32_t>(), rows.columns_of[e]);
            EXPECT_NEAR(golden[at][2].get<double>(), rows.values[e], 1e-10);
        }
    }
    EXPECT_EQ(at, golden.size());
}

void expect_model(const LogisticModel& model, const SparseRows& test, const Json& golden) {
    std::vector<double> p = logistic_logits(model, test);
    softmax_rows(p, 3);
    std::size_t at = 0;
    for (const Json& row : golden.at("test_probabilities")) {
        for (const Json& value : row) EXPECT_NEAR(p[at++], value.get<double>(), 1e-5);
    }
    for (std::size_t c = 0; c < 3; ++c) {
        EXPECT_NEAR(model.intercept[c], golden.at("intercept")[c].get<double>(), 1e-5);
        for (std::size_t j = 0; j < 20; ++j) {
            EXPECT_NEAR(model.weights[c * static_cast<std::size_t>(model.columns) + j],
                        golden.at("coef_first_20")[c][j].get<double>(), 1e-5);
        }
    }
}

TEST(Tfidf, EqualsTheReferenceFromTextsToProbabilities) {
    const Json golden = golden_json("tfidf/tfidf_lr.json");
    ASSERT_TRUE(golden.is_object());
    const auto texts = golden.at("texts").get<std::vector<std::string>>();
    const auto labels = golden.at("labels").get<std::vector<std::int64_t>>();
    const auto count = golden.at("train_rows").get<std::size_t>();
    const std::span<const std::string> train = std::span(texts).first(count),
                                       test = std::span(texts).subspan(count);
    for (const auto& [name, variant] : golden.at("variants").items()) {
        SCOPED_TRACE(name);
        const auto fitted = fit_tfidf(train, options_of(variant.at("options")));
        ASSERT_TRUE(fitted) << fitted.error().text();
        EXPECT_EQ(fitted->terms, variant.at("vocabulary").get<std::vector<std::string>>());
        ASSERT_EQ(fitted->idf.size(), variant.at("idf").size());
        for (std::size_t j = 0; j < fitted->idf.size(); ++j) {
            EXPECT_NEAR(fitted->idf[j], variant.at("idf")[j].get<double>(), 1e-10);
        }
        const SparseRows rows = tfidf_rows(*fitted, train);
        expect_rows(rows, variant.at("first_5_rows"));
        const auto model = fit_logistic(rows, std::span(labels).first(count), 3,
                                        {.l2 = 1 / variant.at("C").get<double>(),
                                         .balanced = variant.at("class_weight").is_string()});
        ASSERT_TRUE(model) << model.error().text();
        EXPECT_TRUE(model->converged);
        expect_model(*model, tfidf_rows(*fitted, test), variant);
    }
}

std::vector<std::string> terms(std::string_view text, TermKind kind, int shortest, int longest) {
    return terms_of(text, {.kind = kind, .shortest = shortest, .longest = longest});
}
using Terms = std::vector<std::string>;

TEST(TfidfTerms, AreWordsOfTwoOrMoreCharactersInLowerCase) {
    EXPECT_EQ(terms("I can't say NO_1 x2!", TermKind::word, 1, 1),
              (Terms{"can", "say", "no_1", "x2"}));
    EXPECT_EQ(terms("Not very good", TermKind::word, 1, 2),
              (Terms{"not", "very", "good", "not very", "very good"}));
    EXPECT_EQ(terms("ÉCOLE Straße ΟΔΟΣ", TermKind::word, 1, 1), (Terms{"école", "straße", "οδος"}));
    // Python: \w takes letters and numbers of every kind, but no combining marks.
    EXPECT_EQ(terms("x½ Ⅷa 中文字 e\u0301e\u0301", TermKind::word, 1, 1),
              (Terms{"x½", "ⅷa", "中文字"}));
    EXPECT_EQ(terms("a b", TermKind::word, 1, 2), Terms{});
}

TEST(TfidfTerms, AreRunsOfCharactersOverWordsOrWithinThem) {
    EXPECT_EQ(terms("ab  c", TermKind::character, 2, 3), (Terms{"ab", "b ", " c", "ab ", "b c"}));
    EXPECT_EQ(terms("ab", TermKind::character, 3, 5), Terms{});
    EXPECT_EQ(terms("é中", TermKind::character, 1, 2), (Terms{"é", "中", "é中"}));
    EXPECT_EQ(terms("ab c", TermKind::character_word, 3, 5), (Terms{" ab", "ab ", " ab ", " c "}));
    EXPECT_EQ(terms("a", TermKind::character_word, 4, 5), Terms{" a "});
    // A tab alone stays a tab between words; two spaces become one.
    EXPECT_EQ(terms("a\tb", TermKind::character, 3, 3), Terms{"a\tb"});
    EXPECT_EQ(terms("a\t\nb", TermKind::character, 3, 3), Terms{"a b"});
}

TEST(Tfidf, WeighsATermOfEveryTextByOne) {
    const auto model = fit_tfidf(Terms{"good film", "good book"}, {.longest = 1});
    ASSERT_TRUE(model);
    EXPECT_EQ(model->terms, (Terms{"book", "film", "good"}));
    EXPECT_EQ(model->idf[2], 1);
}

TEST(Tfidf, GivesATextOfUnknownTermsAnEmptyRow) {
    const auto model = fit_tfidf(Terms{"good film", "good book"}, {});
    const SparseRows rows = tfidf_rows(*model, Terms{"", "bad day", "film"});
    EXPECT_EQ(rows.starts, (std::vector<std::int64_t>{0, 0, 0, 1}));
    EXPECT_EQ(rows.values, std::vector<double>{1});
}

TEST(Tfidf, PutsBlocksSideBySideWithNormsOfTheirOwn) {
    const Terms texts = {"good film", "bad film", "good good book"};
    const std::vector<Tfidf> models = {
        *fit_tfidf(texts, {}),
        *fit_tfidf(texts, {.kind = TermKind::character_word, .shortest = 3, .longest = 5})};
    const SparseRows rows = tfidf_rows(models, texts);
    EXPECT_EQ(rows.columns, std::ssize(models[0].terms) + std::ssize(models[1].terms));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        double words = 0, characters = 0;
        for (auto e = static_cast<std::size_t>(rows.starts[i]);
             e < static_cast<std::size_t>(rows.starts[i + 1]); ++e) {
            (rows.columns_of[e] < std::ssize(models[0].terms) ? words : characters) +=
                rows.values[e] * rows.values[e];
        }
        EXPECT_NEAR(words, 1, 1e-12);
        EXPECT_NEAR(characters, 1, 1e-12);
    }
}

TEST(Tfidf, SurvivesItsJson) {
    const Terms texts = {"good café", "bad film", "a \"quoted\" film"};
    const auto model = fit_tfidf(
        texts, {.kind = TermKind::character, .shortest = 2, .longest = 3, .sublinear = true});
    const auto text = compact_json(tfidf_to_json(*model));
    const auto back = tfidf_from_json(*read_json(text, "test"));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->terms, model->terms);
    EXPECT_EQ(back->idf, model->idf);
    EXPECT_EQ(tfidf_rows(*back, texts).values, tfidf_rows(*model, texts).values);
    Json broken = tfidf_to_json(*model);
    broken["idf"].erase(0);
    EXPECT_EQ(tfidf_from_json(broken).error().code, ErrorCode::BadFile);
    EXPECT_EQ(tfidf_from_json(Json::object()).error().code, ErrorCode::BadFile);
}

TEST(Tfidf, RefusesTextsWithoutATerm) {
    EXPECT_EQ(fit_tfidf(Terms{"a", "!"}, {}).error().code, ErrorCode::BadData);
    EXPECT_EQ(fit_tfidf(Terms{"ab"}, {.shortest = 2, .longest = 1}).error().code,
              ErrorCode::BadOption);
}

}  // namespace
}  // namespace engine
