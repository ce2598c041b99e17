#include "engine/data/csv_rows.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>
#include <utility>

#include "engine/data/importer.h"

namespace engine {
namespace {

constexpr std::size_t kStretchBytes = std::size_t{1} << 20;
constexpr std::size_t kMostThreads = 4;  // more would wait for the memory

void count_record(const CsvRecord& record, const CsvRules& rules, CsvStretch& upto, RawRows& rows) {
    if (record.blank) {
        ++rows.blank_lines;
        return;
    }
    ++rows.rows_in;
    if (!is_sound(record, rules)) {
        rows.rejects.push_back(fault_of(record, rules));
        upto.sound = false;
        return;
    }
    ++upto.row;
    for (std::size_t i = 0; i < record.fields.size(); ++i) upto.bytes[i] += record.fields[i].size();
}

void place_stretch(const CsvStretch& stretch, const CsvStretch& next, const CsvRules& rules,
                   const std::vector<StringColumn::Room>& room) {
    CsvScanner scanner = stretch.begin;
    const char quote = scanner.dialect().quote;
    CsvRecord record;
    std::int64_t row = stretch.row;
    std::vector<char*> to;  // of each column: where its next cell goes
    for (std::size_t i = 0; i < room.size(); ++i) to.push_back(room[i].bytes + stretch.bytes[i]);
    while (scanner.at() < next.begin.at() && scanner.next(record)) {
        if (record.blank || !(stretch.sound || is_sound(record, rules))) continue;
        ++row;
        for (std::size_t i = 0; i < room.size(); ++i) {
            to[i] = record.fields[i].copy_to(to[i], quote);
            room[i].offsets[row] = to[i] - room[i].bytes;
        }
    }
    assert(row == next.row);
}

}  // namespace

Result<std::vector<CsvStretch>> count_csv_rows(CsvScanner scanner, const CsvRules& rules,
                                               const Watch& watch, RawRows& rows) {
    std::vector<CsvStretch> stretches;
    CsvStretch upto{scanner, 0, std::vector<std::int64_t>(rules.fields), true};
    std::size_t begin = scanner.at();
    const auto cut = [&] {
        const bool sound = std::exchange(upto.sound, true);
        if (!stretches.empty()) stretches.back().sound = sound;
        upto.begin = scanner;
        stretches.push_back(upto);
        begin = scanner.at();
    };
    cut();
    CsvRecord record;
    for (std::int64_t read = 1; scanner.next(record); ++read) {
        if (read % kRowsBetweenLooks == 0) {
            if (Result<void> on = watch.at(scanner.share()); !on) return on.error();
        }
        count_record(record, rules, upto, rows);
        if (scanner.at() - begin >= kStretchBytes) cut();
    }
    cut();
    return stretches;
}

Result<void> place_csv_rows(const std::vector<CsvStretch>& stretches, const CsvRules& rules,
                            const Watch& watch, RawRows& rows) {
    const CsvStretch& end = stretches.back();
    const std::size_t count = stretches.size() - 1;
    std::vector<StringColumn::Room> room;
    for (std::size_t i = 0; i < rows.columns.size(); ++i)
        room.push_back(rows.columns[i].make_room(end.row, end.bytes[i]));
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stopped = false;
    const auto place_one = [&] {
        const std::size_t mine = next++;
        if (mine >= count) return false;
        place_stretch(stretches[mine], stretches[mine + 1], rules, room);
        return true;
    };
    std::vector<std::jthread> helpers;  // joined when they leave this scope
    const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
    for (std::size_t i = 1; i < std::min({cores, kMostThreads, count}); ++i)
        helpers.emplace_back([&] {
            while (!stopped && place_one()) {
            }
        });
    do {
        const std::size_t taken = std::min<std::size_t>(next, count);
        Result<void> on = watch.at(static_cast<double>(taken) / static_cast<double>(count + 1));
        if (!on) {
            stopped = true;
            return on;
        }
    } while (place_one());
    return watch.at(1);
}

}  // namespace engine
