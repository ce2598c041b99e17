// Result<T>: a T or an Error. Expected failures travel in it; bugs are asserts.
#pragma once

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "engine/base/error.h"

namespace engine {

template <class T>
class [[nodiscard]] Result {
public:
    // An implicit conversion is the point: `return value;` and `return make_error(...);`.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return assert(ok()), std::get<0>(state_); }
    const T& value() const& { return assert(ok()), std::get<0>(state_); }
    T&& value() && { return assert(ok()), std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const& { return assert(!ok()), std::get<1>(state_); }
    Error&& error() && { return assert(!ok()), std::get<1>(std::move(state_)); }

private:
    std::variant<T, Error> state_;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const& { return assert(error_), *error_; }
    Error&& error() && { return assert(error_), *std::move(error_); }

private:
    std::optional<Error> error_;
};

}  // namespace engine
