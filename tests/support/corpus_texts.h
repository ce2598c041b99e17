// Golden texts by reference: the sentences of the sample corpora are never part of this repository.
//
// A text is a JSON string, or {"corpus": "tweets", "id": "17"}, with "upper": true for its capital
// letters (ASCII texts only), or {"joined": [texts]}: several with a space between.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "tests/support/folders.h"

namespace support {

inline std::string file_text(const std::string& path) {
    const std::ifstream file(path, std::ios::binary);
    if (!file) ADD_FAILURE() << "cannot read " << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::vector<std::string> split_lines(const std::string& text, std::string_view end) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t stop = std::min(text.find(end, at), text.size());
        out.push_back(text.substr(at, stop - at));
        at = stop + end.size();
    }
    return out;
}

class CorpusTexts {
public:
    /// The sentence of a row; reads the corpus the first time.
    const std::string& find(const std::string& corpus, const std::string& id) {
        if (!read_.contains(corpus)) read(corpus);
        auto& rows = read_[corpus];
        if (!rows.contains(id)) ADD_FAILURE() << corpus << " has no row " << id;
        return rows[id];
    }

    std::string resolve(const engine::Json& text) {
        if (text.is_string()) return text.get<std::string>();
        if (text.contains("joined")) {
            std::string out;
            for (const engine::Json& part : text["joined"])
                out += (out.empty() ? "" : " ") + resolve(part);
            return out;
        }
        std::string out =
            find(text.at("corpus").get<std::string>(), text.at("id").get<std::string>());
        if (text.value("upper", false)) {
            for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
        return out;
    }

    /// One text a line of a *.refs.jsonl file of tests/golden.
    std::vector<std::string> resolve_lines(const std::string& path_in_golden) {
        std::vector<std::string> out;
        const std::string path =
            std::string(support::source_folder) + "/tests/golden/" + path_in_golden;
        for (const std::string& line : split_lines(file_text(path), "\n"))
            out.push_back(resolve(engine::Json::parse(line)));
        return out;
    }

private:
    void read(const std::string& corpus) {
        auto& rows = read_[corpus];
        const std::string path =
            std::string(support::deps_folder) + "/corpora/" + corpus + "_GroundTruth.txt";
        for (const std::string& line : split_lines(file_text(path), "\r\n")) {  // id, rating, text
            const std::size_t first = line.find('\t');
            const std::size_t second = line.find('\t', first + 1);
            if (first == std::string::npos || second == std::string::npos) continue;
            rows[line.substr(0, first)] = line.substr(second + 1);
        }
    }
    std::map<std::string, std::map<std::string, std::string>> read_;
};

}  // namespace support
