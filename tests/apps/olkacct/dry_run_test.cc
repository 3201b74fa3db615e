// --dry-run changes nothing, so the right to read is enough for it, in every command that has it.
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <string>

#include "apps/olkacct/edit_home.h"
#include "olkacct/source.h"
#include "registry/store.h"
#include "support/child.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

// The sample in every kind of source, and a hive to copy from.
class LockedHome {
  public:
    LockedHome() {
        fs::create_directory(home_ / "box");
        // Whoever reads a database makes files beside it.
        fs::create_directory(home_ / "open");
        const std::string hive = home_.hive("box/NTUSER.DAT");
        sources = {hive, home_ / "box/a.reg", home_ / "open/a.db"};
        for (std::size_t i = 1; i < sources.size(); ++i) {
            run({"export", hive, sources[i]});
        }
        other = home_.hive("box/other", {.profiles = {u"Outlook", u"Second"}});
        for (const std::string& source : sources) {
            run({"set", source, "2", "name=First"});
        }
    }

    static void run(const Words& words) {
        const auto result = run_command(words);
        EXPECT_EQ(result.exit_code, 0) << words.front() << ": " << result.err;
    }

    // From now on its user can only look.
    void lock() const {
        for (const auto& entry : fs::recursive_directory_iterator(home_.folder().path())) {
            const bool is_journal = entry.path().string().find("XDG_") != std::string::npos;
            EXPECT_EQ(chmod(entry.path().c_str(), entry.is_directory() ? 0755 : 0644), 0);
            if (is_journal && geteuid() == 0) {
                EXPECT_EQ(chown(entry.path().c_str(), nobody, nobody), 0);
            }
        }
        EXPECT_EQ(chmod(home_.folder().path().c_str(), 0755), 0);
        EXPECT_EQ(chmod((home_ / "open").c_str(), 0777), 0);
        if (geteuid() != 0) {
            EXPECT_EQ(chmod((home_ / "box").c_str(), 0555), 0);
        }
    }

    std::map<std::string, Bytes> files() const {
        std::map<std::string, Bytes> out;
        for (const auto& entry : fs::recursive_directory_iterator(home_.folder().path())) {
            const std::string name = entry.path().filename();
            if (name.ends_with("-shm") || name.ends_with("-wal")) continue;
            if (entry.is_regular_file()) out[entry.path().string()] = read_file(entry.path());
        }
        return out;
    }

    std::vector<std::string> sources;
    std::string other;

  private:
    EditHome home_;
};

std::vector<Words> planning_commands(const std::string& source, const std::string& other) {
    Words order = {"order", source, "--category", "mail"};
    const auto ids = profile_in(source).order(Category::mail);
    std::transform(ids.rbegin(), ids.rend(), std::back_inserter(order),
                   [](std::uint32_t id) { return std::to_string(id); });
    return {
        order,
        {"add", "data_file", source, "name=New", "--store", "D:\\new.pst"},
        {"add", "pop3", source, "name=New", "email=new@abc.example", "server=p", "user=u",
         "smtp_server=s", "--store", "D:\\new.pst", "--default"},
        {"set", source, "2", "email=new@abc.example", "--clear", "port"},
        {"delete", source, "2"},
        {"default", source, "4"},
        {"copy", source, "2", "--to-profile", "Outlook"},
        {"copy", other, "2", "--to", source},
        {"profile", "add", source, "New"},
        {"profile", "copy", source, "Outlook", "New"},
        {"profile", "rename", source, "Outlook", "New"},
        {"profile", "default", source, "Outlook"},
        {"profile", "delete", source, "Outlook"},
        {"replace", "--from", "abc.example", "--to", "xyz.test", source},
        {"import", other, source, "--replace"},
        {"export", other, source, "--profile", "Second"},
        {"undo", source},
    };
}

TEST(DryRun, needs_only_the_right_to_read_and_prints_what_the_owner_sees) {
    LockedHome home;
    std::map<Words, CommandResult> owners;
    for (const std::string& source : home.sources) {
        for (Words words : planning_commands(source, home.other)) {
            words.push_back("--dry-run");
            owners[words] = run_command(words);
            EXPECT_EQ(owners[words].exit_code, 0) << words.front() << ' ' << owners[words].err;
        }
    }
    home.lock();
    const auto before = home.files();
    for (const auto& [words, owner] : owners) {
        const ChildResult result = run_as_nobody([&words = words](std::string& output) {
            const CommandResult done = run_command(words);
            output = done.exit_code == 0 ? done.err : done.out + done.err;
            return done.exit_code;
        });
        std::string all;
        for (const std::string& word : words) all += word + ' ';
        EXPECT_EQ(result.exit_code, 0) << all << ": " << result.output;
        EXPECT_EQ(result.output, owner.err) << all;
        EXPECT_FALSE(owner.out.empty() && words.front() != "profile") << all;
    }
    EXPECT_TRUE(home.files() == before) << "a dry run has left something";
}

TEST(DryRun, of_doctor_shows_its_treatment_of_a_file_that_may_only_be_read) {
    const EditHome home;
    const std::string hive = home.hive();
    ASSERT_EQ(chmod(hive.c_str(), 0444), 0);
    ASSERT_EQ(chmod(home.folder().path().c_str(), 0755), 0);
    const Bytes before = read_file(hive);
    const ChildResult result = run_as_nobody([&hive](std::string& output) {
        const CommandResult done = run_command({"doctor", "--fix", "--dry-run", hive});
        output = done.out + done.err;
        return done.exit_code;
    });
    EXPECT_EQ(result.exit_code, exit_code(ErrorCode::findings_left)) << result.output;
    EXPECT_NE(result.output.find("planned"), std::string::npos) << result.output;
    EXPECT_EQ(read_file(hive), before);
}

// What another process holds locked for writing can be planned for, where reading is allowed.
TEST(DryRun, does_not_wait_for_a_writer) {
    LockedHome home;
    for (const std::string& source : {home.sources[1], home.sources[2]}) {
        const auto opened = Source::open(source);
        auto writing = opened->store().begin_write();
        ASSERT_TRUE(writing) << writing.error().what;
        const auto result = run_command({"set", source, "2", "email=new@abc.example", "--dry-run"});
        EXPECT_EQ(result.exit_code, 0) << result.err;
        writing->reset();
    }
}

}  // namespace
}  // namespace olkacct::test
