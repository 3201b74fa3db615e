// olkacct list
#include "account_list.h"
#include "commands.h"
#include "read_source.h"

namespace olkacct::app {

Result<void> run_list(const Arguments& arguments, Output& output) {
    return read_source(arguments).map([&](const ReadSource& read) {
        std::string text;
        append_list_header(text, arguments.format);
        append_accounts(text, read.name, read.contents, arguments, Detail::summary);
        output.write(text);
    });
}

}  // namespace olkacct::app
