// The program olkacct.
#include "run.h"
#include "standard_streams.h"

#ifdef _WIN32
#include <windows.h>

#include <shellapi.h>

#include <string>
#include <vector>

#include "base/windows_path.h"
#endif

int main(int argc, char** argv) {
    olkacct::app::prepare_standard_streams();
#ifdef _WIN32
    // Those that main gets are in the code page of the system, which cannot say everything.
    std::vector<std::string> words;
    wchar_t** const wide = ::CommandLineToArgvW(::GetCommandLineW(), &argc);
    for (int i = 0; i < argc; ++i) {
        words.push_back(olkacct::base::utf8_path(wide[i]));
    }
    ::LocalFree(wide);
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    argv = arguments.data();
#endif
    return olkacct::app::run(argc, argv);
}
