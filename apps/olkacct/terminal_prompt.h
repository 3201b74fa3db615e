// Asks for a password at the terminal, without showing what is typed.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "olkacct/error.h"

namespace olkacct::app {

/// Wipes memory in a way that is not optimised away.
template <class Container>
void wipe(Container& container) {
    volatile typename Container::value_type* at = container.data();
    for (std::size_t i = 0; i < container.size(); ++i) {
        at[i] = 0;
    }
}

/// Text that never moves in memory and wipes itself.
class WipedText {
  public:
    explicit WipedText(std::size_t most) : data_(new char[most]), most_(most) {}
    WipedText(WipedText&&) = default;
    WipedText& operator=(WipedText&&) = delete;
    ~WipedText() {
        volatile char* at = data_.get();
        for (std::size_t i = 0; at != nullptr && i < size_; ++i) {
            at[i] = 0;
        }
    }

    /// False when there is no room.
    bool append(std::string_view text);
    void cut(std::size_t size) { size_ = size < size_ ? size : size_; }
    [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }

  private:
    std::unique_ptr<char[]> data_;
    std::size_t most_;
    std::size_t size_ = 0;
};

/// One line from the terminal of this process, whatever its standard input is. bad_usage when it
/// has none; user_cancelled at Ctrl-C or Ctrl-D.
Result<WipedText> ask_terminal(std::string_view prompt);

}  // namespace olkacct::app
