// Our upcase table against the one of the system.
#include "base/upcase.h"

#include <gtest/gtest.h>

#include <windows.h>

extern "C" WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR unit);

namespace olkacct::base {
namespace {

bool is_wine() {
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
}

// Wine has a newer Unicode: it also upcases letters that Windows 10 leaves as they are.
TEST(Upcase, is_the_one_of_the_system_for_every_unit) {
    int more = 0;
    for (unsigned number = 0; number <= 0xFFFF; ++number) {
        const auto unit = static_cast<char16_t>(number);
        const auto theirs = static_cast<char16_t>(RtlUpcaseUnicodeChar(static_cast<WCHAR>(unit)));
        if (upcase(unit) == theirs) continue;
        EXPECT_TRUE(is_wine() && upcase(unit) == unit)
            << std::hex << number << ": ours " << static_cast<unsigned>(upcase(unit))
            << ", the system's " << static_cast<unsigned>(theirs);
        ++more;
    }
    EXPECT_LT(more, 400);
    std::cout << "    " << more << " units more\n";
}

}  // namespace
}  // namespace olkacct::base
