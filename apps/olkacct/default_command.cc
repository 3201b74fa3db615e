// olkacct default
#include "change_source.h"
#include "commands.h"
#include "olkacct/edits.h"
#include "one_profile.h"
#include "property_words.h"

namespace olkacct::app {

Result<void> run_default(const Arguments& arguments, Output& output) {
    return parse_id(arguments.words.front(), "default").and_then([&](std::uint32_t id) {
        const ProfileRef profile = profile_ref(arguments);
        return run_edit(arguments,
                        in_one_profile(profile, edits::set_default_account({profile, id})), output);
    });
}

}  // namespace olkacct::app
