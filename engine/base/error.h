// What can go wrong, as a value. English templates with numbered places, so that the window can say
// it in Chinese too.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

enum class ErrorCode {
    BadUsage,       // the command or call itself is off
    BadDocument,    // a pipeline document that cannot be read
    NewerVersion,   // written by a newer Warmstart
    UnknownKind,    // node kind, with the nearest known one
    UnknownOption,  // option, with the nearest known one
    BadOption,      // value out of range or of the wrong type
    BadPipeline,    // the document reads, but breaks a rule (ports, lanes, loops, arms)
    BadData,        // rows, columns or labels that do not fit
    BadFile,        // a damaged or malformed file
    MissingFile,
    BadModel,     // a model folder that cannot be used
    Unsupported,  // known, deliberately not offered here
    Io,
    DiskFull,
    Database,
    Locked,  // another process owns the workspace
    Cancelled,
    Numeric,  // NaN or infinity where a number belongs
    Internal,
};

/// Stable name of a code, as written to logs and JSON: "BadOption".
std::string_view name_of(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;                 // English template: "Batch size must be at least %1."
    std::vector<std::string> arguments;  // what fills %1, %2, ...
    std::string detail;                  // for the log: path, SQL, shapes

    /// The message with its arguments filled in, for a terminal or a log.
    std::string text() const;
};

/// "%1" to "%99" replaced by the arguments (two digits only where there are as many arguments); a
/// place without an argument stays as it is.
std::string fill(std::string_view message, const std::vector<std::string>& arguments);

Error make_error(ErrorCode code, std::string message, std::vector<std::string> arguments = {},
                 std::string detail = {});

}  // namespace engine
