// Writes what is made from the command's tables into a folder: the man page, the completions and
// the page of exit codes.
#include <cstdio>
#include <string>
#include <string_view>

#include "apps/olkacct/pages.h"

namespace {

bool write_file(const std::string& path, std::string_view text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        std::perror(path.c_str());
        return false;
    }
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    const bool closed = std::fclose(file) == 0;
    if (!written || !closed) {
        std::perror(path.c_str());
    }
    return written && closed;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: olkacct_pages FOLDER\n", stderr);
        return 2;
    }
    const std::string folder = std::string(argv[1]) + '/';
    const bool written = write_file(folder + "olkacct.1", olkacct::app::man_page()) &&
                         write_file(folder + "olkacct.bash", olkacct::app::bash_completion()) &&
                         write_file(folder + "_olkacct", olkacct::app::zsh_completion()) &&
                         write_file(folder + "olkacct.fish", olkacct::app::fish_completion()) &&
                         write_file(folder + "exit-codes.md", olkacct::app::exit_code_page());
    return written ? 0 : 1;
}
