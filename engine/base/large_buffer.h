// Memory for whole files and whole columns.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace engine {

/// Asks the system for large pages behind a block that is about to be filled: on small ones the
/// first touch of every 4 KiB costs more than what is written there. Nothing happens to a small
/// block, or where the system has no large pages.
void want_large_pages(void* block, std::size_t bytes);

/// A growing array of plain values. Unlike a vector's its new elements are unset after resize(),
/// and it grows in place where the system can.
template <class T>
class LargeBuffer {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    LargeBuffer() = default;
    LargeBuffer(const LargeBuffer& other) { append(other.data_, other.size_); }
    LargeBuffer(LargeBuffer&& other) noexcept { swap(other); }
    LargeBuffer& operator=(LargeBuffer other) noexcept {
        swap(other);
        return *this;
    }
    ~LargeBuffer() { std::free(data_); }

    void resize(std::size_t size) {
        if (size > capacity_) grow(size);
        size_ = size;
    }
    void append(const T* values, std::size_t count) {
        if (count == 0) return;
        resize(size_ + count);
        std::memcpy(data_ + size_ - count, values, count * sizeof(T));
    }
    void push_back(T value) {
        resize(size_ + 1);
        data_[size_ - 1] = value;
    }

    T* data() { return data_; }
    const T* data() const { return data_; }
    std::size_t size() const { return size_; }
    T operator[](std::size_t at) const { return data_[at]; }

private:
    void grow(std::size_t size) {
        const std::size_t capacity = std::max(size, capacity_ * 2);
        auto* block = static_cast<T*>(std::realloc(data_, capacity * sizeof(T)));
        if (block == nullptr) throw std::bad_alloc();
        data_ = block;
        capacity_ = capacity;
        want_large_pages(data_, capacity_ * sizeof(T));
    }
    void swap(LargeBuffer& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
    }

    T* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace engine
