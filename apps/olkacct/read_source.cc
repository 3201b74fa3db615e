// Reading one source for a command.
#include "read_source.h"

#include <vector>

#include "messages.h"
#include "olkacct/text.h"
#include "sample_source.h"

namespace olkacct::app {

namespace {

// What --profile and --root ask for.
std::string wanted(const Arguments& arguments) {
    std::string out = "profile";
    if (arguments.profile) {
        out += " '" + to_utf8(*arguments.profile) + "'";
    }
    if (arguments.root) {
        out += " of " + arguments.raw.values(OptionId::root).back();
    }
    return out;
}

}  // namespace

Result<Contents> read_contents(const Source& source, const Arguments& arguments) {
    ReadOptions options;
    options.profile = arguments.profile.value_or(std::u16string());
    auto contents = source.read(options);
    if (contents && arguments.root) {
        std::erase_if(contents->profiles, [&arguments](const Profile& profile) {
            return profile.root != *arguments.root;
        });
    }
    return contents;
}

void print_source_messages(const Arguments& arguments, std::string_view source,
                           std::span<const Warning> warnings, std::span<const std::string> notes) {
    print_message(warning_lines(source, warnings, arguments.verbose));
    if (arguments.verbose) {
        print_message(note_lines(source, notes));
    }
}

Result<ReadSource> read_source(const Arguments& arguments) {
    auto source = arguments.sample
                      ? open_sample()
                      : Source::open(arguments.source, {.replay_logs = arguments.replay_logs});
    if (!source) {
        return tl::unexpected(std::move(source.error()));
    }
    auto contents = read_contents(*source, arguments);
    if (!contents) {
        return tl::unexpected(std::move(contents.error()));
    }
    std::string name = arguments.sample ? std::string(sample_name) : arguments.source;
    print_source_messages(arguments, name, contents->warnings, contents->notes);
    if (contents->profiles.empty()) {
        if (arguments.profile || arguments.root) {
            return fail(ErrorCode::profile_not_found, "there is no " + wanted(arguments), name);
        }
        print_message(note_lines(name, std::vector<std::string>{"no Outlook profile is in it"}));
    }
    return ReadSource{std::move(*source), std::move(*contents), std::move(name)};
}

}  // namespace olkacct::app
