// doctor prints what is wrong, mends what can be mended, and its exit code says what is left.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "apps/olkacct/command_runner.h"
#include "apps/olkacct/state_home.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::json;

// The sample has a dead id in two lists, and services that no section stands for.
struct Patient {
    TempDir folder;
    std::string path = folder.write("sick.dat", outlook_sample_hive()).string();
};

std::multiset<std::string> checks_in(const std::string& out) {
    std::multiset<std::string> checks;
    for (const std::string& line : lines_of(out)) {
        const Json json = Json::parse(line);
        if (json.contains("finding")) {
            checks.insert(json.at("finding"));
        }
    }
    return checks;
}

TEST(DoctorCommand, prints_each_finding_with_its_place) {
    const Patient patient;
    const auto found = run_command({"doctor", patient.path, "-f", "json"});
    EXPECT_EQ(found.exit_code, 17) << found.err;
    EXPECT_EQ(checks_in(found.out).count("dead_order_entry"), 2U) << found.out;
    const Json first = Json::parse(lines_of(found.out).front());
    EXPECT_EQ(first.at("source"), patient.path);
    EXPECT_EQ(first.at("severity"), "warning");
    EXPECT_EQ(first.at("value"), "{ED475418-B0D6-11D2-8C3B-00104B2A6676}");
    EXPECT_TRUE(first.at("fix").get<bool>());
    EXPECT_TRUE(first.at("key").get<std::string>().ends_with("9375CFF0413111d3B88A00104B2A6676"));
}

TEST(DoctorCommand, refuses_a_profile_that_its_source_lacks_and_counts_it_in_folders) {
    const Patient patient;
    const auto refused = run_command({"doctor", patient.path, "--profile", "Other"});
    EXPECT_EQ(refused.exit_code, 9) << refused.err;
    EXPECT_NE(refused.err.find("'Other'"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find(patient.path), std::string::npos) << refused.err;
    const std::string folder = patient.folder.path();
    EXPECT_EQ(run_command({"doctor", folder, "--profile", "Other"}).exit_code, 9);
    patient.folder.write("other.dat", outlook_sample_hive({.profiles = {u"Other"}}));
    const auto found = run_command({"doctor", folder, "--profile", "Other"});
    EXPECT_EQ(found.exit_code, 17) << found.err;
    EXPECT_NE(found.err.find("1 file without the profile"), std::string::npos) << found.err;
}

TEST(DoctorCommand, says_the_same_in_all_formats) {
    const Patient patient;
    const auto json = run_command({"doctor", patient.path, "-f", "json"});
    const auto csv = run_command({"doctor", patient.path, "-f", "csv"});
    const auto table = run_command({"doctor", patient.path});
    EXPECT_EQ(lines_of(csv.out).front(), "source,severity,finding,what,key,value,fix");
    EXPECT_EQ(lines_of(csv.out).size(), lines_of(json.out).size() + 1);
    for (const std::string& line : lines_of(json.out)) {
        const auto what = Json::parse(line).at("what").get<std::string>();
        EXPECT_NE(table.out.find(what), std::string::npos) << what;
    }
}

TEST(DoctorCommand, ends_well_when_nothing_is_wrong) {
    const TempDir folder;
    HiveBuilder hive;
    const auto path = folder.write("empty.dat", hive.file());
    const auto found = run_command({"doctor", path});
    EXPECT_EQ(found.exit_code, 0) << found.err;
    EXPECT_EQ(found.out, "");
}

TEST(DoctorCommand, only_plans_the_fix_when_asked) {
    const StateHome state;
    const Patient patient;
    const auto before = read_file(patient.path);
    const auto planned = run_command({"doctor", "--fix", "--dry-run", patient.path, "-f", "csv"});
    EXPECT_EQ(planned.exit_code, 17) << planned.err;
    EXPECT_NE(planned.out.find("set_value"), std::string::npos) << planned.out;
    EXPECT_EQ(read_file(patient.path), before);
    EXPECT_EQ(run_command({"doctor", "--dry-run", patient.path}).exit_code, 2);
}

TEST(DoctorCommand, mends_what_can_be_mended_and_says_what_is_left) {
    const StateHome state;
    const Patient patient;
    const auto before = checks_in(run_command({"doctor", patient.path, "-f", "json"}).out);
    const auto mended = run_command({"doctor", "--fix", patient.path, "-f", "json"});
    const auto left = checks_in(mended.out);
    EXPECT_EQ(left.count("dead_order_entry"), 0U);
    EXPECT_EQ(mended.exit_code, left.empty() ? 0 : 17) << mended.err;
    EXPECT_EQ(checks_in(run_command({"doctor", patient.path, "-f", "json"}).out), left);
    const auto undone = run_command({"undo"});
    EXPECT_EQ(undone.exit_code, 0) << undone.err;
    EXPECT_EQ(checks_in(run_command({"doctor", patient.path, "-f", "json"}).out), before);
}

TEST(DoctorCommand, looks_through_folders_and_goes_on_after_a_failure) {
    const TempDir folder;
    const Bytes hive = outlook_sample_hive();
    folder.write("a.dat", Bytes(hive.begin(), hive.begin() + 5000));
    folder.write("b.dat", hive);
    const auto found = run_command({"doctor", folder.path(), "-f", "csv"});
    EXPECT_EQ(found.exit_code, 10) << found.err;
    EXPECT_GT(lines_of(found.out).size(), 1U);
}

// Two accounts of the real export cannot be told from a damaged one by their numbers alone: id 4 is
// in its lists without a subkey.
TEST(DoctorCommand, finds_and_mends_the_dead_ids_of_the_real_profile) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const auto* name :
         {"profiles/outlook16_x64_1pop.reg", "profiles/outlook16_x64_1pop.hive"}) {
        const StateHome state;
        const TempDir folder;
        const auto path = folder.write("copy", read_file(shared_hive(name)));
        const auto found = run_command({"doctor", path, "-f", "json"});
        EXPECT_EQ(found.exit_code, 17) << found.err;
        EXPECT_EQ(checks_in(found.out).count("dead_order_entry"), 2U) << found.out;
        const auto mended = run_command({"doctor", "--fix", path, "-f", "json"});
        EXPECT_EQ(checks_in(mended.out).count("dead_order_entry"), 0U) << mended.out;
    }
}

}  // namespace
}  // namespace olkacct::test
