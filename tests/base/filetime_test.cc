// FILETIME as text.
#include "base/filetime.h"

#include <gtest/gtest.h>

namespace olkacct::base {
namespace {

TEST(Filetime, shows_known_moments_in_utc_with_all_digits) {
    EXPECT_EQ(filetime_to_text(116444736000000000), "1970-01-01T00:00:00.0000000Z");
    EXPECT_EQ(filetime_to_text(133537247991234567), "2024-02-29T23:59:59.1234567Z");
    EXPECT_EQ(filetime_to_text(1), "1601-01-01T00:00:00.0000001Z");
}

TEST(Filetime, shows_nothing_for_never_and_for_times_past_the_year_9999) {
    EXPECT_EQ(filetime_to_text(0), "");
    EXPECT_EQ(filetime_to_text(UINT64_MAX), "");
    EXPECT_EQ(filetime_to_text(2650467743999999999), "9999-12-31T23:59:59.9999999Z");
    EXPECT_EQ(filetime_to_text(2650467744000000000), "");
}

}  // namespace
}  // namespace olkacct::base
