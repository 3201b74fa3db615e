// The parts of a line of an export: strings, numbers, bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "registry/regfile/text_stream.h"

namespace olkacct::registry {

/// What stands right of the `=`.
struct ReadValue {
    bool is_deletion = false;
    std::uint32_t type = 0;
    std::vector<std::byte> data;
};

/// Reads from the stream of one export. Errors have no place; each function leaves the stream at
/// what it did not understand.
class ValueReader {
  public:
    ValueReader(TextStream& text, std::size_t max_value_bytes)
        : text_(text), dialect_(text.format().dialect), max_value_bytes_(max_value_bytes) {}

    void skip_blanks();
    /// Steps over the rest of a line and its end.
    void skip_line();
    /// Steps over the rest of a line in which only a comment may still stand, and its end.
    Result<void> finish_line();

    /// After the opening sign, to behind the `closing` one, without the escapes. A string may go
    /// over several lines in files of regedit, which writes line ends as they are.
    Result<std::u16string> string(std::size_t max_units, char16_t closing);
    /// The same without keeping it.
    Result<void> skip_string();

    /// What stands after the `=`, to the end of its last line.
    Result<ReadValue> value();
    /// The same without looking at what it means.
    Result<void> skip_value();

    /// Digits of a base up to `max_digits`; syntax_error for none or more.
    Result<std::uint64_t> number(unsigned base, std::size_t max_digits);

  private:
    Result<char16_t> escape();
    Result<void> string_value(ReadValue& out);
    Result<void> bytes_value(ReadValue& out);
    Result<void> type_in_brackets(std::uint32_t& type);

    TextStream& text_;
    Dialect dialect_;
    std::size_t max_value_bytes_;
    std::vector<std::byte> scratch_;  // keeps its memory from value to value
};

}  // namespace olkacct::registry
