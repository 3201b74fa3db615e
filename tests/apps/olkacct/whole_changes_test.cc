// Many steps of a plan become one line for each value.
#include "apps/olkacct/whole_changes.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "apps/olkacct/edit_home.h"

namespace olkacct::app {
namespace {

RegistryValue number(std::uint8_t value) {
    return {u"Number",
            registry_type::dword,
            {std::byte{value}, std::byte{0}, std::byte{0}, std::byte{0}}};
}

Change set(std::u16string key, std::optional<RegistryValue> before,
           std::optional<RegistryValue> after) {
    const ChangeKind kind = after ? ChangeKind::set_value : ChangeKind::delete_value;
    return {kind, std::move(key), std::move(before), std::move(after)};
}

TEST(WholeChanges, go_from_the_first_state_of_a_value_to_its_last) {
    const Plan plan{
        "",
        {set(u"A", number(1), number(2)), set(u"B", {}, number(7)), set(u"a", number(2), {})},
        {}};
    EXPECT_EQ(whole_changes(plan).changes,
              (std::vector{set(u"A", number(1), {}), set(u"B", {}, number(7))}));
}

TEST(WholeChanges, leave_out_a_value_that_ends_as_it_began) {
    const Plan plan{"", {set(u"A", {}, number(2)), set(u"A", number(2), {})}, {}};
    EXPECT_TRUE(whole_changes(plan).changes.empty());
}

TEST(WholeChanges, do_not_reach_over_the_deletion_of_a_key) {
    const std::vector<Change> steps = {set(u"A", number(1), {}),
                                       {ChangeKind::delete_key, u"A", {}, {}},
                                       {ChangeKind::create_key, u"A", {}, {}},
                                       set(u"A", {}, number(1))};
    EXPECT_EQ(whole_changes({"", steps, {}}).changes, steps);
}

TEST(WholeChanges, are_what_a_command_prints) {
    const test::EditHome home;
    for (const char* dry_run : {"--dry-run", "-v"}) {
        const auto result =
            test::run_command({"add", "pop3", home.hive(), "name=Work", "email=w@abc.example",
                               "server=p.example", "user=w", "smtp_server=s.example", "--store",
                               "C:\\Mail\\new.pst", "--default", "-f", "json", dry_run});
        ASSERT_EQ(result.exit_code, 0) << result.err;
        std::set<std::pair<std::string, std::string>> seen;
        for (const std::string& line : test::lines_of(result.out)) {
            const auto json = nlohmann::json::parse(line);
            if (json.contains("change") && json["value"].is_string()) {
                EXPECT_TRUE(seen.emplace(json["key"], json["value"]).second) << line;
            }
        }
        EXPECT_FALSE(seen.empty());
    }
}

}  // namespace
}  // namespace olkacct::app
