// The encoding of UIDs.
#include "mail/history_uid.h"

#include <gtest/gtest.h>

namespace olkacct::mail {
namespace {

std::string encoded(std::string_view uid) {
    std::string out;
    append_encoded_uid(out, uid);
    return out;
}

TEST(HistoryUid, leaves_letters_and_digits_and_writes_all_else_as_lower_case_hex) {
    EXPECT_EQ(encoded("azAZ09"), "azAZ09");
    EXPECT_EQ(encoded("a-b$c/~"), "a$2db$24c$2f$7e");
    EXPECT_EQ(encoded("\xC3\xA9"), "$c3$a9");
}

TEST(HistoryUid, decodes_what_it_encodes_for_every_byte) {
    std::string uid;
    for (unsigned byte = 0; byte < 256; ++byte) {
        uid += static_cast<char>(byte);
    }
    EXPECT_EQ(decode_uid(encoded(uid)), uid);
}

TEST(HistoryUid, takes_upper_case_digits_and_characters_that_were_not_encoded) {
    EXPECT_EQ(decode_uid("a$2Db-c"), "a-b-c");
}

TEST(HistoryUid, refuses_an_escape_without_two_digits) {
    for (const char* bad : {"$", "a$2", "$2g", "$g2", "$$24", "$ 2"}) {
        EXPECT_EQ(decode_uid(bad), std::nullopt) << bad;
    }
}

}  // namespace
}  // namespace olkacct::mail
