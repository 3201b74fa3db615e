// One line in each format.
#include "new_id.h"

#include "json_text.h"
#include "messages.h"

namespace olkacct::app {

void print_new_id(const Arguments& arguments, const std::string& source, std::uint32_t id,
                  Output& output) {
    if (arguments.dry_run) {
        return;
    }
    std::string text;
    switch (arguments.format) {
        case Format::table:
            output.write("Account " + std::to_string(id) + '\n');
            break;
        case Format::json:
            text = R"({"source":)";
            append_json(text, std::string_view(source));
            text += R"(,"new_account":)";
            append_number(text, id);
            output.write(text + "}\n");
            break;
        case Format::csv:
            print_message(message_line("", source, "the new account is " + std::to_string(id)));
            break;
    }
}

}  // namespace olkacct::app
