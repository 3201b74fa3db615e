// One UTF-8 sequence at a time, from bytes that may be anything.
#pragma once

#include <cstddef>
#include <string_view>

namespace olkacct::base {

/// How many bytes the sequence that `first` starts has, 0 for a byte that starts none.
std::size_t utf8_length(char first);

/// Decodes the sequence at the start of `text` and returns how many bytes it took: 0, leaving
/// `point` alone, when no whole sequence stands there. Surrogates are let through (WTF-8).
std::size_t decode_utf8(std::string_view text, char32_t& point);

}  // namespace olkacct::base
