// olkacct set
#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "change_source.h"
#include "commands.h"
#include "olkacct/edits.h"
#include "one_profile.h"
#include "passwords.h"
#include "property_words.h"

namespace olkacct::app {
namespace {

Result<Edit> understand_edit(const Arguments& arguments) {
    const std::span<const std::string> words(arguments.words);
    const auto id = parse_id(words.front(), "set");
    if (!id) {
        return tl::unexpected(id.error());
    }
    auto properties = parse_properties(words.subspan(1), "set");
    if (!properties) {
        return tl::unexpected(properties.error());
    }
    std::vector<std::uint32_t> cleared;
    for (const std::string& word : arguments.raw.values(OptionId::clear)) {
        const auto tag = parse_key(word, option_row(OptionId::clear).long_name);
        if (!tag) {
            return tl::unexpected(tag.error());
        }
        if (std::ranges::find(*properties, *tag, &NewProperty::tag) != properties->end()) {
            return fail(ErrorCode::bad_usage, "'" + word + "' is set and cleared at once", "set");
        }
        cleared.push_back(*tag);
    }
    auto passwords = read_passwords(arguments);
    if (!passwords) {
        return tl::unexpected(passwords.error());
    }
    for (NewProperty& password : *passwords) {
        properties->push_back(std::move(password));
    }
    const AccountRef account{profile_ref(arguments), *id};
    std::vector<Edit> all;
    if (!cleared.empty()) {
        all.push_back(edits::clear_properties(account, std::move(cleared)));
    }
    if (!properties->empty()) {
        all.push_back(edits::set_properties(account, std::move(*properties)));
    }
    if (all.empty()) {
        return fail(ErrorCode::bad_usage, "neither KEY=VALUE nor --clear nor a password is given",
                    "set");
    }
    return in_one_profile(account.profile, edits::sequence(std::move(all)));
}

}  // namespace

Result<void> run_set(const Arguments& arguments, Output& output) {
    return understand_edit(arguments).and_then(
        [&](const Edit& edit) { return run_edit(arguments, edit, output); });
}

}  // namespace olkacct::app
