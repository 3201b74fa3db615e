// olkacct init
#include "commands.h"
#include "json_text.h"
#include "own_database.h"
#include "registry/open_store.h"
#include "sheet.h"

namespace olkacct::app {

Result<void> run_init(const Arguments& arguments, Output& output) {
    const std::string database = arguments.words.empty() ? own_database : arguments.words.front();
    for (const char* scheme : {"hive:", "reg:"}) {
        if (database.starts_with(scheme)) {
            return fail(ErrorCode::bad_usage, "only a database is made here", "init");
        }
    }
    return make_database(database).map([&] {
        const std::string path = registry::path_of(database);
        std::string text;
        switch (arguments.format) {
            case Format::json:
                text = R"({"source":)";
                append_json(text, std::string_view(path));
                text += ",\"created\":true}\n";
                break;
            case Format::csv: {
                const Sheet sheet{{"source", "created"}, {{path, "true"}}};
                append_csv_header(text, sheet);
                append_csv_rows(text, sheet);
                break;
            }
            case Format::table:
                text = printable(path) + '\n';
                break;
        }
        output.write(text);
    });
}

}  // namespace olkacct::app
