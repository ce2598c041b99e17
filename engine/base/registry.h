// A registry is a value: filled by one function, handed over by const reference.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine {

template <class Entry>  // Entry has a std::string id
class Registry {
public:
    void add(Entry entry) { entries_.push_back(std::move(entry)); }
    const Entry* find(std::string_view id) const {  // null when unknown
        for (const Entry& entry : entries_) {
            if (entry.id == id) return &entry;
        }
        return nullptr;
    }
    const std::vector<Entry>& entries() const { return entries_; }
    std::vector<std::string> ids() const {
        std::vector<std::string> out;
        out.reserve(entries_.size());
        for (const Entry& entry : entries_) out.push_back(entry.id);
        return out;
    }

private:
    std::vector<Entry> entries_;
};

}  // namespace engine
