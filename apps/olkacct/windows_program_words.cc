// From the command line itself: main() gets it in the code page of the system, which cannot say
// everything.
#include <windows.h>

#include <shellapi.h>

#include "base/windows_path.h"
#include "program_words.h"

namespace olkacct::app {

ProgramWords::ProgramWords(int /*argc*/, const char* const* /*argv*/) {
    int count = 0;
    wchar_t** const wide = ::CommandLineToArgvW(::GetCommandLineW(), &count);
    for (int i = 0; i < count; ++i) {
        words_.push_back(base::utf8_path(wide[i]));
    }
    ::LocalFree(wide);
    for (const std::string& word : words_) {
        pointers_.push_back(word.c_str());
    }
    pointers_.push_back(nullptr);
}

}  // namespace olkacct::app
