// The console without its line input.
#include <windows.h>

#include <string>

#include "base/utf16.h"
#include "olkacct/text.h"
#include "terminal.h"

namespace olkacct::app {

struct Terminal::Modes {
    HANDLE input;
    HANDLE output;
    DWORD before;
    std::string rest;  ///< of the last character
};

Terminal::Terminal() {
    const auto open = [](const wchar_t* name) {
        return ::CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                             nullptr, OPEN_EXISTING, 0, nullptr);
    };
    const HANDLE input = open(L"CONIN$");
    const HANDLE output = open(L"CONOUT$");
    DWORD before = 0;
    if (::GetConsoleMode(input, &before) != 0 && ::SetConsoleMode(input, 0) != 0) {
        modes_ = std::make_unique<Modes>(Modes{input, output, before, {}});
        return;
    }
    for (const HANDLE handle : {input, output}) {
        if (handle != INVALID_HANDLE_VALUE) {
            ::CloseHandle(handle);
        }
    }
}

Terminal::~Terminal() {
    if (modes_) {
        write("\r\n");
        ::SetConsoleMode(modes_->input, modes_->before);
        ::CloseHandle(modes_->input);
        ::CloseHandle(modes_->output);
    }
}

void Terminal::write(std::string_view text) const {
    const std::u16string units = from_wtf8(text);
    DWORD written = 0;
    ::WriteConsoleW(modes_->output, units.data(), static_cast<DWORD>(units.size()), &written,
                    nullptr);
}

char Terminal::key() {
    std::u16string units;
    while (modes_->rest.empty()) {
        wchar_t unit = 0;
        DWORD got = 0;
        if (::ReadConsoleW(modes_->input, &unit, 1, &got, nullptr) == 0 || got == 0) {
            return key_ctrl_d;
        }
        units += static_cast<char16_t>(unit == L'\r' ? L'\n' : unit);
        // A character of two units comes as two keys.
        if ((units.back() & 0xFC00) != 0xD800) {
            const std::string text = to_utf8(units);
            modes_->rest.assign(text.rbegin(), text.rend());
        }
    }
    const char key = modes_->rest.back();
    modes_->rest.pop_back();
    return key;
}

}  // namespace olkacct::app
