// Standard output, buffered by us: few writes, and every failure seen.
#pragma once

#include <string>
#include <string_view>

#include "olkacct/error.h"

namespace olkacct::app {

/// Not thread-safe. What is still buffered when it is destroyed is lost: call flush.
class Output {
  public:
    explicit Output(int descriptor) : descriptor_(descriptor) {}

    /// Keeps the text, and writes when enough has gathered. After a failure it does nothing more.
    void write(std::string_view text);
    void flush();

    /// False when nothing more can be written; there is no use in going on.
    [[nodiscard]] bool good() const { return state_ == State::good; }

    /// io_error when output was lost. A reader that closed its pipe lost nothing that it wanted.
    [[nodiscard]] Result<void> outcome() const;

  private:
    enum class State { good, closed_by_reader, failed };

    int descriptor_;
    std::string buffer_;
    State state_ = State::good;
    int error_ = 0;
};

}  // namespace olkacct::app
