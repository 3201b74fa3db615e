// A folder with sources to change, and a home of its own for all that the command keeps.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "apps/olkacct/command_runner.h"
#include "olkacct/source.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {

// The sample's POP3 account as a word of a command, and a property of it.
inline const std::string pop3 = std::to_string(sample_id::pop3);
inline constexpr std::uint32_t tag_email = 0x000C001F;

class EditHome {
  public:
    EditHome() {
        for (const char* name : {"XDG_STATE_HOME", "XDG_DATA_HOME"}) {
            const char* const before = std::getenv(name);
            before_.emplace_back(name, before == nullptr ? "" : before);
            ::setenv(name, (folder_ / name).c_str(), 1);
        }
    }
    EditHome(const EditHome&) = delete;
    EditHome& operator=(const EditHome&) = delete;
    ~EditHome() {
        for (const auto& [name, value] : before_) {
            ::setenv(name.c_str(), value.c_str(), 1);
        }
    }

    // The sample as a hive.
    std::string hive(std::string_view name = "NTUSER.DAT",
                     const SampleOptions& options = {}) const {
        return folder_.write(name, outlook_sample_hive(options));
    }

    std::filesystem::path operator/(std::string_view name) const { return folder_ / name; }
    const TempDir& folder() const { return folder_; }

  private:
    TempDir folder_;
    std::vector<std::pair<std::string, std::string>> before_;
};

// The profile of a source as our reader finds it.
Profile profile_in(const std::string& source, std::u16string_view name = u"Outlook");

// A property of an account there as text; `-` when there is none.
std::string property_in(const std::string& source, std::uint32_t id, std::uint32_t tag);

// Expects the command to be refused with this code, and every file of `home` to be as it was.
void expect_refused(const EditHome& home, const std::vector<std::string>& arguments, ErrorCode code,
                    std::string_view message);

}  // namespace olkacct::test
