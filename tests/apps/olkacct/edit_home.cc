// Looking at what the command wrote, and at what it must not have written.
#include "apps/olkacct/edit_home.h"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

#include "apps/olkacct/value_text.h"
#include "base/upcase.h"
#include "olkacct/property.h"

namespace olkacct::test {
namespace {

std::map<std::string, Bytes> files_of(const std::filesystem::path& folder) {
    std::map<std::string, Bytes> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            out[entry.path().string()] = read_file(entry.path());
        }
    }
    return out;
}

}  // namespace

Profile profile_in(const std::string& source, std::u16string_view name) {
    const auto opened = Source::open(source);
    if (!opened) {
        throw std::runtime_error(opened.error().what);
    }
    auto contents = opened->read();
    if (!contents) {
        throw std::runtime_error(contents.error().what);
    }
    for (Profile& profile : contents->profiles) {
        if (base::same_name(profile.name, name)) {
            return std::move(profile);
        }
    }
    throw std::runtime_error("the profile is not there");
}

std::string property_in(const std::string& source, std::uint32_t id, std::uint32_t tag) {
    const Profile profile = profile_in(source);
    const Account* account = profile.find_account(id);
    if (account == nullptr) {
        throw std::runtime_error("the account is not there");
    }
    const auto property = get_property(profile, *account, tag);
    return property ? app::property_cell(property->value) : "-";
}

void expect_refused(const EditHome& home, const std::vector<std::string>& arguments, ErrorCode code,
                    std::string_view message) {
    const auto before = files_of(home.folder().path());
    const CommandResult result = run_command(arguments);
    EXPECT_EQ(result.exit_code, exit_code(code)) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find(message), std::string::npos) << result.err;
    EXPECT_TRUE(result.err.ends_with(std::string(explain(code)) + "\n")) << result.err;
    EXPECT_TRUE(files_of(home.folder().path()) == before) << "something was written";
}

}  // namespace olkacct::test
