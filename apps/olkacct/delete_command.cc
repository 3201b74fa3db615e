// olkacct delete
#include <vector>

#include "change_source.h"
#include "commands.h"
#include "olkacct/edits.h"
#include "one_profile.h"
#include "property_words.h"

namespace olkacct::app {

Result<void> run_delete(const Arguments& arguments, Output& output) {
    const auto ids = parse_ids(arguments.words, "delete");
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    std::vector<Edit> all;
    for (const std::uint32_t id : *ids) {
        all.push_back(edits::delete_account({profile_ref(arguments), id}));
    }
    return run_edit(
        arguments, in_one_profile(profile_ref(arguments), edits::sequence(std::move(all))), output);
}

}  // namespace olkacct::app
