// The characters of an export one after the other, with the number of their line.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "olkacct/error.h"
#include "registry/regfile/byte_input.h"
#include "registry/regfile/dialect.h"

namespace olkacct::registry {

/// Reads ahead one chunk at most, whatever the size of the input.
class TextStream {
  public:
    static constexpr int end = -1;

    /// Recognises the format. unknown_source_kind when it is none of ours. `input` must outlive the
    /// stream; `name` is for messages.
    static Result<TextStream> open(ByteInput& input, const std::string& name);

    [[nodiscard]] const Format& format() const { return format_; }

    /// The next UTF-16 unit, or `end`, also when reading failed (see error).
    int peek() {
        if (at_ == units_.size() && !refill()) {
            return end;
        }
        return units_[at_];
    }
    /// Steps over the unit that peek gave.
    void advance() {
        if (units_[at_++] == u'\n') {
            ++line_;
        }
    }
    /// Takes the next unit if it is this one.
    bool accept(char16_t unit) {
        if (peek() != unit) {
            return false;
        }
        advance();
        return true;
    }

    [[nodiscard]] std::size_t line() const { return line_; }
    /// How many units were taken so far, without the byte order mark.
    [[nodiscard]] std::size_t position() const { return passed_ + at_; }
    /// Why the text ended early.
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  private:
    explicit TextStream(ByteInput& input) : input_(&input) {}
    bool refill();
    bool read_chunk();

    ByteInput* input_;  // outlives the stream
    Format format_;
    std::vector<std::byte> bytes_;  // read and not yet decoded
    bool at_end_ = false;
    std::u16string units_;
    std::size_t at_ = 0;
    std::size_t passed_ = 0;  // units before units_
    std::size_t line_ = 1;
    std::optional<Error> error_;
};

}  // namespace olkacct::registry
