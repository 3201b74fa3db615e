// olkacct default
#include "change_source.h"
#include "commands.h"
#include "olkacct/edits.h"
#include "property_words.h"

namespace olkacct::app {

Result<void> run_default(const Arguments& arguments, Output& output) {
    return parse_id(arguments.words.front(), "default").and_then([&](std::uint32_t id) {
        return run_edit(arguments, edits::set_default_account({profile_ref(arguments), id}),
                        output);
    });
}

}  // namespace olkacct::app
