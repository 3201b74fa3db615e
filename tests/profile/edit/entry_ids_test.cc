// Entry ids of data files and folders, against those that Outlook wrote.
#include "profile/edit/entry_ids.h"

#include <gtest/gtest.h>

#include "profile/edit/encode.h"
#include "support/store_content.h"

namespace olkacct::test {
namespace {

using testing_support::bytes;

TEST(EntryIds, of_a_data_file_wrap_its_path) {
    std::vector<std::byte> expected =
        bytes(std::string_view("\0\0\0\0"
                               "\x38\xa1\xbb\x10\x05\xe5\x10\x1a\xa1\xbb\x08\x00\x2b\x2a\x56\xc2"
                               "\0\0"
                               "mspst.dll\0"
                               "\0\0\0\0"
                               "\x4e\x49\x54\x41\xf9\xbf\xb8\x01\x00\xaa\x00\x37\xd9\x6e\x00\x00"
                               "\0\0",
                               4 + 16 + 2 + 10 + 4 + 16 + 2));
    const auto path = profile::encode_text(u"C:\\\u30d5.pst");
    expected.insert(expected.end(), path.begin(), path.end());
    EXPECT_EQ(profile::store_entry_id(u"C:\\\u30d5.pst"), expected);
}

TEST(EntryIds, of_a_folder_are_24_bytes_that_end_with_its_node) {
    const auto key = bytes("0123456789abcdef");
    auto expected =
        bytes(std::string_view("\0\0\0\0"
                               "0123456789abcdef"
                               "\x82\x80\0\0",
                               24));
    EXPECT_EQ(profile::folder_entry_id(std::span(key).first<16>(), profile::inbox_node), expected);
}

}  // namespace
}  // namespace olkacct::test
