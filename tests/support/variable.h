// Sets an environment variable for the time it lives; null: unset.
#pragma once

#include <cstdlib>
#include <string>

namespace engine {

class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name); old != nullptr) old_ = old;
        set(value);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() { set(old_.empty() ? nullptr : old_.c_str()); }

private:
    void set(const char* value) const {
        if (value == nullptr) {
            ::unsetenv(name_);
        } else {
            ::setenv(name_, value, 1);
        }
    }
    const char* name_;
    std::string old_;
};

}  // namespace engine
