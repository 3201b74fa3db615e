// Edits of a profile in memory: what the tests of this folder start from and look at.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/edits.h"
#include "profile/profile_content.h"

namespace olkacct::test {

inline constexpr auto office_16 = ProfileRoot::office_16;
inline constexpr auto nt = ProfileRoot::windows_messaging_nt;

Editor memory_editor(const Content& content);

// The only profile of the source. Fails the running test when it cannot be read.
Profile profile_of(const Editor& editor);

// Runs the edit; fails the running test with its error.
Plan run(const Editor& editor, const Edit& edit);

// The code that the edit fails with, and nothing has changed; ok when it succeeds.
ErrorCode refused(const Editor& editor, const Edit& edit);

// The names of the values that the plan touches, in its order; keys as `name\`.
std::vector<std::string> touched(const Plan& plan);

}  // namespace olkacct::test
