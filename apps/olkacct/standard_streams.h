// Standard input, output and error as the system has them.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace olkacct::app {

inline constexpr int standard_input = 0;
inline constexpr int standard_output = 1;
inline constexpr int standard_error = 2;

/// Once, before anything is opened: a descriptor that the caller closed is occupied, a reader that
/// goes away is an error of writing, bytes pass as they are, and a terminal shows UTF-8.
void prepare_standard_streams();

/// Writes some of the text: how many bytes, or -1 with errno set, EPIPE when the reader is gone.
std::ptrdiff_t write_some(int descriptor, std::string_view text);

/// Reads some bytes: how many, 0 at the end, or -1 with errno set. Not interrupted by signals.
std::ptrdiff_t read_some(int descriptor, std::span<char> part);

/// Whether a person reads it, at a terminal that can take a line back.
bool is_terminal(int descriptor);

}  // namespace olkacct::app
