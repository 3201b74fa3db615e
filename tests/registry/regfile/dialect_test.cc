// Recognising exports and their encodings.
#include "registry/regfile/dialect.h"

#include <gtest/gtest.h>

#include "olkacct/text.h"
#include "registry/regfile/decoder.h"
#include "registry/regfile/regfile_store.h"
#include "registry/regfile/regfile_text.h"

namespace olkacct::testing_support {
namespace {

using registry::Dialect;
using registry::Encoding;
using registry::Format;
using registry::recognise;

constexpr std::string_view version5 = "Windows Registry Editor Version 5.00\r\n";

TEST(Dialect, is_told_by_the_first_line) {
    EXPECT_EQ(recognise(bytes("REGEDIT4\r\n")),
              (Format{Dialect::regedit4, Encoding::windows_1252}));
    EXPECT_EQ(recognise(bytes(version5)), (Format{Dialect::regedit5, Encoding::utf8}));
    EXPECT_EQ(recognise(bytes("WINE REGISTRY Version 2\n;; x")),
              (Format{Dialect::wine, Encoding::windows_1252}));
    EXPECT_EQ(recognise(bytes("REGEDIT4")), (Format{Dialect::regedit4, Encoding::windows_1252}));
}

TEST(Dialect, takes_the_encoding_from_a_byte_order_mark) {
    EXPECT_EQ(recognise(bytes("\xEF\xBB\xBF" + std::string(version5))),
              (Format{Dialect::regedit5, Encoding::utf8, 3}));
    EXPECT_EQ(recognise(bytes("\xEF\xBB\xBFREGEDIT4\n")),
              (Format{Dialect::regedit4, Encoding::utf8, 3}));
    const std::u16string line(version5.begin(), version5.end());
    EXPECT_EQ(recognise(utf16le(line)), (Format{Dialect::regedit5, Encoding::utf16le, 2}));
    EXPECT_EQ(recognise(utf16le(line, false)), (Format{Dialect::regedit5, Encoding::utf16le, 0}));
}

TEST(Dialect, is_none_for_anything_else) {
    for (const std::string_view head :
         {"", "\xFF", "\xFF\xFE", "\xEF\xBB\xBF", "regf", "REGEDIT", "REGEDIT\nHKEY_x = y",
          "REGEDIT42", "Windows Registry Editor Version 5.0",
          "Windows Registry Editor Version 6.00", "WINE REGISTRY Version 1", " REGEDIT4",
          "\xFE\xFFREGEDIT4"}) {
        EXPECT_FALSE(registry::looks_like_regfile(bytes(head))) << head;
    }
}

std::u16string decoded_in_pieces(Encoding encoding, std::vector<std::byte> text,
                                 std::size_t piece) {
    std::u16string out;
    std::vector<std::byte> waiting;
    while (!text.empty()) {
        const auto length = static_cast<std::ptrdiff_t>(std::min(piece, text.size()));
        waiting.insert(waiting.end(), text.begin(), text.begin() + length);
        text.erase(text.begin(), text.begin() + length);
        const auto taken = registry::decode(encoding, waiting, text.empty(), out);
        EXPECT_LE(waiting.size() - taken, 3U);
        waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(taken));
    }
    return out;
}

TEST(Decoder, gives_the_same_wherever_the_pieces_end) {
    const std::u16string text = u"a\u00E9\u20AC\U0001F600\xD800z";
    for (const std::size_t piece : {1U, 2U, 3U, 4U, 5U, 100U}) {
        EXPECT_EQ(decoded_in_pieces(Encoding::utf8, bytes(to_wtf8(text)), piece), text) << piece;
        EXPECT_EQ(decoded_in_pieces(Encoding::utf16le, utf16le(text, false), piece), text) << piece;
    }
}

TEST(Decoder, takes_a_byte_that_is_no_utf8_as_windows_1252) {
    for (const std::size_t piece : {1U, 2U, 100U}) {
        EXPECT_EQ(decoded_in_pieces(Encoding::utf8, bytes("caf\xE9 \x80 \xC3\xA9 \xE2\x82"), piece),
                  u"caf\u00E9 \u20AC \u00E9 \u00E2\u201A")
            << piece;
    }
}

TEST(Decoder, knows_windows_1252) {
    EXPECT_EQ(decoded_in_pieces(Encoding::windows_1252, bytes("A\x80\x8E\x9F\xA0\xFF\x81"), 100),
              u"A\u20AC\u017D\u0178\u00A0\u00FF\u0081");
}

}  // namespace
}  // namespace olkacct::testing_support
