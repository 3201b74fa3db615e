// olkacct profile
#include <string_view>

#include "change_source.h"
#include "commands.h"
#include "olkacct/edits.h"
#include "olkacct/text.h"
#include "one_profile.h"

namespace olkacct::app {
namespace {

tl::unexpected<Error> bad(const std::string& action, std::string what) {
    return fail(ErrorCode::bad_usage, std::move(what), "profile " + action);
}

Result<Edit> understand_edit(const Arguments& arguments) {
    const std::string& action = arguments.words[0];
    const ProfileRef named{.name = from_wtf8(arguments.words[1]), .root = arguments.root};
    const bool has_new = arguments.words.size() > 2;
    const auto given = has_new || action == "add"
                           ? given_text(arguments.words[has_new ? 2 : 1], "profile " + action)
                           : named.name;
    if (!given) {
        return tl::unexpected(given.error());
    }
    const std::u16string& new_name = *given;
    if (action != "copy" && arguments.to_root) {
        return bad(action, "--to-root is for copy only");
    }
    if (action == "copy") {
        if (!has_new && !arguments.to_root) {
            return bad(action, "NEW is missing (or --to-root)");
        }
        return in_one_profile(
            named, edits::copy_profile(named, {.name = new_name, .root = arguments.to_root}));
    }
    if (action == "rename") {
        return has_new ? Result<Edit>(in_one_profile(named, edits::rename_profile(named, new_name)))
                       : bad(action, "NEW is missing");
    }
    if (has_new) {
        return bad(action, "'" + arguments.words[2] + "' is one word too many");
    }
    if (action == "add") {
        return edits::create_profile(named);
    }
    return in_one_profile(named, action == "delete" ? edits::delete_profile(named)
                                                    : edits::set_default_profile(named));
}

}  // namespace

Result<void> run_profile(const Arguments& arguments, Output& output) {
    return understand_edit(arguments).and_then(
        [&](const Edit& edit) { return run_edit(arguments, edit, output); });
}

}  // namespace olkacct::app
