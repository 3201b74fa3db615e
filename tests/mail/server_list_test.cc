// Lists of a server, and what of them a history does not know.
#include "mail/server_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/history_vectors.h"

namespace olkacct::mail {
namespace {

using test::fetched;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ServerList, reads_an_answer_as_the_server_sends_it) {
    const auto list = parse_server_list(
        "+OK unique-id listing follows\r\n1 whqtswO00WBw418f9t5JxYwZ\r\n22 QhdPYR:00WBw1Ph7x7\r\n"
        ".\r\n+OK bye\r\n",
        "list");
    ASSERT_TRUE(list);
    EXPECT_THAT(*list, ElementsAre(ServerMessage{1, "whqtswO00WBw418f9t5JxYwZ"},
                                   ServerMessage{22, "QhdPYR:00WBw1Ph7x7"}));
}

TEST(ServerList, reads_bare_uids_and_empty_lines) {
    const auto list = parse_server_list("A\n\n..b\n7\n+OK\nlast", "list");
    ASSERT_TRUE(list);
    EXPECT_THAT(*list,
                ElementsAre(ServerMessage{0, "A"}, ServerMessage{0, "..b"}, ServerMessage{0, "7"},
                            ServerMessage{0, "+OK"}, ServerMessage{0, "last"}));
    EXPECT_THAT(*parse_server_list("", "list"), IsEmpty());
}

TEST(ServerList, names_the_line_that_does_not_belong) {
    for (const std::string_view bad :
         {"A\nx y\n", "A\n0 B\n", "A\n1 \n", "A\n1  B\n", "A\n1 B C\n", "A\n-1 B\n",
          "A\n4294967296 B\n", "A\nB\tC\n", "A\n B\n", "A\n\x7F\n", "A\nB\rC\n"}) {
        const auto list = parse_server_list(bad, "list");
        ASSERT_FALSE(list) << bad;
        EXPECT_EQ(list.error().code, ErrorCode::not_a_uid_list) << bad;
        EXPECT_EQ(list.error().where, "list:2") << bad;
    }
    EXPECT_EQ(parse_server_list("-ERR no such mailbox\r\n", "list").error().where, "list:1");
    EXPECT_FALSE(parse_server_list(std::string_view("A\0B\n", 4), "list"));
}

TEST(ServerList, comparison_gives_the_unknown_in_order_and_counts_the_gone) {
    const std::vector<HistoryTag> tags = {fetched("20240201000000", "B"),
                                          fetched("20240201000000", "gone"),
                                          fetched("20240202000000", "B")};
    const std::vector<ServerMessage> messages = {{1, "z"}, {2, "B"}, {3, "a"}, {4, "b"}};
    const auto compared = compare_with_history(messages, tags);
    EXPECT_THAT(compared.to_fetch,
                ElementsAre(ServerMessage{1, "z"}, ServerMessage{3, "a"}, ServerMessage{4, "b"}));
    EXPECT_EQ(compared.gone, 1U);
    EXPECT_THAT(compare_with_history({}, {}).to_fetch, IsEmpty());
    EXPECT_EQ(compare_with_history(messages, {}).to_fetch, messages);
}

}  // namespace
}  // namespace olkacct::mail
