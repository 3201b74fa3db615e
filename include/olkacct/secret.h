// A secret that cannot be printed and wipes itself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace olkacct {

/// Text that must not be shown: a new password. Has no conversion to a string and no operator<<.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::u16string text) : text_(std::move(text)) {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : text_(other.text_) { other.wipe(); }
    Secret& operator=(Secret other) noexcept {
        text_.swap(other.text_);
        return *this;
    }
    ~Secret() { wipe(); }

    /// For the code that encrypts it, and nobody else.
    [[nodiscard]] std::u16string_view reveal() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

  private:
    void wipe() {
        // volatile: the compiler must not leave the stores out because the memory is freed.
        volatile char16_t* unit = text_.data();
        for (std::size_t i = 0; i < text_.size(); ++i) {
            unit[i] = 0;
        }
        text_.clear();
    }

    std::u16string text_;
};

}  // namespace olkacct
