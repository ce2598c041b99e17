// The visitor language of options: one list of fields per option struct, walked by the form, the
// JSON reader and writer, the command line, the range check and the help.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace engine {

struct FieldInfo {
    const char* unit = "";
    const char* help = "";
    const char* group = "";     // "Train": the group that many nodes share
    const char* shown_if = "";  // "optimiser=momentum": only then
    const char* picks =
        "";  // what a form offers to choose from: "model", "dataset", "column", "node"
    bool advanced = false;
    bool sweep = false;    // a list of which the planner binds one value per run
    bool neutral = false;  // never changes a result, so it stays out of recipe keys
    // Came to a kind that had been released: at its default it stays out of recipe keys, so that
    // what was computed before is still found. Its default must do what was done without it.
    bool later = false;
};

/// A number, or "auto": resolved by the planner before anything is hashed.
struct AutoNumber {
    std::optional<double> value;  // empty: auto
};

/// One range of the `tune` node: values of another node's option.
struct TuneRange {
    std::string node;
    std::string option;
    std::vector<std::string> values;  // for a grid, or to draw from; JSON values as text
    double low = 0;                   // else an interval
    double high = 0;
    bool logarithmic = false;
};

// A visit_fields(Options&, Visitor&&) calls, once per field,
//   field(name, bool&,                     false, true,  label, info)
//   field(name, int&,                      low,   high,  label, info)
//   field(name, double&,                   low,   high,  label, info)
//   field(name, AutoNumber&,               low,   high,  label, info)
//   field(name, std::vector<int>&,         low,   high,  label, info)
//   field(name, std::vector<double>&,      low,   high,  label, info)
//   field(name, std::string&,              Choices,      label, info)
//   field(name, std::vector<std::string>&, Choices,      label, info)
//   field(name, std::string&,                            label, info)   free text
//   field(name, std::vector<std::string>&,               label, info)
//   field(name, std::vector<TuneRange>&,                 label, info)
using Choices = std::initializer_list<const char*>;

}  // namespace engine
