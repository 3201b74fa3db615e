// Rules files say what they mean, and where they are wrong.
#include "apps/olkacct/rules_file.h"

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace olkacct::app {
namespace {

Result<ReplaceRules> rules_of(std::string_view text) {
    const test::TempDir folder;
    auto rules = read_rules(folder.write("rules.toml", text).string());
    if (!rules) {
        EXPECT_TRUE(rules.error().where.starts_with(folder.path().string()));
        rules.error().where.erase(0, folder.path().string().size());
    }
    return rules;
}

TEST(RulesFile, gives_the_rules_in_their_order) {
    const auto rules = rules_of(R"(# A new name.
[[domain]]
from = "old.example"
to = "new.example"

[[domain]]
from = "bücher.example"
to = "x.example"
types = ["pop3", "imap"]
profile = "Outlook"
data_files = true

[[server]]
side = "outgoing"
from = "smtp.old.example"
from_port = 25
to = "out.new.example"
port = 587
security = "auto"
types = ["imap"]
)");
    ASSERT_TRUE(rules.has_value()) << rules.error().what;
    const ReplaceRules expected{{{.scope = {}, .from = u"old.example", .to = u"new.example"},
                                 {.scope = {u"Outlook", {AccountType::pop3, AccountType::imap}},
                                  .from = u"bücher.example",
                                  .to = u"x.example",
                                  .data_files = true}},
                                {{.scope = {{}, {AccountType::imap}},
                                  .side = ServerSide::outgoing,
                                  .from = u"smtp.old.example",
                                  .from_port = 25,
                                  .to = u"out.new.example",
                                  .port = 587,
                                  .security = ConnectionSecurity::automatic}}};
    EXPECT_EQ(*rules, expected);
}

struct Mistake {
    std::string_view text;
    std::string_view where;
    std::string_view what;
};

TEST(RulesFile, tells_line_and_column_of_each_mistake) {
    for (const Mistake& mistake : {
             Mistake{"", ":1:1", "there is no rule"},
             Mistake{"[[domain]\n", ":1:", ""},
             Mistake{"[[domains]]\nfrom = 'a'\n", ":1:3", "'domains' is no key of a rules file"},
             Mistake{"[[domain]]\nfrom = 'a'\nto = 'b'\nform = 'c'\n", ":4:1",
                     "'form' is no key of a domain rule"},
             Mistake{"[[server]]\nto = 'a'\ntype = ['pop3']\n", ":3:1",
                     "'type' is no key of a server rule"},
             Mistake{"[[domain]]\nfrom = 'a'\n", ":1:1", "the domain rule has no 'to'"},
             Mistake{"[[domain]]\nfrom = 1\nto = 'b'\n", ":2:8", "a string belongs here"},
             Mistake{"[[domain]]\nfrom = 'a b'\nto = 'b'\n", ":1:1", "'a b' is no domain"},
             Mistake{"[domain]\nfrom = 'a'\n", ":1:1", "rules are written as [[domain]]"},
             Mistake{"[[server]]\nport = 70000\n", ":2:8", "a port from 1 to 65535 belongs here"},
             Mistake{"[[server]]\nport = '1'\n", ":2:8", "a port from 1 to 65535 belongs here"},
             Mistake{"[[server]]\nsecurity = 'starttls'\n", ":2:12",
                     "one of none, ssl, tls, auto belongs here"},
             Mistake{"[[server]]\nside = 'in'\n", ":2:8", "one of incoming, outgoing belongs here"},
             Mistake{"[[server]]\nsecurity = 'tls'\n", ":1:1",
                     "only outgoing servers know more security than none and ssl"},
             Mistake{"[[server]]\nfrom = 'a'\n", ":1:1", "the rule changes nothing"},
             Mistake{"[[server]]\nport = 1\ntypes = []\n", ":3:9",
                     "a list of account types belongs here"},
             Mistake{"[[server]]\nport = 1\ntypes = ['pop']\n", ":3:10",
                     "one of pop3, imap, mapi, hotmail, ldap, eas belongs here"},
         }) {
        const auto rules = rules_of(mistake.text);
        ASSERT_FALSE(rules.has_value()) << mistake.text;
        EXPECT_EQ(rules.error().code, ErrorCode::invalid_argument);
        EXPECT_NE(rules.error().what.find(mistake.what), std::string::npos) << rules.error().what;
        EXPECT_TRUE(rules.error().where.starts_with("/rules.toml" + std::string(mistake.where)))
            << rules.error().where << " of\n"
            << mistake.text;
    }
}

TEST(RulesFile, must_be_there) {
    EXPECT_EQ(read_rules("/nowhere/rules.toml").error().code, ErrorCode::source_not_found);
}

}  // namespace
}  // namespace olkacct::app
