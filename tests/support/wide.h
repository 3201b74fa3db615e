// Between UTF-16 and WCHAR, which are two types under Windows.
#pragma once

#include <olkacct/com.h>

#include <string>
#include <string_view>
#include <vector>

namespace olkacct::test {

// The text up to its NUL.
inline std::u16string units(const WCHAR* text) {
    std::u16string out;
    for (; *text != 0; ++text) out.push_back(static_cast<char16_t>(*text));
    return out;
}

// With its NUL.
inline std::vector<WCHAR> wide(std::u16string_view text) {
    std::vector<WCHAR> out(text.begin(), text.end());
    out.push_back(0);
    return out;
}

}  // namespace olkacct::test
